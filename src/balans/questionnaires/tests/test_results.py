"""Readings: kept with the answers, made anew when they are missing, and never wrong."""

import uuid

import pytest
from django.utils import timezone

from balans.accounts.actions import create_guest
from balans.accounts.person import Person
from balans.core.vault import new_secret
from balans.questionnaires.actions import (
    Returning,
    begin_attempt,
    bring_back_attempts,
    save_answers,
)
from balans.questionnaires.carrying import TakenAttempt
from balans.questionnaires.content import catalogue
from balans.questionnaires.models import Answer, Attempt
from balans.questionnaires.reading import Reading, read, reading_of, write
from balans.questionnaires.results import results_of, rows_of

CSI = catalogue("nl").newest("csi")
ITEMS = CSI.scores[0].items
ALL_NO = dict.fromkeys(ITEMS, "no")
SEVEN = ALL_NO | dict.fromkeys(ITEMS[:7], "yes")


def somebody() -> Person:
    slot, vault = create_guest(secret=new_secret())
    return Person(owner=slot.owner, vault=vault, slot=slot)


def done(person: Person, answers=ALL_NO) -> Attempt:
    return begin_attempt(
        person=person, flow=CSI, wanted_id=uuid.uuid4(), values=answers, finished=True
    )


def numbers(person: Person) -> list[int | None]:
    found = results_of(person, rows_of(person, ["csi"]), catalogue("nl"))
    return [each.numbers["csi"] for each in found]


def test_a_reading_follows_from_the_answers():
    assert dict(reading_of(CSI, SEVEN).numbers) == {"csi": 7}


def test_while_an_item_is_open_a_reading_has_no_number():
    assert dict(reading_of(CSI, {**SEVEN, ITEMS[0]: None}).numbers) == {"csi": None}


def test_a_number_that_the_outcome_keeps_to_itself_is_in_no_reading():
    flow = catalogue("nl").newest("drie-minuten")
    marks = {item: flow.question(item).ends()[0] for item in flow.scores[0].items}
    last = flow.question("volhouden").ends()
    assert reading_of(flow, marks | {"volhouden": last[0]}).numbers["weegt"] is not None
    kept = reading_of(flow, marks | {"volhouden": "niet-meer"})
    assert kept.numbers["weegt"] is None and kept.silent
    assert read(write(kept), flow) == Reading(flow.version, {"weegt": None}, silent=True)
    open_one = reading_of(flow, marks | {"volhouden": last[0], flow.scores[0].items[0]: None})
    assert open_one.numbers["weegt"] is None and not open_one.silent


def test_a_reading_is_read_back_as_it_was():
    reading = reading_of(CSI, SEVEN)
    assert read(write(reading), CSI) == Reading(reading.version, {"csi": 7})


@pytest.mark.parametrize(
    "content", [b'[0,1,{"csi":7},0]', b'[1,9,{"csi":7},0]', b'[1,1,{"x":7},0]', b'[1,1,{"csi":7}]']
)
def test_a_reading_of_another_form_or_version_says_nothing(content):
    assert read(content, CSI) is None


@pytest.mark.django_db
def test_a_finished_check_keeps_its_number_sealed(django_assert_num_queries):
    person = somebody()
    attempt = done(person, SEVEN)
    sealed = bytes(Attempt.objects.get().sealed_reading)
    assert b"csi" not in sealed and len(sealed) < 100
    Answer.objects.all().delete()
    with django_assert_num_queries(1):
        assert numbers(person) == [7]
    assert attempt.finished_at


@pytest.mark.django_db
@pytest.mark.parametrize("kept", [None, b"", b"\x01damaged"])
def test_a_missing_or_damaged_reading_is_made_from_the_answers_and_kept(kept):
    person = somebody()
    done(person, SEVEN)
    Attempt.objects.update(sealed_reading=kept)
    assert numbers(person) == [7]
    Answer.objects.all().delete()
    assert numbers(person) == [7]


@pytest.mark.django_db
def test_the_reading_of_somebody_else_does_not_open_here():
    mine, theirs = somebody(), somebody()
    done(mine, SEVEN)
    done(theirs)
    moved = Attempt.objects.get(owner=theirs.owner).sealed_reading
    Attempt.objects.filter(owner=mine.owner).update(sealed_reading=moved)
    assert numbers(mine) == [7]
    assert rows_of(None, ["csi"]) == []


@pytest.mark.django_db
def test_a_changed_answer_changes_the_number():
    person = somebody()
    attempt = done(person, SEVEN)
    save_answers(
        attempt=attempt, values={ITEMS[12]: "yes"}, by=person, known=(CSI, SEVEN), finished=True
    )
    assert Attempt.objects.get().sealed_reading is not None
    assert numbers(person) == [8]


@pytest.mark.django_db
def test_two_who_write_at_once_never_leave_a_number_of_old_answers():
    person = somebody()
    done(person, SEVEN)
    one, other = Attempt.objects.get(), Attempt.objects.get()
    save_answers(attempt=one, values={ITEMS[12]: "yes"}, by=person, known=(CSI, SEVEN))
    save_answers(attempt=other, values={ITEMS[11]: "yes"}, by=person, known=(CSI, SEVEN))
    assert Attempt.objects.get().sealed_reading is None
    assert numbers(person) == [9]


@pytest.mark.django_db
def test_answers_that_come_without_what_was_known_leave_no_reading():
    person = somebody()
    attempt = done(person, SEVEN)
    save_answers(attempt=attempt, values={ITEMS[0]: "no"}, by=person)
    assert numbers(person) == [6]


@pytest.mark.django_db
def test_a_check_from_a_parcel_has_its_number(django_assert_num_queries):
    person, now = somebody(), timezone.now()
    taken = TakenAttempt(
        id=uuid.uuid4(),
        questionnaire="csi",
        version=1,
        started_at=now,
        changed_at=now,
        finished_at=now,
        answers=SEVEN,
    )
    bring_back_attempts(person=person, returning=[Returning(taken, CSI, SEVEN)])
    with django_assert_num_queries(1):
        assert numbers(person) == [7]


@pytest.mark.django_db
def test_an_exercise_has_no_reading():
    person = somebody()
    flow = catalogue("nl").newest("doelen")
    begin_attempt(
        person=person, flow=flow, wanted_id=uuid.uuid4(), values={"naam": "Jan"}, finished=False
    )
    assert Attempt.objects.get().sealed_reading is None
    found = results_of(person, rows_of(person, ["doelen"]), catalogue("nl"))
    assert [each.numbers for each in found] == [{}]
