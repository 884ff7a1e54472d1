"""What backups are called, and which are old enough to go. Pure."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

NAME = re.compile(r"^balans-(\d{8}T\d{6}Z)\.tar$")
STAMP = "%Y%m%dT%H%M%SZ"
ALWAYS = 2
"""This many of the newest stay whatever their age: a clock that jumps takes not all."""


def name_of(made_at: datetime) -> str:
    """Return what the backup of a moment is called."""
    return f"balans-{made_at.astimezone(UTC):{STAMP}}.tar"


def made_at(name: str) -> datetime | None:
    """Return the moment that a name tells, None for what is no backup of ours."""
    if not (found := NAME.match(name)):
        return None
    try:
        return datetime.strptime(found[1], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def to_remove(names: Iterable[str], *, days: int, now: datetime) -> list[str]:
    """Return which of these files are older than so many days, the oldest first.

    What has another name than ours is never in it, nor are the two newest. Zero days keeps all.
    """
    ours = sorted((moment, name) for name in names if (moment := made_at(name)))
    before = now - timedelta(days=days)
    return [name for moment, name in ours[:-ALWAYS] if days and moment < before]
