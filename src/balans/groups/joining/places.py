"""Places that come free: who waits longest gets one, and is told."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from balans.groups.actions import move_up
from balans.groups.leading.letters import place_given
from balans.groups.models import Group, Meeting, Participation
from balans.groups.telling import tell

AT_ONCE = 100


def tell_who_got_one(group: Group, lucky: Iterable[Participation]) -> int:
    """Queue a mail to who moved up; return how many have an address for it."""
    title = group.read().title
    rows = Participation.objects.filter(pk__in=[each.pk for each in lucky])
    takings = rows.select_related("owner", "group")
    return tell(takings, lambda _taking: place_given(group, title), once=f"place {group.pk}")


def hand_on_places() -> int:
    """Give places that came free to who waits; return how many moved up.

    Who leaves hands their place on at once. This is for who was erased, whose time as a guest was
    over, or who was taken out.
    """
    waiting = Participation.objects.waiting().order_by().values("group")
    ahead = Meeting.objects.filter(group=OuterRef("pk"), starts_at__gt=timezone.now())
    groups = Group.objects.going_on().filter(Exists(ahead), pk__in=waiting)
    people = Participation.objects.inside().filter(group=OuterRef("pk")).order_by().values("group")
    inside = Coalesce(Subquery(people.annotate(number=Count("pk")).values("number")), Value(0))
    free = groups.annotate(inside=inside).filter(inside__lt=F("limit"))
    return sum(_hand_on(pk) for pk in list(free.values_list("pk", flat=True)[:AT_ONCE]))


@transaction.atomic
def _hand_on(group_id: uuid.UUID) -> int:
    group = Group.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        return 0
    lucky = move_up(group)
    tell_who_got_one(group, lucky)
    return len(lucky)
