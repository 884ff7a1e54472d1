"""Listed groups on the support map: the nearest ones, and nothing to pay while there are none."""

import time
from collections.abc import Sequence

from django.utils import timezone

from balans.directory.happening import Happening
from balans.directory.municipalities import Municipality
from balans.groups.listed import screen
from balans.groups.listed.found import open_groups, shown, sought
from balans.groups.listed.listing import Wish
from balans.groups.saying import say_moment

REMEMBERED_SECONDS = 60.0


class _Nothing:
    """Remembers for a minute that nothing is listed: most installations begin without groups."""

    def __init__(self) -> None:
        self.until = 0.0

    @property
    def holds(self) -> bool:
        return time.monotonic() < self.until

    def note(self) -> None:
        self.until = time.monotonic() + REMEMBERED_SECONDS

    def forget(self) -> None:
        self.until = 0.0


nothing_listed = _Nothing()


def happenings(place: Municipality, most: int) -> Sequence[Happening]:
    """Return the open groups nearest to a place. At most two queries, none while none is listed."""
    if nothing_listed.holds:
        return ()
    now = timezone.now()
    groups = shown(list(sought(Wish(), place, now)[:most]))
    if not groups and not open_groups(now).exists():
        nothing_listed.note()
    return [
        Happening(
            title=each.words.title,
            when=each.next_at,
            when_said=say_moment(each.next_at),
            place=screen.where_words(each),
            href=screen.href_of(group_id=each.id),
            municipality=each.municipality.slug if each.municipality else "",
            language=each.language,
        )
        for each in groups
    ]
