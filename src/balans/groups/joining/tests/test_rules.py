"""Rules of taking part: what people paste, and what may be done when, by the clock on the wall."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.groups.joining import state
from balans.groups.joining.addresses import read_addresses
from balans.groups.joining.dated import changed
from balans.groups.models import Group, Meeting
from balans.groups.words import GroupWords

WALL = ZoneInfo("Europe/Amsterdam")


def meeting(*clock: int, **fields) -> Meeting:
    return Meeting(script="grenzen", starts_at=datetime(*clock, tzinfo=WALL), **fields)


@pytest.mark.parametrize(
    "pasted",
    [
        "anna@example.nl, bram@example.nl",
        "anna@example.nl\r\nbram@example.nl\r\n",
        "Anna Smit <anna@example.nl>; Bram <bram@example.nl>",
        '"Smit, Anna" <Anna@Example.nl>, bram@example.nl, ANNA@example.nl',
        "anna@example.nl bram@example.nl",
        "Anna <anna@example.nl> Bram <bram@example.nl>",
        "mailto:anna@example.nl\tbram@example.nl",
    ],
)
def test_addresses_are_read_as_people_paste_them(pasted):
    found = read_addresses(pasted)
    assert found.good == ("anna@example.nl", "bram@example.nl")
    assert found.wrong == ()


def test_what_is_no_address_is_named_as_it_was_typed():
    found = read_addresses("anna@example.nl, bram@, Cor de Vries\n<dina example.nl>")
    assert found.good == ("anna@example.nl",)
    assert found.wrong == ("bram@", "Cor de Vries", "dina example.nl")
    assert read_addresses(" ,;\n").good == read_addresses("").wrong == ()


@given(st.text(max_size=300))
def test_nothing_that_is_pasted_breaks_it(pasted):
    found = read_addresses(pasted)
    assert all("@" in each for each in found.good)


def test_a_reply_is_taken_up_to_the_start_and_an_outcome_up_to_the_end():
    here = meeting(2027, 2, 4, 14, 0)
    before, during = here.starts_at - timedelta(minutes=1), here.starts_at
    assert state.takes_replies(here, before) and not state.takes_replies(here, during)
    assert state.takes_outcomes(here, during) and not state.takes_outcomes(here, here.ends_at)
    here.cancelled_at = before
    assert not state.takes_replies(here, before) and not state.takes_outcomes(here, before)


def test_the_video_link_shows_from_the_day_before():
    here = meeting(2027, 2, 4, 14, 0)
    assert not state.shows_link(here, datetime(2027, 2, 2, 23, 59, tzinfo=WALL))
    assert state.shows_link(here, datetime(2027, 2, 3, 0, 0, tzinfo=WALL))
    assert not state.shows_link(here, here.ends_at)


def test_the_reminder_goes_by_the_clock_on_the_wall_also_when_summer_time_begins():
    here = meeting(2027, 3, 28, 14, 0)
    assert here.starts_at.astimezone(UTC).hour == 12
    assert not state.is_time_to_remind(here, datetime(2027, 3, 27, 8, 59, tzinfo=WALL))
    assert state.is_time_to_remind(here, datetime(2027, 3, 27, 9, 0, tzinfo=WALL))
    assert not state.is_time_to_remind(here, datetime(2027, 3, 27, 22, 0, tzinfo=WALL))
    assert state.is_time_to_remind(here, datetime(2027, 3, 28, 9, 0, tzinfo=WALL))
    assert not state.is_time_to_remind(here, datetime(2027, 3, 28, 11, 30, tzinfo=WALL))


def test_a_group_is_over_when_nothing_of_it_is_to_come():
    first, last = meeting(2027, 2, 4, 14, 0), meeting(2027, 2, 11, 14, 0)
    group, between = Group(), datetime(2027, 2, 5, 9, 0, tzinfo=WALL)
    assert state.coming([first, last], between) == [last]
    assert not state.is_over(group, [first, last], between)
    assert state.is_over(group, [first], between)
    last.cancelled_at = between
    assert state.is_over(group, [first, last], between)
    assert state.is_over(Group(stopped_at=between), [meeting(2028, 1, 1, 9, 0)], between)


def test_another_place_this_time_takes_the_place_of_the_video_link():
    usual = GroupWords(title="Samen", link="https://bel.example/aa", code="CODE", note="Deur 3")
    here = changed(usual, GroupWords(place="Buurthuis", code="ANDERS"))
    assert (here.place, here.link, here.note, here.code) == ("Buurthuis", "", "Deur 3", "CODE")
    assert changed(usual, GroupWords()) == usual
