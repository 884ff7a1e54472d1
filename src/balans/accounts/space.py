"""How much an owner keeps here, and how much there is room for: no carer alone fills the disk."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from balans.accounts.models import Owner
from balans.accounts.person import Person

LOOK_ONCE_IN = 16
"""A few more exercises of some kilobytes each may come in between: that is no harm."""
MEGABYTE, GIGABYTE = 1_000_000, 1_000_000_000


@dataclass(frozen=True)
class Space:
    """How many bytes an owner may keep, and how many there are."""

    limit: int
    kept: int = 0

    @property
    def left(self) -> int:
        """Return how many bytes may still come; zero when there is more than there may be."""
        return max(0, self.limit - self.kept)

    def fits(self, size: int) -> bool:
        """Return whether so many bytes more may come."""
        return size <= self.left

    def after(self, size: int) -> "Space":
        """Return the space once so many bytes have come. Raise NoSpace when they do not fit."""
        if not self.fits(size):
            raise NoSpace(self)
        return Space(limit=self.limit, kept=self.kept + size)


class NoSpace(Exception):
    """There is no room for more of this owner; take something along and erase it, or grow."""

    def __init__(self, space: Space) -> None:
        super().__init__(f"{space.left} bytes are left")
        self.space = space


Weigher = Callable[[], Any]
"""Makes a subquery with the bytes that a room keeps of the owner OuterRef("pk")."""
_weighers: dict[str, Weigher] = {}


def weigh(name: str, weigher: Weigher) -> None:
    """Register what a room keeps of an owner. Called once, when the room is ready."""
    _weighers[f"bytes_of_{name}"] = weigher


def limit_of(owner: Owner) -> int:
    """Return how many bytes an owner may keep."""
    megabytes = settings.ACCOUNT_ROOM_MB if owner.has_account else settings.GUEST_ROOM_MB
    return int(megabytes) * MEGABYTE


def space_of(person: Person) -> Space:
    """Return how much the person keeps and may keep. One query, over all rooms."""
    weights = {name: weigher() for name, weigher in _weighers.items()}
    mine = Owner.objects.filter(pk=person.owner.pk).annotate(**weights)
    found = mine.values_list(*weights).first() if weights else None
    return Space(limit=limit_of(person.owner), kept=sum(each or 0 for each in found or ()))


def require_space(person: Person, size: int = 1) -> None:
    """Raise NoSpace when so many bytes more do not fit."""
    space_of(person).after(size)


def require_space_for_words(person: Person) -> None:
    """The same for a thing of a few words: looked at now and then, as looking costs a few ms.

    By chance, and not by anything that is posted, so that nobody can keep out of it.
    """
    if secrets.randbelow(LOOK_ONCE_IN) == 0:
        require_space(person)


def in_words(size: int) -> str:
    """Return a number of bytes as people say it."""
    if size >= GIGABYTE:
        return _("%(size)s gigabyte") % {"size": number_format(size / GIGABYTE, 1)}
    return _("%(size)s megabyte") % {"size": size // MEGABYTE}


def no_space_words(space: Space, *, has_account: bool) -> str:
    """Return that there is no room, how much is left, and what one can do."""
    words = _("Hier is geen plek meer voor. Je hebt nog %(left)s over, van %(limit)s.")
    said = words % {"left": in_words(space.left), "limit": in_words(space.limit)}
    if has_account:
        more = _("Zet foto’s op je eigen telefoon of computer. Wis er daarna hier een paar.")
    else:
        more = _(
            "Met een account heb je meer plek. "
            "Of zet foto’s op je eigen telefoon of computer, en wis er hier een paar."
        )
    return f"{said} {more}"
