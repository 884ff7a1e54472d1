"""When somebody did what: read once, anew after a change, and the same on either way."""

import uuid

import pytest

from balans.accounts.actions import create_guest
from balans.accounts.person import Person
from balans.core.vault import new_secret
from balans.questionnaires.actions import begin_attempt, erase_attempt, save_answers
from balans.questionnaires.content import catalogue
from balans.questionnaires.finished import _followers, when_finished
from balans.questionnaires.times import forget_times, last_finished, times_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    slot, vault = create_guest(secret=new_secret())
    return Person(owner=slot.owner, vault=vault, slot=slot)


def begin(person, *, finished: bool, name: str = "grenzen"):
    flow = catalogue("nl").newest(name)
    return begin_attempt(
        person=person,
        flow=flow,
        wanted_id=uuid.uuid4(),
        values={flow.questions[0].id: None},
        finished=finished,
    )


def test_the_times_are_read_once_and_anew_after_a_change(person, django_assert_num_queries):
    first = begin(person, finished=False)
    with django_assert_num_queries(1):
        assert [each.id for each in times_of(person)] == [first.pk]
        times_of(person)
    second = begin(person, finished=True)
    assert [each.id for each in times_of(person)] == [first.pk, second.pk]
    save_answers(attempt=first, values={"naam": "Jan"}, by=person, finished=True)
    assert all(each.finished_at for each in times_of(person))
    erase_attempt(attempt=second, by=person)
    assert [each.id for each in times_of(person)] == [first.pk]


def test_when_something_was_last_finished_is_the_same_whether_times_were_read_or_not(person):
    begin(person, finished=True)
    last = begin(person, finished=True)
    begin(person, finished=False, name="doelen")
    begin(person, finished=True, name="contact")
    asked = last_finished(person, ["grenzen", "doelen"])
    times_of(person)
    assert last_finished(person, ["grenzen", "doelen"]) == asked == {"grenzen": last.finished_at}
    forget_times(person)
    assert last_finished(person, []) == {}


def test_a_room_hears_once_that_something_is_finished_and_that_it_is_erased(person, monkeypatch):
    monkeypatch.setattr("balans.questionnaires.finished._followers", list(_followers))
    heard = []
    when_finished(lambda who, flow: heard.append((who.owner.pk, flow)))
    unfinished = begin(person, finished=False)
    erase_attempt(attempt=unfinished, by=person)
    assert heard == []
    attempt = begin(person, finished=True)
    save_answers(attempt=attempt, values={"naam": "Jan"}, by=person, finished=True)
    assert heard == [(person.owner.pk, "grenzen")]
    erase_attempt(attempt=attempt, by=person)
    assert len(heard) == 2
