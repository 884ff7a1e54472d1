"""`balans devices`: the host ends the browsers in which accounts are open."""

import argparse

from balans.commands.adding import Commands, KnownProblem


def add(commands: Commands) -> None:
    """Add this command."""
    devices = commands.add_parser("devices", help="sign accounts out in every browser")
    devices.add_argument("what", choices=("end",))
    devices.add_argument("address", nargs="?", default="", help="a mail address")
    devices.add_argument("--everybody", action="store_true", help="of all accounts")
    devices.set_defaults(act=_devices)


def _devices(options: argparse.Namespace) -> int:
    from balans.accounts.entry.address import NoAddress, normalised
    from balans.accounts.entry.entering import end_browsers
    from balans.accounts.staff.roles import owner_with

    if bool(options.address) == options.everybody:
        raise KnownProblem("whose? Give a mail address, or --everybody")
    owner = None
    if not options.everybody:
        try:
            owner = owner_with(normalised(options.address))
        except NoAddress as error:
            raise KnownProblem(f"'{options.address}' is no mail address") from error
        if owner is None:
            raise KnownProblem(f"nobody has an account with {options.address}")
    ended = end_browsers(owner=owner)
    print(f"ended in {ended} browser{'s' if ended != 1 else ''}; all that was kept is still there")
    return 0
