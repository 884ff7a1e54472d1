"""What participants let know about one meeting, as their facilitators read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from balans.groups.joining.bringing import card_of
from balans.groups.joining.replying import words_of
from balans.groups.models import Brought, Reply
from balans.groups.opened import Led, Member
from balans.groups.running.opened import Here


@dataclass(frozen=True)
class Coming:
    """What one participant said about one meeting; nothing they did not say themselves."""

    member: Member
    coming: bool | None = None
    prepared: bool = False
    words: str = ""

    @property
    def name(self) -> str:
        return self.member.name


@dataclass(frozen=True)
class Outcome:
    """What a participant brought: a title and what opens it, empty when the box stays closed."""

    brought: Brought
    name: str
    title: str
    secret: str


def coming(here: Here) -> Sequence[Coming]:
    """Return everybody in the group with what they said. Two queries with the members."""
    rows = Reply.objects.filter(meeting=here.meeting).select_related("participation")
    replies = {each.participation_id: each for each in rows}
    inside = (each for each in here.led.members if not each.is_waiting)
    return tuple(_of(here.led, each, replies.get(each.id)) for each in inside)


def _of(led: Led, member: Member, reply: Reply | None) -> Coming:
    if reply is None:
        return Coming(member=member)
    return Coming(
        member=member,
        coming=reply.coming,
        prepared=reply.prepared,
        words=words_of(led, reply),
    )


def outcomes(here: Here) -> Sequence[Outcome]:
    """Return what was brought to this meeting and not taken back. One query."""
    rows = Brought.objects.filter(meeting=here.meeting, share__withdrawn_at=None)
    rows = rows.select_related("participation")
    return tuple(outcome(here.led, each) for each in rows.order_by("participation__joined_at"))


def outcome(led: Led, brought: Brought) -> Outcome:
    """Return one brought outcome, opened."""
    card = card_of(led, brought)
    return Outcome(
        brought=brought,
        name=led.name_of(brought.participation),
        title=card.title if card else "",
        secret=card.secret if card else "",
    )
