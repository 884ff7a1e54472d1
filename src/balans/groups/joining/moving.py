"""A place in a group moves along: from a guest to the account that they sign in to."""

from balans.accounts.person import Person
from balans.groups.actions import tell
from balans.groups.joining import replying
from balans.groups.models import Participation
from balans.groups.words import Card


def move_places(origin: Person, into: Person) -> None:
    """Let the account have the places of a guest, with what was told; what was brought ends.

    Where the account was in the same group already, that stays, with the better place of the two.
    In the caller's transaction, which then erases the guest.
    """
    theirs = {each.group_id: each for each in Participation.objects.visible_to(into)}
    for taking in Participation.objects.visible_to(origin).select_related("group"):
        if (known := theirs.get(taking.group_id)) is None:
            _move(taking, origin, into)
        else:
            _take_the_better_place(known, taking)


def _take_the_better_place(known: Participation, other: Participation) -> None:
    """Let one who was in a group twice have one place: a real one, or the longest wait."""
    if known.waiting_since is not None and (
        other.waiting_since is None or other.waiting_since < known.waiting_since
    ):
        known.waiting_since = other.waiting_since
        known.save(update_fields=["waiting_since"])


def _move(taking: Participation, origin: Person, into: Person) -> None:
    record, group = str(taking.pk), taking.group
    card = origin.vault.open(bytes(taking.sealed), record=record, field="card")
    taking.owner = into.owner
    agreed = taking.key_number == group.key_number
    if agreed:
        tell(person=into, group=group, taking=taking, name=Card.model_validate_json(card).name)
    else:
        # A new facilitator learns the name only once its owner says so.
        taking.sealed = into.vault.seal(card, record=record, field="card")
    taking.save()
    replying.move(origin=origin, into=into, taking=taking, group=group if agreed else None)
