"""Migrations on a filled database: from earlier states, with rows of every kind, nothing is lost.

A migration that is cut off half way starts again well.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests.faults import long_only
from tests.faults.running import SERVER, own_database
from tests.faults.table import note

pytestmark = [pytest.mark.load, long_only]
CUTS = 8
BEFORE = """
import json, hashlib, django
django.setup()
from django.apps import apps

def rows():
    found = {}
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields]
        lines = sorted(repr([bytes(v) if isinstance(v, memoryview) else v for v in row])
                       for row in model._default_manager.values_list(*names))
        digest = hashlib.sha256("\\n".join(lines).encode()).hexdigest()
        found[model._meta.label] = [len(lines), digest]
    return found
"""
FILL = (
    BEFORE + "from balans.preparing import prepare; prepare(demo=True); print(json.dumps(rows()))"
)
ROWS = BEFORE + "print(json.dumps(rows()))"
STATES = {"first": "first", "before": "last but one"}
MOVED = {"plans.ReminderDay", "plans.Reminders"}
"""Tables that another room took over, with what was in them."""


def run(program: str, environment: dict[str, str]) -> object:
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.fixture
def place(tmp_path):
    with own_database() as where:
        yield {
            "BALANS_DATA": str(tmp_path / "data"),
            "BALANS_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "balans.settings",
            **where,
        }


@pytest.mark.parametrize("state", ["first", "before"])
def test_rows_of_every_kind_come_along_from_an_earlier_state(place, state):
    environment = os.environ | place | {"BALANS_DEMO": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.migrating", state],
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.strip().splitlines()[-1])
    assert found["rows"] > 100
    assert found["changed"] == []
    assert set(found["gone"]) <= MOVED
    check = [sys.executable, "-m", "balans.cli", "check"]
    assert subprocess.run(check, env=environment, capture_output=True).returncode == 0
    note(
        f"migrated from the {STATES[state]} state of every room",
        f"{found['tables']} tables, {found['rows']} rows",
        "nothing",
        "nothing",
        "-",
    )


def test_migrations_that_are_cut_off_start_again_and_end_the_same(place):
    migrate = [sys.executable, "-m", "balans.cli", "django", "migrate", "--verbosity", "0"]
    whole = 0.0
    for turn in range(CUTS):
        process = subprocess.Popen(migrate, env=os.environ | place, stderr=subprocess.DEVNULL)
        time.sleep(1.0 + random.uniform(0, 1.5) + 0.4 * turn)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            whole += 1
        process.wait()
    before = run(FILL, place)
    assert sum(count for count, _digest in before.values()) > 100
    assert run(ROWS, place) == before
    where = "PostgreSQL" if SERVER else "SQLite"
    note(f"kill -9 while migrating ({where})", f"{CUTS} times", "nothing", "nothing", "-")
