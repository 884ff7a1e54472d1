"""What two servers do at the same moment, each as a process of its own (python -m tests.beside)."""

import logging
import os
import sys
import uuid
from datetime import timedelta


def prepare() -> None:
    """Make everything ready, as `balans run` does before it serves."""
    from django.conf import settings

    from balans.preparing import prepare

    prepare(demo=settings.DEMO)


def people() -> None:
    """Make people with an account for whom a reminder is due today, and local offers of help."""
    from django.utils import timezone

    from balans.accounts.entry.address import sealed_address
    from balans.accounts.models import Owner
    from balans.core.keys import make_anchor
    from balans.directory.tests.offers import publish
    from balans.reminders.actions import stop_name
    from balans.reminders.models import ReminderDay, Reminders

    now = timezone.now()
    for number in range(int(sys.argv[2])):
        owner = Owner(created_at=now, seen_at=now, expires_at=now + timedelta(days=700))
        owner.account_since = now
        make_anchor(str(owner.pk))
        owner.address = sealed_address(owner, f"mens{number}@example.nl")
        owner.save()
        chosen = Reminders.objects.create(owner=owner, hour=9, stop=stop_name(owner))
        ReminderDay.objects.create(
            reminders=chosen, room="plans", thing=uuid.uuid4(), day=timezone.localdate(now)
        )
    for number in range(int(sys.argv[3])):
        publish(f"Samen wandelen {number}")


def chores() -> None:
    """Go round every chore a few times, as the process beside does; fail when one of them does."""
    from balans.core.chores import Rounds

    failed: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: failed.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("balans").addHandler(handler)
    for _turn in range(2):
        Rounds().turn(0.0)
    sys.exit("\n".join(failed) if failed else 0)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balans.settings")
    import django

    django.setup()
    {"prepare": prepare, "people": people, "chores": chores}[sys.argv[1]]()
