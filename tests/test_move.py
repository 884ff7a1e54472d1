"""Moving from SQLite to PostgreSQL: every page the same before and after, or nothing moved."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from conftest import free_port, serving
from tests.cluster import wait_until
from tests.databases import address_of, ask, database_for, name_for, on_postgresql
from tests.pages import Walk, plain_addresses
from tests.visiting import Visitor

pytestmark = [
    pytest.mark.load,
    pytest.mark.skipif(not on_postgresql(), reason="there must be somewhere to move to"),
]
MOST = int(os.environ.get("BALANS_PAGES", "25"))
"""How many pages each person asks."""

ON_SQLITE = {"BALANS_DATABASE_URL": "", "BALANS_DEMO": "1", "BALANS_LINK_CHECK": "0"}
BOOK_SECONDS = 60
PEOPLE = ("greet", "samira", "wim", "henk", "dora")
PREPARE = "from balans.preparing import prepare; prepare(demo=True)"
ADMINISTRATOR = """
from django.conf import settings
from django.test import Client
from balans.accounts.staff.tests.people import become, set_up_app
client = Client()
become(client, "administrator", "ada@example.nl")
set_up_app(client)
print(client.cookies[settings.KEY_COOKIE].value)
"""

LOSE_THE_LINE = """
import sys
import django
django.setup()
from balans import cli
from balans.transfer import target
def lose(tables):
    from django.db import connection
    connection.cursor().execute("SELECT pg_terminate_backend(pg_backend_pid())")
target.set_sequences = lose
sys.exit(cli.main(["move"]))
"""


def run(data: Path, what: str) -> str:
    """Do something to the SQLite file of a data folder; return what it prints."""
    command = [sys.executable, "-c", f"import django; django.setup()\n{what}"]
    env = {"BALANS_DATA": str(data), "DJANGO_SETTINGS_MODULE": "balans.settings", **ON_SQLITE}
    done = subprocess.run(command, env=os.environ | env, check=True, capture_output=True, text=True)
    return done.stdout


def move(data: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    env = {"BALANS_DATA": str(data), "BALANS_DEMO": "1"} | database_for(data) | environment
    command = [sys.executable, "-m", "balans.cli", "move"]
    return subprocess.run(
        command, env=os.environ | env, capture_output=True, text=True, check=False
    )


def refused(data: Path, **environment: str) -> str:
    """Return why the move is refused, in one line; nothing is in the new database."""
    done = move(data, **environment)
    assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr
    return done.stderr.removeprefix("balans: nothing was moved: ").strip()


def change(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / "balans.sqlite3")) as line, line:
        line.execute(statement)


def rows_there(data: Path) -> int:
    found = ask(address_of(name_for(data)), "SELECT count(*) FROM questionnaires_attempt")
    return found[0][0]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("prepared")
    run(data, PREPARE)
    return data


@pytest.fixture
def demo(prepared: Path, tmp_path: Path) -> Path:
    """A data folder with the demo people, on SQLite."""
    return Path(shutil.copytree(prepared, tmp_path / "data"))


def everybody(url: str, data: Path) -> dict[str, Visitor]:
    """Return the browsers of a visitor, the demo people, who leads groups, and who administers."""
    known = {"nobody": Visitor(url)}
    for name in PEOPLE:
        known[name] = Visitor(url)
        known[name].post(f"/demo/{name}/", "/demo/")
    known["administrator"] = Visitor(url, {"balans_gast": run(data, ADMINISTRATOR).strip()})
    return known


def book_is_made(url: str) -> bool:
    """Return whether the book that Greet asked for is there: until then her pages change."""
    greet = Visitor(url)
    greet.post("/demo/greet/", "/demo/")
    return "We maken je boek" not in greet.get("/mijn/")[1]


def test_every_page_of_the_demo_is_the_same_before_and_after(demo):
    port = free_port()  # Papers and messages name the site: it must be the same one.
    before: dict[str, Walk] = {}
    with serving(demo, port=port, **ON_SQLITE) as server:
        wait_until(lambda: book_is_made(server.url), BOOK_SECONDS)
        pages = re.findall(
            "<loc>https?://[^/]+([^<]*)</loc>", Visitor(server.url).get("/sitemap.xml")[1]
        )
        assert len(pages) > 300
        addresses = [*plain_addresses()]
        for name, visitor in everybody(server.url, demo).items():
            walk = Walk(visitor, MOST)
            own = (
                addresses
                if name in ("nobody", "administrator")
                else ["/mijn/", "/en/mine/", "/groepen/"]
            )
            walk.find([*own, *pages] if name == "nobody" else own, but=set(pages))
            before[name] = walk.again(server.url)
    done = move(demo)
    assert done.returncode == 0, done.stderr
    assert "DIFFER" not in done.stdout and "Keep BALANS_DATABASE_URL" in done.stdout
    wrong, asked = [], 0
    with serving(demo, port=port, BALANS_DEMO="1", BALANS_LINK_CHECK="0") as server:
        print("\nwho            pages  the same")
        for name, walk in before.items():
            found = walk.differs_from(walk.again(server.url))
            print(f"{name:14} {len(walk.answers):>5} {len(walk.answers) - len(found):>9}")
            wrong += [f"{name} {path}" for path in found]
            asked += len(walk.answers)
    assert wrong == [], "\n".join(wrong)
    assert asked > MOST * 3


def test_what_cannot_be_moved_is_refused_in_one_line_and_leaves_nothing(demo):
    with serving(demo, **ON_SQLITE):
        assert "is in use. Stop `balans run` first" in refused(demo)
    assert "must say where to" in refused(demo, BALANS_DATABASE_URL="")
    assert "does not answer" in refused(demo, BALANS_DATABASE_URL="postgres://x@127.0.0.1:1/x")
    change(demo, "INSERT INTO django_migrations VALUES (9999, 'core', '9999_later', '2030-01-01')")
    assert "made by another version (core.9999_later is unknown)" in refused(demo)
    change(demo, "DELETE FROM django_migrations WHERE id = 9999")
    change(demo, "UPDATE core_storedblob SET kept_at = kept_at")
    change(demo, "UPDATE questionnaires_attempt SET flow = printf('%300s', 'x')")
    assert re.search(r"questionnaires_attempt \S+: flow has 300 characters, \d+ fit", refused(demo))
    assert rows_there(demo) == 0, "the tables are there, and empty"
    change(demo, "UPDATE questionnaires_attempt SET flow = 'a' || char(0) || 'b'")
    assert "flow holds a NUL sign" in refused(demo)
    change(demo, "UPDATE questionnaires_attempt SET flow = 'grenzen'")
    change(demo, "DELETE FROM accounts_owner WHERE id = (SELECT owner_id FROM diary_memory)")
    assert "refers to a row of accounts_owner that is not there" in refused(demo)
    (demo / "balans.sqlite3").write_bytes(b"no database at all" * 500)
    assert "the SQLite file cannot be read" in refused(demo)
    (demo / "balans.sqlite3").unlink()
    assert "there is no" in refused(demo)
    assert rows_there(demo) == 0


def test_a_connection_that_is_lost_before_the_end_leaves_nothing(demo):
    env = {"BALANS_DATA": str(demo), "DJANGO_SETTINGS_MODULE": "balans.settings"}
    env |= {"BALANS_DEMO": "1"} | database_for(demo)
    command = [sys.executable, "-c", LOSE_THE_LINE]
    done = subprocess.run(
        command, env=os.environ | env, capture_output=True, text=True, check=False
    )
    assert "questionnaires_answer" in done.stdout, "every table was copied and compared"
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert done.stderr.startswith("balans: nothing was moved: PostgreSQL does not answer")
    assert rows_there(demo) == 0
    assert move(demo).returncode == 0 and rows_there(demo) > 0


def test_nothing_is_moved_twice_or_over_what_is_there(demo):
    ask(database_for(demo)["BALANS_DATABASE_URL"], "CREATE TABLE of_others (x int)")
    assert "not ours: it holds of_others" in refused(demo)
    ask(address_of(name_for(demo)), "DROP TABLE of_others")
    assert move(demo).returncode == 0
    kept = rows_there(demo)
    assert kept and "is not empty" in refused(demo) and rows_there(demo) == kept
