"""Reminders of before, when only plans had them, are all there after the migration."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

pytestmark = pytest.mark.django_db(transaction=True)
OWNERS = ("accounts", "0005_erasing")
BEFORE = ("plans", "0002_reminders_and_feed")
AFTER = ("plans", "0004_reminders_are_elsewhere")
DAY = date(2026, 12, 8)


def migrate(target):
    """Migrate the plans to here, and return the models as they were there."""
    MigrationExecutor(connection).migrate([target])
    return MigrationExecutor(connection).loader.project_state([target, OWNERS]).apps


@pytest.fixture
def before(transactional_db):
    """The database as it was, and afterwards as it is."""
    yield migrate(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def owner_with_plans(apps, *, hour, last_on, days):
    now = timezone.now()
    later = now + timedelta(days=7)
    owner = apps.get_model("accounts", "Owner").objects.create(
        created_at=now, seen_at=now, expires_at=later
    )
    chosen = apps.get_model("plans", "Reminders").objects.create(
        owner=owner, hour=hour, stop=uuid.uuid4().hex, last_on=last_on
    )
    for day in days:
        plan = apps.get_model("plans", "KeptPlan").objects.create(
            owner=owner, sealed=b"sealed", created_at=now, changed_at=now
        )
        if day is not None:
            apps.get_model("plans", "ReminderDay").objects.create(
                plan=plan, reminders=chosen, day=day
            )
    return owner


def choices(apps, room):
    rows = apps.get_model(room, "Reminders").objects
    return set(rows.values_list("owner_id", "hour", "stop", "last_on"))


def test_every_choice_and_every_day_is_there_after_migrating_and_after_going_back(before):
    owner_with_plans(before, hour=9, last_on=None, days=[DAY, DAY + timedelta(days=1), None])
    owner_with_plans(before, hour=19, last_on=DAY, days=[DAY])
    owner_with_plans(before, hour=12, last_on=None, days=[])
    kept = choices(before, "plans")
    days = set(before.get_model("plans", "ReminderDay").objects.values_list("plan_id", "day"))
    assert (len(kept), len(days)) == (3, 3)

    now = migrate(AFTER)
    moved = now.get_model("reminders", "ReminderDay").objects
    assert choices(now, "reminders") == kept
    assert set(moved.values_list("thing", "day")) == days
    assert set(moved.values_list("room", flat=True)) == {"plans"}
    assert "plans_reminders" not in connection.introspection.table_names()

    of_a_check = {"room": "checks", "thing": uuid.uuid4(), "day": DAY}
    moved.create(reminders_id=moved.first().reminders_id, **of_a_check)
    back = migrate(BEFORE)
    assert choices(back, "plans") == kept
    assert set(back.get_model("plans", "ReminderDay").objects.values_list("plan_id", "day")) == days


def test_more_rows_than_go_at_once_are_all_moved(before, monkeypatch):
    from importlib import import_module

    moving = import_module("balans.plans.migrations.0003_move_reminders")
    monkeypatch.setattr(moving, "AT_ONCE", 2)
    owner_with_plans(before, hour=9, last_on=None, days=[DAY] * 5)
    now = migrate(AFTER)
    assert now.get_model("reminders", "ReminderDay").objects.count() == 5
