"""The command about the clock: what the database last saw of it, and that it is right now."""

import argparse

from balans.commands.adding import Commands


def add(commands: Commands) -> None:
    """Add these commands."""
    clock = commands.add_parser("clock", help="the time that this database believes")
    clock.add_argument("what", choices=("show", "believe"))
    clock.set_defaults(act=_clock)


def _clock(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from balans.core import believing

    now = timezone.now()
    if options.what == "believe":
        believing.believe(now)
    seen = believing.last_seen()
    print(f"this machine: {now:%Y-%m-%d %H:%M:%S} UTC")
    print(f"this database: {seen:%Y-%m-%d %H:%M:%S} UTC" if seen else "this database: never used")
    return 0
