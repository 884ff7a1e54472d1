"""A place in a group moves along: from a guest to the account that they sign in to."""

from balans.accounts.person import Person
from balans.groups.actions import tell
from balans.groups.joining import replying
from balans.groups.models import Participation
from balans.groups.words import Card


def move_places(origin: Person, into: Person) -> None:
    """Let the account have the places of a guest, with what was told; what was brought ends.

    Where the account had a place in the same group already, that one stays. In the caller's
    transaction, which then erases the guest.
    """
    theirs = set(Participation.objects.visible_to(into).values_list("group", flat=True))
    for taking in Participation.objects.visible_to(origin).select_related("group"):
        if taking.group_id not in theirs:
            _move(taking, origin, into)


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
