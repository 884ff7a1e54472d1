"""The load test in a small form: some people, some seconds, nothing broken, nothing lost."""

import json
import os
import subprocess
import sys
from random import Random

import pytest

from bench.servers import ROOT
from load.counting import Count, percentile, rows, slope
from load.forms import filled, form_with
from load.keeping import PAGE, kept_in
from load.photos import photo

PEOPLE = int(os.environ.get("BALANS_LOAD_PEOPLE", "10"))


@pytest.mark.load
def test_some_people_have_their_day_and_nothing_is_lost(tmp_path):
    out = tmp_path / "found"
    command = [sys.executable, "-m", "load", "--people", str(PEOPLE), "--minutes", "0.1"]
    kept = {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src")))}
    done = subprocess.run(
        [*command, "--pace", "0.02", "--crowd", "0", "--out", str(out)],
        env=os.environ | kept,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    [found] = json.loads(out.with_suffix(".json").read_text())
    assert done.returncode == 0, (found["faults"], found["lost"])
    assert found["requests"] > PEOPLE * 5
    assert not found["faults"]
    assert not found["lost"]
    assert "requests, a second" in out.with_suffix(".md").read_text()


def test_a_form_is_filled_in_from_what_stands_in_it():
    page = """
        <form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="abc">
        <input type="radio" name="v1" value="yes"><input type="radio" name="v1" value="no">
        <input type="file" name="foto"><textarea name="tekst">er staat al iets</textarea></form>
    """
    fields = dict(filled(form_with(page, "v1"), Random(1)))
    assert fields["csrfmiddlewaretoken"] == "abc"
    assert fields["v1"] in ("yes", "no")
    assert fields["tekst"] == "er staat al iets"
    assert "foto" not in fields


def test_times_are_told_as_shares_and_memory_as_a_slope():
    count = Count()
    for each in range(1, 101):
        count.took("page", each / 1000)
    [row] = rows(count)
    assert (row.number, row.p50, row.p99) == (100, 51, 100)
    assert percentile([1.0], 0.99) == 1.0
    assert slope([(0, 10), (1, 12), (2, 14)]) == 2
    assert slope([(0, 10)]) == 0


def test_no_two_photos_that_are_sent_are_alike(monkeypatch):
    monkeypatch.setattr("load.photos._drawn", lambda _number: b"\xff\xd8rest")
    dice = Random(1)
    one, other = photo(dice), photo(dice)
    assert one != other
    assert one.startswith(b"\xff\xd8\xff\xfe\x00\x22")
    assert one.endswith(b"rest")


def test_the_tables_of_a_run_take_the_place_of_those_before():
    text = PAGE.read_text()
    once = kept_in(text, "SQLite", "one table")
    twice = kept_in(once, "SQLite", "another")
    assert "another" in twice
    assert "one table" not in twice
    with pytest.raises(LookupError):
        kept_in(text, "Oracle", "")
