"""Rules of offers and of the list: open now, too long ago, what fits, where a place lies."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.directory.listing import Filters, page_number, read, select
from balans.directory.municipalities import by_province, find, municipalities
from balans.directory.screen import brief, hours
from balans.directory.tests.offers import offer

NIGHT = {"openings": [{"days": ["tu"], "opens": "20:00", "closes": "08:00"}]}
DAY = {"openings": [{"days": ["mo", "tu", "we", "fr"], "opens": "09:00", "closes": "17:00"}]}
ROUND = {"openings": [{"days": ["sa"], "opens": "00:00", "closes": "00:00"}]}


def at(day: int, clock: str) -> datetime:
    """Return a moment of the Dutch clock; 3 November 2026 is a Tuesday."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize(
    ("told", "moment", "is_open"),
    [
        (NIGHT, at(3, "20:00"), True),
        (NIGHT, at(3, "23:59"), True),
        (NIGHT, at(4, "00:01"), True),
        (NIGHT, at(4, "07:59"), True),
        (NIGHT, at(4, "08:00"), False),
        (NIGHT, at(3, "07:59"), False),
        (NIGHT, at(4, "20:30"), False),
        (DAY, at(3, "09:00"), True),
        (DAY, at(3, "17:00"), False),
        (DAY, at(5, "12:00"), False),
        (ROUND, at(7, "00:00"), True),
        (ROUND, at(7, "23:59"), True),
        (ROUND, at(6, "23:59"), False),
        ({"always": True}, at(8, "03:33"), True),
        ({}, at(3, "12:00"), False),
    ],
)
def test_open_is_a_matter_of_the_dutch_clock_also_over_midnight(told, moment, is_open):
    assert offer(**told).is_open(moment) is is_open


def test_what_nobody_checked_for_a_year_is_stale():
    assert not offer(assured=date(2025, 11, 25)).is_stale(date(2026, 11, 25))
    assert offer(assured=date(2025, 11, 24)).is_stale(date(2026, 11, 25))
    assert offer(assured=None).is_stale(date(2026, 11, 25))


def test_days_are_read_as_people_say_them():
    told = offer(openings=[*NIGHT["openings"], *DAY["openings"], *ROUND["openings"]])
    assert hours(told.record.openings) == [
        ("dinsdag", "20:00 tot 08:00 uur"),
        ("maandag tot en met woensdag, vrijdag", "09:00 tot 17:00 uur"),
        ("zaterdag", "de hele dag"),
    ]


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (Filters(), True),
        (Filters(need="praten"), True),
        (Filters(need="eten"), False),
        (Filters(audience="young"), False),
        (Filters(way="phone"), True),
        (Filters(way="home"), True),
        (Filters(way="app"), False),
        (Filters(free=True), True),
        (Filters(open_now=True), False),
        (Filters(need="praten", free=True, way="home"), True),
    ],
)
def test_every_filter_must_fit(filters, fits):
    walk = offer(ways=["home"], free="yes")
    assert filters.fits(walk, at(3, "12:00")) is fits


def test_what_is_about_dying_waits_until_it_is_asked_for():
    calm, heavy = offer("Wandelen"), offer("Waken", about_dying=True)
    found = select([calm, heavy], [heavy], Filters(), at(3, "12:00"))
    assert (found.local, found.national, found.about_dying) == ((calm,), (), 2)
    asked = select([calm, heavy], [heavy], Filters(dying=True), at(3, "12:00"))
    assert (asked.count, asked.about_dying) == (3, 0)
    needed = select([heavy], [], Filters(), at(3, "12:00"), with_dying=True)
    assert needed.local == (heavy,)


def test_local_offers_stand_before_national_ones_over_the_pages():
    local = [offer(f"Dichtbij {n}") for n in range(15)]
    national = [offer(f"Ver {n}") for n in range(10)]
    found = select(local, national, Filters(), at(3, "12:00"))
    assert (found.count, found.pages) == (25, 2)
    assert [each.title for each in found.shown[:15]] == [each.title for each in local]


@given(st.dictionaries(st.sampled_from(["nodig", "voor", "via", "gratis", "open"]), st.text()))
def test_anything_may_stand_in_the_address(query):
    filters = read(query)
    assert filters.need in {"", query.get("nodig")}
    assert 1 <= page_number({"bladzijde": query.get("nodig", "")}, 7) <= 7


def test_filters_come_back_as_they_stood_in_the_address():
    filters = Filters(need="praten", free=True, dying=True)
    assert filters.query() == "nodig=praten&gratis=1&afscheid=1"
    assert filters.query(need="") == "gratis=1&afscheid=1"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("8011", ["Zwolle"]),
        (" 8011 ab ", ["Zwolle"]),
        ("zwolle", ["Zwolle"]),
        ("’s-hertogenbosch", ["'s-Hertogenbosch"]),
        ("Den Bosch", ["'s-Hertogenbosch"]),
        ("den haag", ["'s-Gravenhage"]),
        ("bergen", ["Bergen (L)", "Bergen (NH)", "Bergen op Zoom"]),
        ("0123", []),
        ("9 9", []),
        ("", []),
        ("'; DROP TABLE", []),
        ("🙂", []),
    ],
)
def test_a_place_is_found_by_postcode_town_or_name(typed, names):
    assert [each.name for each in find(typed)] == names


def test_a_town_that_lies_in_several_municipalities_gives_each_of_them():
    several = [each.name for each in find("Elst")]
    assert len(several) > 1
    assert several == sorted(several)


def test_every_municipality_stands_under_its_province():
    listed = by_province()
    assert len(listed) == 12
    assert sum(map(len, listed.values())) == len(municipalities()) == 342


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Elke dinsdag een rondje. Wie wil, praat.", "Elke dinsdag een rondje."),
        (
            "Is er thuis iemand ziek? Hier kun je bellen. Het is gratis.",
            "Is er thuis iemand ziek? Hier kun je bellen.",
        ),
        ("Alleen dit", "Alleen dit"),
        ("", ""),
    ],
)
def test_a_card_says_one_sentence_and_never_a_question_alone(text, shown):
    assert brief(text) == shown


@pytest.mark.parametrize(("day", "is_open"), [(2, True), (3, False)])
def test_two_times_that_are_the_same_mean_that_whole_day_and_no_other(day, is_open):
    monday = offer(openings=[{"days": ["mo"], "opens": "09:00", "closes": "09:00"}])
    assert monday.is_open(at(day, "08:00")) is is_open
