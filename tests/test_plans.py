"""How the database finds rows: own pages, saves and chores read no table whole, however large.

A small crowd stands in for a large one: SQLite is told that every table is a thousand times as
long as it is, and PostgreSQL to read a table whole only where there is no other way.
"""

import pytest
from django.db import connection

from bench.crowd import works
from bench.crowd.making import make
from bench.plans import Statement, watching

pytestmark = pytest.mark.django_db
TIMES, SOME = 1_000, 50
PEOPLE = 100
GROWS = frozenset(
    (
        *("accounts_owner", "accounts_keyslot", "accounts_share", "accounts_look"),
        *("accounts_count", "accounts_challenge", "checks_rhythm", "core_letter"),
        *("core_storedblob", "diary_attachment", "diary_memory", "diary_memoryindex"),
        *("directory_keptoffer", "groups_evaluation", "groups_facilitation", "groups_group"),
        *("groups_invite", "groups_meeting", "groups_participation", "groups_reply"),
        *("plans_agendaentry", "plans_feed", "plans_keptplan", "questionnaires_answer"),
        *("questionnaires_attempt", "questionnaires_sharedresult", "reminders_reminderday"),
        *("reminders_reminders", "search_entry"),
    )
)
"""Tables that grow with the number of people, or with the offers of every municipality."""

COUNTED = {"administration": {"accounts_owner", "groups_group"}}
"""What a page reads whole on purpose: how many people there are stands on it, in tens."""


KNOWN = "blobs that nobody needs", "addresses of who was invited", "groups after their time"


@pytest.fixture
def crowd():
    make(PEOPLE, processes=1)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            return
        cursor.execute("SELECT rowid, stat FROM sqlite_stat1")
        for row, stat in cursor.fetchall():
            cursor.execute(
                "UPDATE sqlite_stat1 SET stat = %s WHERE rowid = %s", [longer(stat), row]
            )
        cursor.execute("ANALYZE sqlite_schema")


def longer(stat: str) -> str:
    """Return the numbers of an index as they are in a table a thousand times as long.

    Rows with the same value: as many for what belongs to one person, a thousand times as many for
    what only a few values tell apart.
    """
    rows, *same = (int(each) for each in stat.split() if each.isdigit())
    few = [each * TIMES if each > SOME and each * 20 >= rows else each for each in same]
    return " ".join(map(str, (rows * TIMES, *few)))


def read_whole(work) -> list[Statement]:
    """Return the statements of some work that read a growing table whole."""
    with watching() as seen:
        work()
    return [each for each in seen.statements if each.scanned() & GROWS]


def said(what: str, found: list[Statement]) -> list[str]:
    return [f"{what}: {sorted(e.scanned())}\n{e.sql[:600]}\n" + "\n".join(e.plan) for e in found]


def test_own_pages_saves_and_the_start_read_no_growing_table_whole(crowd):
    faults = []
    for what, work in (*works.own([0, 20, 72]), *works.saves([1]), *works.start()):
        faults += said(what, read_whole(work))
    assert not faults, "\n\n".join(faults)


def test_the_chores_read_no_growing_table_whole(crowd):
    faults = []
    for what, work in works.regular():
        if not what.startswith(KNOWN):
            faults += said(what, read_whole(work))
    assert not faults, "\n\n".join(faults)


def test_the_administration_reads_nobody_s_row_to_count_them(crowd):
    for what, work in works.lists():
        if what == "administration":
            found = read_whole(work)
            allowed = COUNTED[what]
            assert all(each.scanned() & GROWS <= allowed for each in found), said(what, found)
            return
    raise AssertionError("there is no administration")
