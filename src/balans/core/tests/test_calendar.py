"""Calendar files, as Apple, Google and Outlook want them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from balans.core.calendar import Day, feed, one_day, sequence

CHANGED = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)
DAY = Day(
    uid="een@mantelzorgbalans",
    day=date(2027, 3, 28),
    summary="Kijken; hoe het gaat,\nmet 👩‍👩‍👧 en عائشة " + "lang " * 40,
    changed_at=CHANGED,
    text="Naar zee",
    alarm=True,
)
DAYS = st.builds(
    Day,
    uid=st.uuids().map(str),
    day=st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    summary=st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=300),
    changed_at=st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
    alarm=st.booleans(),
)


@pytest.mark.parametrize("content", [one_day(DAY), feed([DAY, DAY], name="MantelzorgBalans")])
def test_lines_end_and_fold_as_the_standard_says(content):
    assert content.count(b"\n") == content.count(b"\r\n") and content.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    content.decode()
    calendar = Calendar.from_ical(content)
    assert calendar["version"] == "2.0" and calendar["prodid"] and "method" not in calendar
    assert calendar.errors == []


def test_a_day_is_a_whole_day_in_every_zone_also_when_summer_time_begins():
    (event,) = Calendar.from_ical(one_day(DAY)).walk("VEVENT")
    assert event.decoded("dtstart") == date(2027, 3, 28)
    assert event.decoded("dtend") == date(2027, 3, 29)
    assert event["transp"] == "TRANSPARENT" and event["class"] == "PRIVATE"
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=9)


def test_what_changed_later_has_a_higher_sequence_and_fits_in_32_bits():
    (event,) = Calendar.from_ical(one_day(DAY)).walk("VEVENT")
    assert event.decoded("last-modified") == event.decoded("dtstamp") == CHANGED
    assert event.decoded("sequence") == sequence(CHANGED)
    assert sequence(CHANGED) < sequence(CHANGED + timedelta(seconds=1)) < 2**31
    assert sequence(datetime(2090, 1, 1, tzinfo=UTC)) < 2**31
    assert sequence(datetime(2020, 1, 1, tzinfo=UTC)) == 0


def test_a_feed_without_a_day_is_a_calendar_too():
    calendar = Calendar.from_ical(feed([], name="MantelzorgBalans"))
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/Amsterdam"
    assert calendar["x-published-ttl"] == "PT6H"
    assert calendar.decoded("refresh-interval") == timedelta(hours=6)
    assert calendar["x-wr-calname"] == "MantelzorgBalans"


def test_the_zone_turns_when_the_clock_does():
    zone = Calendar.from_ical(feed([], name="x")).walk("VTIMEZONE")[0].to_tz()
    for moment in ("2027-03-28T01:59", "2027-03-28T03:01", "2027-10-31T03:30", "2027-07-01T12:00"):
        naive = datetime.fromisoformat(moment)
        ours, real = naive.replace(tzinfo=zone), naive.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
        assert ours.utcoffset() == real.utcoffset(), moment


@settings(deadline=None)
@given(st.lists(DAYS, max_size=4))
def test_any_days_are_read_back_as_they_were_written(days):
    events = Calendar.from_ical(feed(days, name="x")).walk("VEVENT")
    read = [(str(e["uid"]), e.decoded("dtstart"), str(e["summary"])) for e in events]
    assert read == [(day.uid, day.day, day.summary) for day in days]
