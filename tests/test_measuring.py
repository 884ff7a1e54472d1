"""What watches this product: the numbers of all processes together, and files that fit them."""

import json
import os
import re
import signal
import sqlite3
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from balans.core.measures import BEGINS, IN_MEMORY, Use, count, measures
from balans.measuring.models import ChoreState
from conftest import serving
from tests.databases import SQLITE, address_of, ask, name_for, on_postgresql

ROOT = Path(__file__).resolve().parents[1]
ALERTS = ROOT / "deploy" / "prometheus" / "alerts.yml"
DASHBOARD = ROOT / "deploy" / "grafana" / "mantelzorgbalans.json"
MONITORING = ROOT / "docs" / "monitoring.md"
NAME = re.compile(r"\bbalans_[a-z_]+\b")
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"}


@pytest.fixture
def told(client, db) -> dict[str, set[str]]:
    """Every name that a server tells, with the labels it has."""
    now = timezone.now()
    ChoreState.objects.create(name="x", every_seconds=1, ran_at=now, did_at=now, failed_at=now)
    measures().errors.labels("ValueError").inc()
    measures().chore_failures.labels("x").inc()
    count(Use.SAVES)
    client.get("/")
    host = {"HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1"}
    text = client.get("/metingen/", **host).content.decode()
    found: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(text):
        for each in family.samples:
            if not each.name.endswith("_created"):
                found.setdefault(each.name, set()).update(each.labels)
    return found


def expressions() -> list[str]:
    rules = yaml.safe_load(ALERTS.read_text())["groups"][0]["rules"]
    panels = json.loads(DASHBOARD.read_text())["panels"]
    asked = [target["expr"] for panel in panels for target in panel["targets"]]
    return [*(rule["expr"] for rule in rules), *asked]


@pytest.mark.parametrize("expression", expressions())
def test_alerts_and_the_dashboard_ask_for_numbers_and_labels_that_exist(told, expression):
    names = NAME.findall(expression)
    assert names or expression.startswith("up{")
    for name in names:
        assert name in told, name
    for name, labels in re.findall(r"(balans_[a-z_]+)\{([^}]*)\}", expression):
        assert set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", labels)) <= told[name] | {"instance"}
    assert expression.count("(") == expression.count(")")


def test_every_alert_says_what_it_means_and_stands_in_the_guide():
    guide = MONITORING.read_text(encoding="utf-8")
    for rule in yaml.safe_load(ALERTS.read_text())["groups"][0]["rules"]:
        assert rule["annotations"]["summary"] and rule["labels"]["severity"]
        assert f"`{rule['alert']}`" in guide, rule["alert"]


def test_the_guide_names_every_number_and_no_other(told):
    guide = set(re.findall(r"`(balans_[a-z_]+)`", MONITORING.read_text(encoding="utf-8")))
    known = {re.sub(r"_(bucket|count|sum)$", "", name) for name in told}
    assert guide == known


def test_the_panels_of_the_dashboard_do_not_overlap():
    panels = json.loads(DASHBOARD.read_text())["panels"]
    assert len({each["id"] for each in panels}) == len(panels)
    taken = [
        (x, y)
        for place in (panel["gridPos"] for panel in panels)
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(taken) == len(set(taken)) and max(x for x, _y in taken) < 24


def get(url: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(url, headers=BROWSER), timeout=10) as said:
        return said.read().decode()


def numbers(url: str) -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(get(f"{url}/metingen/"))
    samples = [each for family in families for each in family.samples]
    return {(s.name, *(s.labels[key] for key in sorted(s.labels))): s.value for s in samples}


@pytest.mark.load
def test_all_workers_are_counted_together_and_a_killed_one_takes_nothing_along(tmp_path):
    read = ("balans_request_seconds_count", "GET", "articles:article", "200")
    with serving(tmp_path, BALANS_FIGURES="1", BALANS_DEMO="0") as server:
        for _number in range(40):
            get(f"{server.url}/informatie/jij/slapen/")
        before = numbers(server.url)
        assert before[read] == 40 and before[("balans_processes", "worker")] == 2
        assert before[("balans_uses_total", "information_pages")] == 40
        (folder,) = IN_MEMORY.glob(f"{BEGINS}{server.process.pid}-*")
        worker = int(next(folder.glob("histogram_*.db")).stem.rpartition("_")[2])
        os.kill(worker, signal.SIGKILL)
        after = _numbers_again(server.url)
        assert after[read] == 40
        assert "/metingen/" not in get(f"{server.url}/robots.txt")
    assert not folder.exists()
    kept = _days(tmp_path)
    assert kept["information_pages"] == 40 and kept["answered"] >= 40


def _numbers_again(url: str) -> dict[tuple[str, ...], float]:
    """Return the numbers once there are two workers again: the server makes a new one."""
    for _attempt in range(50):
        try:
            found = numbers(url)
        except OSError:
            found = {}
        if found.get(("balans_processes", "worker")) == 2:
            return found
        time.sleep(0.2)
    raise AssertionError("no worker came back")


def _days(data: Path) -> dict[str, int]:
    question = "SELECT what, number FROM measuring_daycount"
    if on_postgresql():
        return dict(ask(address_of(name_for(data)), question))
    with closing(sqlite3.connect(data / SQLITE)) as database:
        return dict(database.execute(question))
