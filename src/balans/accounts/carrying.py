"""One's own details in a parcel: how to be called, for whom one cares, whom one lost."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints

from balans.accounts import life
from balans.accounts.parcel import Section
from balans.accounts.person import Person
from balans.accounts.place.profile import EMPTY, NAME_LIMIT, Loss, Profile, Relation, profile_of
from balans.accounts.place.since import Since
from balans.core.content import Content
from balans.core.text import clean

NOT_CARRIED = {"put_away", "at_rest"}
Name = Annotated[str, StringConstraints(max_length=NAME_LIMIT)]


class TakenLoss(Content):
    """Somebody who died, as a parcel holds it."""

    name: Name = ""
    relation: Relation | None = None
    relation_words: Name = ""
    since: Since | None = None


class TakenProfile(Content):
    """One's own details, as a parcel holds them."""

    name: Name = ""
    loved_one: Name = ""
    relation: Relation | None = None
    relation_words: Name = ""
    losses: tuple[TakenLoss, ...] = Field(default=(), max_length=50)
    caring: bool = True


def take(person: Person) -> list[TakenProfile]:
    """Return the details as data; nothing when nothing was told."""
    profile = profile_of(person)
    told = profile.model_dump(exclude=NOT_CARRIED)
    return [] if told == EMPTY.model_dump(exclude=NOT_CARRIED) else [TakenProfile(**told)]


def sections(person: Person) -> list[Section]:
    """Return the details as a person reads them."""
    rows = tuple(_rows(profile_of(person)))
    title, when = _("Hoe we je noemen"), person.owner.seen_at
    return [Section(title=title, when=when, rows=rows)] if rows else []


def _rows(profile: Profile) -> Iterator[tuple[str, tuple[str, ...]]]:
    if profile.name:
        yield _("Hoe mogen we je noemen?"), (profile.name,)
    if profile.loved_one:
        yield _("Hoe heet degene voor wie je zorgt?"), (profile.loved_one,)
    for loss in profile.losses:
        yield _("Wie je mist"), tuple(each for each in (loss.name, _written(loss)) if each)


def _written(loss: Loss) -> str:
    since = loss.since
    parts = (since.day, since.month, since.year) if since else ()
    return "-".join(str(part) for part in parts if part)


def papers(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield nothing: details need no paper of their own."""
    yield from ()


def bring_back(person: Person, taken: Sequence[TakenProfile]) -> int:
    """Put details back where none are; return how many are new. What was told here stays."""
    if not taken:
        return 0
    return int(life.bring_back(person=person, profile=_cleaned(taken[0])))


def _cleaned(taken: TakenProfile) -> Profile:
    losses = tuple(
        Loss(
            name=clean(each.name),
            relation=each.relation,
            relation_words=clean(each.relation_words),
            since=each.since,
        )
        for each in taken.losses
    )
    return Profile(
        name=clean(taken.name),
        loved_one=clean(taken.loved_one),
        relation=taken.relation,
        relation_words=clean(taken.relation_words),
        losses=losses,
        caring=taken.caring or not losses,
    )
