"""Two processes with one job: every chore by several at the same moment is done once."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.faults import long_only
from tests.faults.racing import DAYS
from tests.faults.running import SERVER, own_database
from tests.faults.table import note

pytestmark = [pytest.mark.load, long_only]
MANY = 2
MAILING = {
    *("mails sent", "reminders queued", "letters to unused accounts", "reminders of groups"),
    *("guests in groups", "places in groups"),
}
WITH_WORK = {"reminders queued", "mails sent", "closed shared links", "erased after their time"}
"""Chores for which the demonstration holds something to do, in some round."""
STATE = """
import json, django
django.setup()
from django.apps import apps
from balans.core.models import Letter
print(json.dumps({
    "rows": {each._meta.label: each._default_manager.count() for each in apps.get_models()},
    "letters": sorted(Letter.objects.exclude(once="").values_list("once", flat=True)),
    "kinds": sorted(Letter.objects.values_list("kind", flat=True)),
}))
"""


def run(program: list[str], environment: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *program], env=os.environ | environment, stdout=subprocess.PIPE, text=True
    )


def heard(process: "subprocess.Popen[str]") -> dict:
    said, _nothing = process.communicate(timeout=120)
    assert process.returncode == 0
    return json.loads(said.strip().splitlines()[-1])


def all_rounds(folder: Path, environment: dict[str, str], many: int) -> tuple[list[Counter], dict]:
    """Do all chores in every round by so many; return what each round did, and what is left."""
    gate = folder / f"gate-{many}"
    gate.mkdir()
    program = ["-m", "tests.faults.racing", str(gate), str(many)]
    said = [heard(each) for each in [run(program, environment) for _each in range(many)]]
    rounds = []
    for each in zip(*said, strict=True):
        wrong = [done for done in each if not all(isinstance(n, int) for n in done.values())]
        assert wrong == []
        rounds.append(sum((Counter(done) for done in each), Counter()))
    return rounds, heard(run(["-c", STATE], environment))


def filled(data: Path) -> dict[str, str]:
    """Return the environment of a data folder with the demo people in it."""
    environment = {
        "BALANS_DATA": str(data),
        "BALANS_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "balans.settings",
    }
    make = "import django; django.setup(); from balans.preparing import prepare; prepare(demo=True)"
    assert run(["-c", make], environment).wait(timeout=120) == 0
    return environment


def test_every_chore_by_several_at_the_same_moment_is_done_once(tmp_path):
    if SERVER:
        on_a_server(tmp_path)
        return
    environment = filled(tmp_path / "three")
    shutil.copytree(tmp_path / "three", tmp_path / "one")
    several, left = all_rounds(tmp_path, environment, MANY)
    alone, right = all_rounds(tmp_path, environment | {"BALANS_DATA": str(tmp_path / "one")}, 1)
    compare(several, left, alone, right)
    sent = posted(environment)
    assert sent and len(sent) == len(set(sent))


def on_a_server(folder: Path) -> None:
    """The same on PostgreSQL: made twice, once for each."""
    found = []
    for many in (MANY, 1):
        with own_database() as where:
            made = filled_on(folder / str(many), where)
            found.extend(all_rounds(folder, made, many))
    # The demo is made anew for the other: ids differ, numbers do not.
    several, left, alone, right = found
    left["letters"], right["letters"] = len(left["letters"]), len(right["letters"])
    compare(several, left, alone, right)


def filled_on(data: Path, where: dict[str, str]) -> dict[str, str]:
    os.environ.update(where)
    return filled(data) | where


def posted(environment: dict[str, str]) -> list[str]:
    """Return the name of every mail that went out."""
    files = (Path(environment["BALANS_DATA"]) / "mailbox").glob("*")
    return [name for each in files for name in re.findall("Message-ID: (.*)", each.read_text())]


def compare(several: list[Counter], left: dict, alone: list[Counter], right: dict) -> None:
    """What is left is the same. What is taken away may be counted by both; mail by one alone."""
    all_done = sum(alone, Counter())
    assert all_done >= Counter(WITH_WORK), all_done
    did = all_done.total()
    assert left == right
    for days, together, one in zip(DAYS, several, alone, strict=True):
        for name in {*together, *one}:
            same = together[name] == one[name]
            assert same if name in MAILING else together[name] >= one[name], (days, name)
    note(
        f"{MANY} processes with one job: every chore at the same moment",
        f"{len(DAYS)} rounds, {did} things to do",
        "nothing",
        "nothing",
        "nothing at all",
    )
