"""Figures that everybody may see: in tens, never a small one, and only when the host wants it."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from balans.core.measures import Use
from balans.figures.chart import Bar, chart
from balans.figures.numbers import LEAST, Counted, last_months, months, rounded, total
from balans.measuring.models import DayCount

TODAY = date(2026, 11, 26)
FILES = ("/cijfers/per-dag.csv", "/cijfers/per-maand.csv", "/cijfers/alles.json")


@pytest.mark.parametrize(
    ("number", "told"), [(0, None), (9, None), (10, 10), (19, 10), (20, 20), (1239, 1230)]
)
def test_numbers_are_told_in_tens_and_small_ones_not(number, told):
    assert rounded(number) == told


@given(some.lists(some.tuples(some.integers(0, 800), some.integers(0, 60)), max_size=40))
def test_a_month_is_all_its_days_that_are_over(days):
    counted = [Counted(TODAY - timedelta(days=ago), "x", number) for ago, number in days]
    found = months(counted, today=TODAY)
    assert sum(each.number("x") for each in found) == sum(n for ago, n in days if ago)
    firsts = [each.first for each in found]
    assert firsts == sorted(set(firsts), reverse=True)
    year = last_months(found, today=TODAY)
    assert len(year) == 12 and year[-1].first == date(2026, 10, 1)
    assert year[0].first == date(2025, 11, 1) and total(year, "x") <= total(found, "x")


def test_the_drawing_says_in_words_what_it_shows_and_escapes():
    bars = [Bar("jan", None, "minder"), Bar("<b>", 40, "40"), Bar("mrt", 40, "40")]
    drawn = chart(bars, summary='hier & "daar"', is_narrow=False)
    assert 'aria-label="hier &amp; &quot;daar&quot;"' in drawn and "<b>" not in drawn
    assert drawn.count(">40<") == 1 and drawn.count("figures-bar") == 3


def test_without_numbers_there_is_still_a_drawing():
    assert "<svg" in chart([], summary="niets", is_narrow=True)
    assert chart([Bar("jan", None, "")], summary="niets", is_narrow=True).count("<path") == 1


@pytest.fixture
def open_figures(settings, db):
    settings.FIGURES = True
    today = timezone.localdate()
    this_month = today.replace(day=1)
    last = (this_month - timedelta(days=1)).replace(day=1)
    for day in range(1, 21):
        made = {Use.INFORMATION: 1_237, Use.PLANS: 1 if day < 10 else 0, Use.SAVES: 77_777}
        for what, number in made.items():
            DayCount.objects.create(day=last.replace(day=day), what=what, number=number)
    DayCount.objects.create(day=today, what=Use.INFORMATION, number=55_550)
    DayCount.objects.create(day=last, what="errors", number=66_660)
    return last


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/cijfers/", "/en/figures/", *FILES])
def test_it_is_not_there_unless_the_host_wants_it(client, path):
    assert client.get(path).status_code == 404
    assert "/cijfers/" not in client.get("/").content.decode()


def test_before_a_whole_month_was_counted_there_is_no_table_of_nothing(client, settings, db):
    settings.FIGURES = True
    DayCount.objects.create(day=timezone.localdate(), what=Use.INFORMATION, number=55_550)
    page = client.get("/cijfers/").content.decode()
    assert "Er is nog geen hele maand geteld." in page and "<svg" not in page.split("<main")[1]
    assert "No whole month has been counted yet." in client.get("/en/figures/").content.decode()


def test_the_page_shows_the_last_month_and_hides_what_is_small(client, open_figures):
    page = client.get("/cijfers/").content.decode()
    assert "24.740" in page and "minder dan 10" in page
    for hidden in ("77.77", "1.555.540", "66.66", "55.55"):
        assert hidden not in page
    assert 'href="/cijfers/"' in client.get("/").content.decode()
    assert "24,740" in client.get("/en/figures/").content.decode()


def test_the_page_takes_one_query_and_then_none(client, open_figures, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/cijfers/")
    with django_assert_num_queries(0):
        assert client.get("/cijfers/").status_code == 200


@pytest.mark.parametrize("path", FILES[:2])
def test_the_files_hold_every_day_and_month_and_no_small_number(client, open_figures, path):
    response = client.get(path)
    assert response.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert rows and {row["what"] for row in rows} == {use.value for use in Use} - {Use.SAVES}
    for row in rows:
        assert bool(row["number"]) != bool(row["fewer_than"])
        assert not row["number"] or int(row["number"]) % LEAST == 0


def test_programs_get_the_same_as_json(client, open_figures):
    told = json.loads(client.get("/cijfers/alles.json").content)
    (month,) = [row for row in told["months"] if row["what"] == Use.INFORMATION and row["number"]]
    assert month == {
        "month": f"{open_figures:%Y-%m}",
        "what": "information_pages",
        "number": 24_740,
        "fewer_than": None,
    }
    assert {row["day"] for row in told["days"]} == {
        (open_figures + timedelta(days=ago)).isoformat() for ago in range(20)
    }


def test_it_sets_no_cookie_and_is_found_by_who_searches_the_web(client, open_figures):
    assert not client.get("/cijfers/").cookies
    assert "/cijfers/" in client.get("/sitemap.xml").content.decode()


def test_on_the_first_day_it_says_that_nothing_is_counted_yet(client, settings, db):
    settings.FIGURES = True
    assert "nog geen hele dag" in client.get("/cijfers/").content.decode()
