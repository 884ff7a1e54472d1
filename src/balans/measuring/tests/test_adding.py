"""Counts of processes become numbers of days: none lost, none twice, over several servers."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from balans.core import chores
from balans.core.measures import Use, count
from balans.measuring import adding
from balans.measuring.adding import add_up, forget_old, note_chores, start_here
from balans.measuring.models import ChoreState, DayCount

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(settings):
    """A server that begins to count now, for a host that publishes figures."""
    settings.FIGURES = True
    start_here()


def number(what: str) -> int:
    return DayCount.objects.filter(what=what).values_list("number", flat=True).first() or 0


def test_what_was_counted_is_added_once():
    for _time in range(3):
        count(Use.PLANS)
    add_up()
    add_up()
    assert number(Use.PLANS) == 3
    count(Use.PLANS)
    add_up()
    assert number(Use.PLANS) == 4


def test_what_was_counted_before_it_began_is_left_out():
    count(Use.PLANS)
    start_here()
    add_up()
    assert number(Use.PLANS) == 0


def test_a_host_that_publishes_nothing_keeps_nothing_of_what_people_do(settings, client):
    settings.FIGURES = False
    count(Use.PLANS)
    client.get("/")
    add_up()
    kept = set(DayCount.objects.values_list("what", flat=True))
    assert kept and kept <= adding.OURS


def test_another_server_adds_to_the_same_number():
    DayCount.objects.create(day=timezone.localdate(), what=Use.PLANS, number=40)
    count(Use.PLANS)
    add_up()
    assert number(Use.PLANS) == 41


def test_a_row_that_another_server_made_at_the_same_moment_is_added_to(monkeypatch):
    add_one, looked = adding._add_one, []

    def too_early(day, what, number) -> bool:
        if not looked:
            looked.append(what)
            DayCount.objects.create(day=day, what=what, number=5)
            return False
        return add_one(day, what, number)

    monkeypatch.setattr(adding, "_add_one", too_early)
    count(Use.PLANS)
    add_up()
    assert looked == [Use.PLANS] and number(Use.PLANS) == 6


def test_while_the_database_is_away_nothing_is_lost(monkeypatch):
    count(Use.PLANS)

    def away(day, fresh):
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(adding, "_add", away)
        with pytest.raises(OperationalError):
            add_up()
    add_up()
    assert number(Use.PLANS) == 1


def test_answers_are_counted_and_how_many_were_quick(client):
    for _time in range(5):
        client.get("/")
    add_up()
    assert number(adding.ANSWERED) == 5 >= number(adding.QUICK) >= 0
    assert number(adding.SLOW) + number(adding.QUICK) <= 5


def test_after_three_years_a_day_is_gone():
    today = timezone.localdate()
    for day in (date(2020, 1, 1), today - timedelta(days=1000)):
        DayCount.objects.create(day=day, what=Use.PLANS, number=3)
    assert forget_old() == 1
    assert DayCount.objects.get().day == today - timedelta(days=1000)


def test_how_chores_went_is_kept_and_renewed(monkeypatch):
    monkeypatch.setattr(chores, "_chores", {})
    monkeypatch.setattr(chores, "runs", {})
    monkeypatch.setattr(adding, "runs", chores.runs)

    def fail() -> int:
        raise RuntimeError("words")

    chores.register("bad", fail, every_seconds=1)
    chores.register("good", lambda: 2, every_seconds=1)
    chores.register("idle", lambda: 0, every_seconds=1)
    rounds = chores.Rounds()
    for now in (1.0, 2.5):
        rounds.turn(now)
        note_chores()
    kept = {each.name: each for each in ChoreState.objects.all()}
    assert set(kept) == {"bad", "good", "idle"}
    assert kept["bad"].failed_at and not kept["bad"].ran_at
    assert kept["good"].did_at and kept["idle"].ran_at and not kept["idle"].did_at


def test_noting_nothing_is_no_fault(monkeypatch):
    monkeypatch.setattr(adding, "runs", {})
    assert note_chores() == 0
