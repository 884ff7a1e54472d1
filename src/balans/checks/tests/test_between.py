"""What happened between two results: only of these days, and only what a room may tell."""

import uuid
from datetime import date, timedelta

import pytest

from balans.accounts.actions import create_guest
from balans.accounts.between import happenings_between
from balans.accounts.person import Person
from balans.core.vault import new_secret
from balans.diary.actions import Sheet, keep_draft, keep_memory
from balans.diary.words import MemoryWords
from balans.plans.actions import make_plan
from balans.plans.plan import Look, Plan
from balans.questionnaires.kinds.base import own_item

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 29)


@pytest.fixture
def somebody():
    slot, vault = create_guest(secret=new_secret())
    return Person(owner=slot.owner, vault=vault, slot=slot)


def told(person):
    return [(each.day, each.text) for each in happenings_between(person, FIRST, LAST)]


def remember(person, title, when, keep=keep_memory):
    words = MemoryWords(title=title, text="Iets.", when=when)
    keep(person=person, sheet=Sheet(memory_id=uuid.uuid4()), words=words)


def test_memories_of_these_days_are_told_by_their_title(somebody):
    remember(somebody, "De eerste dag", "2026-03-02")
    remember(somebody, "De laatste dag", "2026-03-29")
    remember(somebody, "Ervoor", "2026-03-01")
    remember(somebody, "Erna", "2026-03-30")
    assert told(somebody) == [(FIRST, "De eerste dag"), (LAST, "De laatste dag")]


def test_a_memory_without_a_whole_date_or_a_draft_is_not_told(somebody):
    remember(somebody, "Een maand", "2026-03")
    remember(somebody, "Ooit", "")
    remember(somebody, "Een kladje", "2026-03-05", keep_draft)
    assert told(somebody) == []


def test_steps_that_were_done_count_in_their_week_and_looks_on_their_day(somebody):
    monday = date(2026, 3, 9)
    done, left = "Inge bellen", "De tuin"
    plan = Plan(
        answers={"doel": "Naar zee", "week": [done, left], "check": None},
        states={own_item(done).key: "done"},
        meant={own_item(done).key: monday, own_item(left).key: monday},
        looks=(Look(day=date(2026, 3, 20), how="well", then="keep"),),
    )
    make_plan(person=somebody, plan=plan, wanted_id=uuid.uuid4())
    assert told(somebody) == [
        (monday + timedelta(days=6), done),
        (date(2026, 3, 20), "Gekeken naar je plan: Naar zee"),
    ]


def test_nothing_of_somebody_else_is_told(somebody):
    slot, vault = create_guest(secret=new_secret())
    other = Person(owner=slot.owner, vault=vault, slot=slot)
    remember(other, "Van een ander", "2026-03-05")
    assert told(somebody) == []
