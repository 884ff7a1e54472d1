"""What happens to plans: made, changed, erased, brought back."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balans.accounts.person import Person
from balans.core.measures import Use, count_when_kept
from balans.plans import feed, reminding
from balans.plans.models import KeptPlan
from balans.plans.plan import Plan


@transaction.atomic
def make_plan(
    *, person: Person, plan: Plan, wanted_id: uuid.UUID, created_at: datetime | None = None
) -> tuple[KeptPlan, bool]:
    """Keep a new plan; return it and whether it is new.

    The same id twice gives the plan that is there (a double post). An id that is somebody else's
    gives another id. No moment lies in the future.
    """
    known, now = KeptPlan.objects.filter(pk=wanted_id).first(), timezone.now()
    if known is not None and known.owner_id == person.owner.pk:
        return known, False
    moment = min(created_at or now, now)
    kept = KeptPlan(
        id=wanted_id if known is None else uuid.uuid4(),
        owner=person.owner,
        created_at=moment,
        changed_at=moment,
    )
    kept.seal(person.vault, plan)
    kept.save(force_insert=True)
    _follow(person, kept, plan, now)
    count_when_kept(Use.SAVES)
    if created_at is None:
        # What comes back from a parcel was counted when it was made.
        count_when_kept(Use.PLANS)
    return kept, True


@transaction.atomic
def change_plan(*, kept: KeptPlan, person: Person, change: Callable[[Plan], Plan]) -> Plan:
    """Read the plan as it is now, change it and keep it: two tabs never undo one another's step."""
    fresh, now = KeptPlan.objects.select_for_update().get(pk=kept.pk), timezone.now()
    plan = change(fresh.read(person.vault))
    fresh.seal(person.vault, plan)
    fresh.changed_at = now
    fresh.save(update_fields=["sealed", "changed_at"])
    _follow(person, fresh, plan, now)
    return plan


@transaction.atomic
def erase_plan(*, kept: KeptPlan) -> None:
    """Erase a plan, its day in the calendar feed and its reminder. Twice changes nothing."""
    now = timezone.now()
    feed.touch(owner=kept.owner, now=now)
    reminding.forget(kept=kept, now=now)
    KeptPlan.objects.filter(pk=kept.pk).delete()


def _follow(person: Person, kept: KeptPlan, plan: Plan, now: datetime) -> None:
    """Let the calendar feed and the reminders follow the plan, in the same transaction."""
    feed.follow(person=person, kept=kept, plan=plan, now=now)
    reminding.follow(owner=person.owner, kept=kept, plan=plan, now=now)
