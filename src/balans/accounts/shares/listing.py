"""What a person shares, opened for them: what, with whom, until when, and who looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.accounts.models import Look, Share
from balans.accounts.person import Person
from balans.accounts.shares.form import say_end
from balans.accounts.shares.sharing import About, Device, State, Who, room_named
from balans.core.vault import Vault

NEWEST = 3
"""So many looks stand open on the page; the others behind one fold."""


@dataclass(frozen=True)
class Seen:
    """One look: when, and who it was as they say."""

    at: datetime
    who: Who

    @property
    def device(self) -> str:
        return device_words(self.who.device)


@dataclass(frozen=True)
class Listed:
    """One share, opened for its owner."""

    share: Share
    about: About
    looks: Sequence[Seen]
    state: State

    @property
    def until(self) -> str:
        return say_end(self.share.ends_at)

    @property
    def newest(self) -> Sequence[Seen]:
        return self.looks[:NEWEST]

    @property
    def earlier(self) -> Sequence[Seen]:
        return self.looks[NEWEST:]

    @property
    def href(self) -> str:
        """Where the thing itself stands, empty when its room is gone."""
        room = room_named(self.share.room)
        return room.href(self.share.record) if room else ""


def shares_of(person: Person) -> list[Listed]:
    """Return all that a person shares or shared, the newest first. Two queries, however many."""
    shares = Share.objects.visible_to(person).select_related("owner")
    return [
        listed(person, each) for each in shares.prefetch_related("looks").order_by("-created_at")
    ]


def listed(person: Person, share: Share) -> Listed:
    """Return one share opened for its owner."""
    about = share.read_about(person.vault)
    part = person.vault.within(about.part)
    looks = tuple(_seen(each, part) for each in share.looks.all())
    return Listed(share=share, about=about, looks=looks, state=share.state(timezone.now()))


def _seen(look: Look, part: Vault) -> Seen:
    return Seen(at=look.at, who=look.read(part))


def device_words(device: Device) -> str:
    """Return a kind of device in plain words."""
    return {
        "iphone": _("op een iPhone"),
        "ipad": _("op een iPad"),
        "android-phone": _("op een telefoon met Android"),
        "android-tablet": _("op een tablet met Android"),
        "windows": _("op een computer met Windows"),
        "mac": _("op een Mac"),
        "chromebook": _("op een Chromebook"),
        "linux": _("op een computer met Linux"),
        "": _("op een apparaat dat we niet kennen"),
    }[device]


@dataclass(frozen=True)
class SharingSummary:
    """What Mijn plek says about sharing."""

    count: int
    """How many things are shared now."""

    href: str

    @property
    def text(self) -> str:
        """Return it in a sentence; empty when nothing is shared."""
        if not self.count:
            return ""
        words = ngettext("Je deelt één ding.", "Je deelt %(count)s dingen.", self.count)
        return words % {"count": self.count}


def sharing_summary(person: Person) -> SharingSummary:
    """Return how much a person shares now, and where it stands. One query."""
    count = Share.objects.visible_to(person).open(timezone.now()).count()
    return SharingSummary(count=count, href=reverse("accounts:sharing"))
