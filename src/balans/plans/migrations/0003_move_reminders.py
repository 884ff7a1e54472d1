"""Moves every row of reminders to the room `reminders`; taken back, those of plans return."""

from collections.abc import Iterable

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ROOM = "plans"
AT_ONCE = 1_000


def move(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the choices and days of before in the new tables."""
    _copy_choices(apps, origin="plans", into="reminders")
    day = apps.get_model("reminders", "ReminderDay")
    _keep(
        day,
        (
            day(reminders_id=each.reminders_id, room=ROOM, thing=each.plan_id, day=each.day)
            for each in apps.get_model("plans", "ReminderDay").objects.iterator(AT_ONCE)
        ),
    )


def move_back(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the choices, and the days of plans that are there, back; the days of others end."""
    _copy_choices(apps, origin="reminders", into="plans")
    day = apps.get_model("plans", "ReminderDay")
    plans = apps.get_model("plans", "KeptPlan").objects.values("pk")
    days = apps.get_model("reminders", "ReminderDay").objects.filter(room=ROOM, thing__in=plans)
    _keep(
        day,
        (
            day(reminders_id=each.reminders_id, plan_id=each.thing, day=each.day)
            for each in days.iterator(AT_ONCE)
        ),
    )
    apps.get_model("reminders", "Reminders").objects.all().delete()


def _copy_choices(apps: Apps, *, origin: str, into: str) -> None:
    choice = apps.get_model(into, "Reminders")
    _keep(
        choice,
        (
            choice(owner_id=each.owner_id, hour=each.hour, stop=each.stop, last_on=each.last_on)
            for each in apps.get_model(origin, "Reminders").objects.iterator(AT_ONCE)
        ),
    )


def _keep(model: type, rows: Iterable[object]) -> None:
    model.objects.bulk_create(rows, batch_size=AT_ONCE)  # type: ignore[attr-defined]


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0002_reminders_and_feed"),
        ("reminders", "0001_initial"),
    ]

    operations = [migrations.RunPython(move, move_back)]
