"""Commands that bring an installation elsewhere: move."""

import argparse
from typing import TYPE_CHECKING

from balans.commands.adding import Commands, KnownProblem

if TYPE_CHECKING:
    from balans.transfer.comparing import Compared

NEXT = """Each row is the same in both. What now:
- Keep BALANS_DATABASE_URL as it is for every start from here on, and start `balans run`.
- Keys, photos and recordings stay in {data}: they were not moved, and are needed as before.
- {old} is as it was. Take it away once you have seen that all is well, and out of backups too:
  who is erased from now on is still in it."""


def add(commands: Commands) -> None:
    """Add these commands."""
    move = commands.add_parser("move", help="move everything from SQLite to PostgreSQL")
    move.set_defaults(act=_move)


def _move(options: argparse.Namespace) -> int:
    from django.conf import settings

    from balans.transfer.actions import move
    from balans.transfer.problems import CannotMove

    try:
        rows, entries = move(settings.SQLITE_FILE, _tell)
    except CannotMove as problem:
        raise KnownProblem(f"nothing was moved: {problem}") from problem
    print(f"moved: {rows} rows; search: {entries} entries made anew")
    print(NEXT.format(data=settings.DATA, old=settings.SQLITE_FILE))
    return 0


def _tell(found: "Compared") -> None:
    verdict = "the same" if found.same else f"{found.differing} DIFFER"
    print(f"{found.table:32} {found.rows:>10} rows  {found.digest}  {verdict}", flush=True)
