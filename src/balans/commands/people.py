"""Commands about keys and people: keys, staff, offers."""

import argparse

from balans.commands.adding import Commands, KnownProblem


def add(commands: Commands) -> None:
    """Add these commands."""
    keys = commands.add_parser("keys", help="list, rotate, retire, check or mirror the keys")
    keys.add_argument("what", choices=("list", "rotate", "retire", "check", "mirror"))
    keys.add_argument("folder", nargs="?", default="", help="where to mirror them (mirror)")
    keys.add_argument("--many", action="store_true", help="mirror also when most would go")
    keys.set_defaults(act=_keys)

    staff = commands.add_parser("staff", help="give, take or list the roles of staff")
    staff.add_argument("what", choices=("add", "remove", "list", "reset", "area"))
    staff.add_argument("address", nargs="?", default="", help="a mail address")
    staff.add_argument("role", nargs="?", default="", help="such as administrator; a municipality")
    staff.add_argument("--remove", action="store_true", help="take the municipality (area)")
    staff.set_defaults(act=_staff)

    offers = commands.add_parser("offers", help="rules for the local offers of help")
    offers.add_argument("what", choices=("foureyes",))
    offers.add_argument("municipality", help="such as zwolle")
    offers.add_argument("--off", action="store_true", help="one editor is enough again")
    offers.set_defaults(act=_offers)


def _keys(options: argparse.Namespace) -> int:
    from balans.accounts.actions import count_wrapped_by_key, retire_keys, rotate_keys
    from balans.commands import safekeeping

    if options.what == "mirror":
        return safekeeping.mirror(options.folder, many=options.many)
    if options.what == "check":
        return safekeeping.fits()
    if options.what == "rotate":
        print(
            f"master key {rotate_keys()} is now in use; older keys stay until `balans keys retire`"
        )
    elif options.what == "retire":
        retired = retire_keys()
        print("destroyed: " + (", ".join(map(str, retired)) or "none, all are still needed"))
    else:
        for key, ways in count_wrapped_by_key().items():
            print(f"master key {key}: {ways} ways in")
    return 0


def _staff(options: argparse.Namespace) -> int:
    from balans.accounts.staff.command import CannotDo, area, staff
    from balans.directory.municipalities import municipalities

    try:
        if options.what == "area":
            known = municipalities()
            lines = area(options.address, options.role, remove=options.remove, known=known)
        else:
            lines = staff(options.what, options.address, options.role)
        print("\n".join(lines))
    except CannotDo as error:
        raise KnownProblem(str(error)) from error
    return 0


def _offers(options: argparse.Namespace) -> int:
    from balans.directory.editing.four_eyes import set_four_eyes
    from balans.directory.municipalities import municipality

    if municipality(options.municipality) is None:
        raise KnownProblem(f"'{options.municipality}' is no municipality we know. Such as zwolle")
    set_four_eyes(municipality=options.municipality, wanted=not options.off, by=None)
    print(f"{options.municipality}: {'one editor is enough' if options.off else 'four eyes'}")
    return 0
