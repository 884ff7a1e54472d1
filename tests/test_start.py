"""The start: everything is loaded once, before there is more than one process."""

import json
import os
import subprocess
import sys

import pytest

from tests.databases import database_for

LATER = (
    *("typst", "PIL", "fontTools", "icalendar", "segno", "html5lib", "psycopg", "boto3", "jwt"),
    *("pptx", "lxml"),
)
"""Large libraries that are loaded when they are first needed."""

LOOK = f"""
import gc, json, sys
from balans import cli
def look(**_ignored):
    from django.db import connections
    from balans import server
    server.load_once()
    from balans.questionnaires.content import catalogue
    from balans.articles.content import articles
    from balans.groups.content import guide, handouts, scripts, situations
    from balans.walkthroughs.content import walkthroughs
    rooms = (catalogue, articles, scripts, situations, handouts, guide, walkthroughs)
    print(json.dumps({{
        "frozen": gc.get_freeze_count(),
        "collects": gc.isenabled(),
        "open": [each.alias for each in connections.all(True) if each.connection is not None],
        "content": [each.cache_info().currsize for each in rooms],
        "early": [name for name in {LATER} if name in sys.modules],
        "addresses": "balans.diary.views" in sys.modules,
    }}))
    return 0
import balans.server
balans.server.serve = look
sys.exit(cli.main(["run", "--port", "0"]))
"""


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """What a process is like just before the workers are born from it."""
    data = tmp_path_factory.mktemp("start")
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        env=os.environ | {"BALANS_DATA": str(data), "BALANS_DEMO": "0"} | database_for(data),
        capture_output=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


def test_workers_share_what_is_loaded_and_no_collector_copies_it(start):
    assert start["frozen"] > 100_000
    assert start["collects"]


def test_no_connection_goes_along_to_the_workers(start):
    assert start["open"] == []


def test_all_content_and_every_address_is_there_before_the_first_visitor(start):
    assert start["content"] == [2] * 7
    assert start["addresses"]


def test_what_few_need_is_loaded_later(start):
    assert start["early"] == []
