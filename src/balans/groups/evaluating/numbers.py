"""How many came and how many completed: counted over what facilitators marked, without a name."""

import math
import uuid
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from balans.groups.words import Attendance

SHARE_TO_COMPLETE = 3 / 4
"""Three of the four meetings (seed 000); of another number as many in proportion, rounded up."""


@dataclass(frozen=True)
class Numbers:
    """A series in numbers."""

    came: tuple[int | None, ...]
    """How many came to each meeting, in order; None where nobody noted it."""

    seen: frozenset[uuid.UUID]
    """Everybody who came at least once."""

    completed: int
    needed: int
    """To how many meetings somebody comes who completes the series."""


def needed_of(meetings: int) -> int:
    """Return to how many of so many meetings somebody comes who completes the series."""
    return max(1, math.ceil(meetings * SHARE_TO_COMPLETE))


def who_came(sheet: Attendance | None) -> frozenset[uuid.UUID]:
    """Return who came to one meeting, each once."""
    return frozenset(mark.who for mark in sheet.marks if mark.came) if sheet else frozenset()


def joined(inside: Set[uuid.UUID], left: int, sheets: Sequence[Attendance]) -> int:
    """Return how many took part at some time, who left or was erased included.

    Who is in the group now, and who is not any more: as many as left, or as came once and are no
    longer known, whichever is more. Somebody erased before the first meeting is not counted.
    """
    gone = numbers(sheets).seen - inside
    return len(inside) + max(left, len(gone))


def numbers(sheets: Sequence[Attendance | None]) -> Numbers:
    """Return the numbers of a series: a sheet for each meeting that counts, None for not noted.

    Who is erased still counts: a mark has no name.
    """
    came = [who_came(sheet) for sheet in sheets]
    times = Counter(who for each in came for who in each)
    needed = needed_of(len(sheets))
    return Numbers(
        came=tuple(
            None if sheet is None else len(each) for sheet, each in zip(sheets, came, strict=True)
        ),
        seen=frozenset(times),
        completed=sum(number >= needed for number in times.values()),
        needed=needed,
    )
