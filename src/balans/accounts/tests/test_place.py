"""Mijn plek: what was left first, at most one suggestion, calm and quick with a great deal."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from balans.accounts import coming as comings
from balans.accounts.coming import Coming
from balans.accounts.models import Owner
from balans.accounts.place.greeting import greeting, remembrance
from balans.accounts.place.profile import Loss, Profile
from balans.accounts.place.since import Anniversary
from balans.accounts.place.suggestion import Known, Suggestion, choose
from balans.questionnaires.models import Attempt

MINE = "/mijn/"
BEGIN = "/oefeningen/grenzen/begin/"
BEREAVED = Profile(name="Greet", losses=(Loss(name="Jan"),), caring=False)


def said(client, url: str = MINE) -> str:
    return client.get(url).content.decode()


def step(key: str, order: int, **rest) -> Suggestion:
    return Suggestion(key=key, text=key, action=key, href="/", order=order, **rest)


def known(there=(), finished=(), quiet=False) -> Known:
    return Known(there=frozenset(there), finished=frozenset(finished), quiet=quiet)


OFFERED = [
    step("plan", 1, after=frozenset({"doelen"}), unless=frozenset({"plan"})),
    step("grenzen", 2, unless=frozenset({"grenzen"})),
    step("boek", 3, about_caring=False),
]


@pytest.mark.parametrize(
    ("facts", "profile", "key"),
    [
        (known(), Profile(), "grenzen"),
        (known(there=["doelen"]), Profile(), "grenzen"),
        (known(there=["doelen"], finished=["doelen"]), Profile(), "plan"),
        (known(["doelen", "plan"], ["doelen", "plan"]), Profile(), "grenzen"),
        (known(there=["grenzen"]), Profile(), "boek"),
        (known(there=["grenzen"]), Profile(put_away=frozenset({"boek"})), None),
        (known(), Profile(put_away=frozenset({"grenzen"})), "boek"),
        (known(quiet=True), Profile(), None),
        (known(), BEREAVED, "boek"),
        (known(), BEREAVED.model_copy(update={"caring": True}), "grenzen"),
    ],
)
def test_the_one_suggestion_follows_from_what_is_there(facts, profile, key):
    chosen = choose(OFFERED, facts, profile)
    assert (chosen.key if chosen else None) == key


@given(st.sets(st.sampled_from(["plan", "grenzen", "boek"])), st.booleans(), st.booleans())
def test_what_was_put_away_never_comes_back_and_grief_is_never_told_to_care(away, caring, quiet):
    losses = () if caring else (Loss(),)
    profile = Profile(put_away=frozenset(away), caring=caring, losses=losses)
    chosen = choose(OFFERED, known(finished=["doelen"], quiet=quiet), profile)
    assert chosen is None or (chosen.key not in away and (caring or not chosen.about_caring))


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (3, "Dag Greet"),
        (8, "Goedemorgen, Greet"),
        (13, "Goedemiddag, Greet"),
        (20, "Goedenavond, Greet"),
    ],
)
def test_one_is_greeted_by_name_and_by_the_time_of_day(hour, words):
    now = datetime(2026, 11, 25, hour, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert greeting(Profile(name="Greet"), now) == words
    assert greeting(BEREAVED, now) == "Dag Greet"
    assert greeting(Profile(), now) == "Mijn plek"


@pytest.mark.parametrize(
    ("name", "near", "line"),
    [
        ("Jan", Anniversary(1, month=False), "Deze week is het een jaar geleden dat Jan overleed."),
        ("", Anniversary(2, month=False), "Deze week is het twee jaar geleden."),
        ("Jan", Anniversary(12, month=True), "Deze maand is het 12 jaar geleden dat Jan overleed."),
        ("", Anniversary(1, month=True), "Deze maand is het een jaar geleden."),
        ("Jan", None, ""),
    ],
)
def test_a_yearly_day_gets_one_line(name, near, line):
    profile = BEREAVED.model_copy(update={"losses": (Loss(name=name),)})
    assert remembrance(profile, near) == line


@pytest.mark.django_db
def test_a_visitor_reads_what_this_will_be_and_can_sign_in(anna):
    page = said(anna)
    assert "Dit wordt een plek van jou." in page and "/mijn/inloggen/" in page
    assert not Owner.objects.exists()


@pytest.mark.django_db
def test_a_guest_reads_until_when_and_can_keep_it(anna):
    anna.post(BEGIN, {"naam": "Koosje"})
    page = said(anna)
    assert "We bewaren dit tot en met" in page and "/mijn/bewaren/" in page


@pytest.mark.django_db
def test_what_was_left_comes_before_any_suggestion(anna):
    anna.post(BEGIN, {"naam": "Koosje"})
    page = said(anna)
    assert "Waar je gebleven was" in page and "Niet meer tonen" not in page
    Attempt.objects.update(finished_at=timezone.now())
    page = said(anna)
    assert "Waar je gebleven was" not in page and "Hoe gaat het met jou?" in page


@pytest.mark.django_db
def test_a_suggestion_is_put_away_for_good(anna):
    anna.post(BEGIN, {"naam": "Koosje"})
    Attempt.objects.update(finished_at=timezone.now())
    for key in ("check-eerste", "oefening-activiteiten", "oefening-contact", "oefening-doelen"):
        assert f'value="{key}"' in said(anna)
        anna.post("/mijn/voorstel/", {"voorstel": key})
    anna.post("/mijn/voorstel/", {"voorstel": "kat"})
    assert "Niet meer tonen" not in said(anna)


@pytest.mark.django_db
def test_what_is_coming_is_near_and_in_order(anna, monkeypatch):
    today = timezone.localdate()
    days = [today + timedelta(days=n) for n in (9, 2, 40)]
    tell = [lambda person: [Coming(day, f"over {day}", "/mijn-plan/") for day in days]]
    monkeypatch.setattr(comings, "_tellers", tell)
    anna.post(BEGIN, {"naam": "Koosje"})
    page = said(anna)
    assert page.index(f"over {days[1]}") < page.index(f"over {days[0]}")
    assert f"over {days[2]}" not in page
    anna.post("/mijn/overleden/", {})
    assert "Wat eraan komt" not in said(anna)


def many(number: int) -> None:
    now, owner = timezone.now(), Owner.objects.get()
    Attempt.objects.bulk_create(
        Attempt(
            id=uuid.uuid4(),
            owner=owner,
            flow="grenzen",
            version=1,
            started_at=now - timedelta(hours=n),
            changed_at=now - timedelta(hours=n),
            finished_at=now,
        )
        for n in range(number)
    )


@pytest.mark.django_db
def test_three_hundred_things_stay_calm_and_cost_no_more_queries_than_one(anna):
    anna.post(BEGIN, {"naam": "Koosje"})
    with CaptureQueriesContext(
        connection,
    ) as few:
        said(anna)
    many(300)
    with CaptureQueriesContext(connection) as lots:
        page = said(anna)
    assert len(lots) == len(few) <= 8
    assert page.count("/oefeningen/grenzen/") <= 7 and "Alles bekijken" in page


@pytest.mark.django_db
def test_everything_is_shown_a_page_at_a_time(anna):
    assert anna.get("/mijn/alles/").status_code == 302
    anna.post(BEGIN, {"naam": "Koosje"})
    many(40)
    first, last = said(anna, "/mijn/alles/"), said(anna, "/mijn/alles/?blad=2")
    assert first.count("setting stack") == 30 and last.count("setting stack") == 11
    assert said(anna, "/mijn/alles/?blad=kat").count("setting stack") == 30


@pytest.mark.django_db
def test_the_yearly_line_stands_on_mijn_plek_in_its_week(anna):
    today = timezone.localdate()
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    parts = {"sinds-day": day, "sinds-month": today.month, "sinds-year": today.year - 2}
    anna.post("/mijn/overleden/", parts)
    assert "Deze week is het twee jaar geleden." in said(anna)
    anna.post("/mijn/overleden/", {"sinds": "vandaag"})
    assert "jaar geleden" not in said(anna)
