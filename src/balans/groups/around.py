"""The groups around somebody: those they take part in or wait for, and those they lead."""

from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from balans.accounts.person import Person
from balans.accounts.staff.models import Role
from balans.groups.models import Facilitation, Meeting, Participation

NAME = "groups around"


def meetings_around(person: Person) -> Sequence[Any]:
    """Return every meeting of the groups around a person, with its group, in order.

    Each says since when they take part (`joined_at`, with `waits_since` and `key_number`) and
    since when they lead (`leads_since`); None for what they do not. What they lead is there with
    the role and after the second step only: its pages are closed before. One query, once for a
    request: Mijn plek asks several times.
    """
    if NAME not in person.read:
        taking = Participation.objects.filter(owner=person.owner)
        leading = _led_by(person)
        here = taking.filter(group=OuterRef("group"))
        led = leading.filter(group=OuterRef("group"))
        rows = Meeting.objects.filter(
            Q(group__in=taking.values("group")) | Q(group__in=leading.values("group"))
        ).annotate(
            joined_at=here.values("joined_at")[:1],
            waits_since=here.values("waiting_since")[:1],
            key_number=here.values("key_number")[:1],
            leads_since=led.values("since")[:1],
        )
        # Put in order here: a database that is asked for it may walk along all meetings there are.
        found = rows.select_related("group").order_by()
        person.read[NAME] = tuple(sorted(found, key=lambda each: each.starts_at))
    known: Sequence[Any] = person.read[NAME]
    return known


def _led_by(person: Person) -> QuerySet[Facilitation]:
    if not person.slot.second_step_at:
        return Facilitation.objects.none()
    return Facilitation.objects.filter(owner=person.owner, owner__roles__name=Role.Name.FACILITATOR)
