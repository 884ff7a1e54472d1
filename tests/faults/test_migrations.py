"""Migrations on a filled database: back to each room's first state and forward, nothing lost; a
migration that is cut off half way starts again well."""

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
CUTS = 20
BEFORE = """
import json, hashlib, sys, django
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

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
FILL = BEFORE + "from balans.server import prepare; prepare(demo=True); print(json.dumps(rows()))"
ROWS = BEFORE + "print(json.dumps(rows()))"
FORWARD = BEFORE + 'call_command("migrate", verbosity=0); print(json.dumps(rows()))'
LAST_BACK = (
    BEFORE
    + """
# The newest migration of every room that can be undone without throwing a table with rows away.
loader = MigrationExecutor(connection).loader
done = []
for app, name in sorted(loader.graph.leaf_nodes()):
    node = loader.graph.nodes[(app, name)]
    parents = [each for each in loader.graph.node_map[(app, name)].parents if each[0] == app]
    if not parents or any(type(each).__name__ in LOSES for each in node.operations):
        continue
    try:
        call_command("migrate", app, parents[0][1], verbosity=0)
        done.append([app, name])
    except Exception as error:
        print("kept", app, name, type(error).__name__, file=sys.stderr)
print(json.dumps(done))
""".replace("LOSES", "{'CreateModel', 'AddField', 'RunPython', 'DeleteModel', 'RemoveField'}")
)


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


def test_a_filled_database_goes_back_and_forward_and_loses_no_row(place):
    before = run(FILL, place)
    undone = run(LAST_BACK, place)
    assert undone, "nothing could be undone"
    assert run(FORWARD, place) == before
    note(
        "migrations undone and done again on the filled demonstration",
        f"{len(undone)} migrations",
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
