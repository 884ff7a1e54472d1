"""Who somebody is to us: a name to be called by, for whom they care, and whom they lost.

Kept as one sealed value in the owner's row. Everything in it is optional; a real name is not asked.
"""

from collections.abc import Callable
from datetime import date
from typing import Literal

from django.db import transaction

from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.accounts.place.since import Since, season
from balans.core.content import Content
from balans.core.vault import Vault

FIELD = "profile"
NAME_LIMIT = 60
Relation = Literal["partner", "ouder", "kind", "broer-zus", "vriend", "buur", "anders"]
RELATIONS: tuple[Relation, ...] = (
    "partner",
    "ouder",
    "kind",
    "broer-zus",
    "vriend",
    "buur",
    "anders",
)


class Loss(Content):
    """Somebody who died: what was known of them, and since when."""

    name: str = ""
    relation: Relation | None = None
    relation_words: str = ""
    since: Since | None = None


class Profile(Content):
    """What a person told about themselves. Frozen: what changes is a new profile."""

    name: str = ""
    """How to call this person."""

    loved_one: str = ""
    """The name of who is cared for now."""

    relation: Relation | None = None
    relation_words: str = ""
    """One's own word for the relation, with "anders"."""

    losses: tuple[Loss, ...] = ()
    """Who died, the latest last."""

    caring: bool = True
    """Whether there is somebody to care for now; False from a death until one cares again."""

    put_away: frozenset[str] = frozenset()
    """Keys of suggestions that must not be shown again."""

    at_rest: dict[str, str] = {}
    """What a room stopped at a death, in its own words, to take up when that is taken back."""

    @property
    def bereaved(self) -> bool:
        """Return whether a loved one died and nobody else is cared for."""
        return bool(self.losses) and not self.caring

    @property
    def loss(self) -> Loss | None:
        """Return the latest loss."""
        return self.losses[-1] if self.losses else None

    @property
    def since(self) -> Since | None:
        """Return since when the loved one is dead; None when not given, or when nobody died."""
        return self.loss.since if self.loss else None


EMPTY = Profile()


def after_death(known: Profile, since: Since | None) -> Profile:
    """Return the profile once a loved one died: what was known of them moves to the losses."""
    loss = Loss(
        name=known.loved_one,
        relation=known.relation,
        relation_words=known.relation_words,
        since=since,
    )
    return known.model_copy(
        update={
            "losses": (*known.losses, loss),
            "caring": False,
            "loved_one": "",
            "relation": None,
            "relation_words": "",
        }
    )


def with_since(known: Profile, since: Since | None) -> Profile:
    """Return the profile with another day for the latest loss; unchanged without a loss."""
    if known.loss is None:
        return known
    loss = known.loss.model_copy(update={"since": since})
    return known.model_copy(update={"losses": (*known.losses[:-1], loss)})


def taken_back(known: Profile) -> Profile:
    """Return the profile as it was before the latest loss was told; unchanged without a loss.

    Whoever is cared for since then stays who is cared for.
    """
    if known.loss is None:
        return known
    back = {"losses": known.losses[:-1], "caring": True}
    if not known.loved_one and known.relation is None:
        loss = known.loss
        back |= {
            "loved_one": loss.name,
            "relation": loss.relation,
            "relation_words": loss.relation_words,
        }
    return known.model_copy(update=back)


def joined(known: Profile, told: Profile) -> Profile:
    """Return what is known, with what was told elsewhere where nothing is known.

    A death that was told elsewhere counts here too: nobody has to say it twice.
    """
    changes: dict[str, object] = {"name": known.name or told.name}
    if told.losses and not known.losses:
        changes |= {"losses": told.losses, "caring": told.caring}
    bereaved = not told.caring if "losses" in changes else known.bereaved
    if bereaved:
        changes |= {"loved_one": "", "relation": None, "relation_words": ""}
    elif not known.loved_one and known.relation is None:
        changes |= {
            "loved_one": told.loved_one,
            "relation": told.relation,
            "relation_words": told.relation_words,
        }
    return known.model_copy(update=changes)


def read_profile(owner: Owner, vault: Vault) -> Profile:
    """Return what is kept for an owner; an empty profile when nothing is."""
    if owner.profile is None:
        return EMPTY
    words = vault.open(bytes(owner.profile), record=str(owner.pk), field=FIELD)
    return Profile.model_validate_json(words)


def profile_of(person: Person) -> Profile:
    """Return the profile of who is here, opened once for a request."""
    if person.owner.opened_profile is None:
        person.owner.opened_profile = read_profile(person.owner, person.vault)
    return person.owner.opened_profile  # type: ignore[no-any-return]


def is_bereaved(person: Person | None) -> bool:
    """Return whether who is here lost a loved one and cares for nobody else."""
    return person is not None and profile_of(person).bereaved


def in_first_weeks(person: Person | None, today: date) -> bool:
    """Return whether who is here lost a loved one only weeks ago."""
    if person is None or not is_bereaved(person):
        return False
    return season(profile_of(person).since, today) == "first-weeks"


def change_profile(*, person: Person, change: Callable[[Profile], Profile]) -> Profile:
    """Read the profile as it is now, change it and keep it. Two tabs never undo one another.

    Raise Owner.DoesNotExist when all was erased meanwhile.
    """
    return changed(person=person, change=change)[1]


@transaction.atomic
def changed(*, person: Person, change: Callable[[Profile], Profile]) -> tuple[Profile, Profile]:
    """Do as `change_profile`; return the profile as it was, and as it is now."""
    fresh = Owner.objects.select_for_update().get(pk=person.owner.pk)
    before = read_profile(fresh, person.vault)
    after = change(before)
    sealed = person.vault.seal(after.model_dump_json().encode(), record=str(fresh.pk), field=FIELD)
    Owner.objects.filter(pk=fresh.pk).update(profile=sealed)
    person.owner.profile, person.owner.opened_profile = sealed, after
    return before, after
