"""The calendar feed: a secret address that shows days, moves along, and can be renewed."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from balans.accounts import actions as owners
from balans.accounts.models import Owner
from balans.core import keys
from balans.plans.models import AgendaEntry, Feed, KeptPlan
from balans.plans.tests.test_views import FILLED, make, said

pytestmark = pytest.mark.django_db
AGENDA = "/mijn-plan/agenda/"


def address(client, action="maak", **more) -> str:
    if action:
        assert client.post(AGENDA, {"_actie": action, **more}).status_code == 302
    found = re.search(r'value="http://localhost:8000(/agenda/[^"]+)"', said(client, AGENDA))
    assert found is not None
    return found[1]


def events(url: str) -> list:
    response = Client().get(url)
    assert response.status_code == 200, url
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_the_feed_shows_the_day_and_no_word_unless_asked(anna):
    make(anna)
    url = address(anna)
    (event,) = events(url)
    assert event.decoded("dtstart") == timezone.localdate() + timedelta(weeks=2)
    assert str(event["summary"]) == "MantelzorgBalans"
    assert b"Inge" not in Client().get(url).content
    anna.post(AGENDA, {"_actie": "namen", "namen": "ja"})
    (named,) = events(url)
    assert str(named["summary"]) == "Kijken hoe het gaat: Met Inge naar zee"
    assert named["uid"] == event["uid"] and not named.walk("VALARM")
    anna.post(AGENDA, {"_actie": "namen", "namen": "nee"})
    assert str(events(url)[0]["summary"]) == "MantelzorgBalans"


def test_a_day_moves_with_the_same_uid_and_a_plan_let_go_is_gone(anna):
    url, plan = address(anna), make(anna)
    (before,) = events(url)
    Feed.objects.update(changed_at=timezone.now() - timedelta(minutes=5))
    AgendaEntry.objects.update(changed_at=timezone.now() - timedelta(minutes=5))
    (first,) = events(url)
    anna.post(f"{plan}kijken/", {"dan": "keep", "weer": "4"})
    (after,) = events(url)
    assert after["uid"] == before["uid"] and after.decoded("dtstart") > before.decoded("dtstart")
    assert after.decoded("sequence") > first.decoded("sequence")
    anna.post(f"{plan}kijken/", {"dan": "let-go"})
    assert events(url) == []
    anna.post(f"{plan}wijzigen/", FILLED)
    assert len(events(url)) == 1
    anna.post(f"{plan}wissen/")
    assert events(url) == []


def test_ticking_off_a_step_leaves_the_feed_as_it_was(anna):
    from balans.plans.tests.test_views import act

    url, plan = address(anna), make(anna)
    before = Client().get(url)
    act(anna, plan, "Inge bellen", "done")
    assert Client().get(url).content == before.content


def test_a_plan_from_before_the_feed_is_in_it(anna):
    make(anna), make(anna, check="")
    assert len(events(address(anna))) == 1


def test_a_renewed_address_stops_the_old_one_at_once(anna):
    make(anna)
    old = address(anna, namen="ja")
    new = address(anna, "vernieuw")
    assert new != old and Client().get(old).status_code == 404
    assert str(events(new)[0]["summary"]).startswith("Kijken hoe het gaat")
    anna.post(AGENDA, {"_actie": "stop"})
    assert Client().get(new).status_code == 404 and AgendaEntry.objects.count() == 0


def test_making_twice_keeps_the_address_that_is_there(anna):
    assert address(anna) == address(anna) == address(anna, "")


def test_a_strange_address_is_a_page_that_is_not_there(anna):
    url = address(anna)
    for strange in ("abc", "a" * 43, url.split("/")[2][:-5], "é", "a" * 3000):
        response = Client().get(f"/agenda/{strange}.ics")
        assert response.status_code == 404 and not response.cookies
    anna.post(AGENDA, {"_actie": "vernieuw"})
    old, never = url, f"/agenda/{'a' * 43}.ics"
    gone = Client().get(old).content.decode().replace(old, never)
    assert gone == Client().get(never).content.decode()
    assert Client().post(url).status_code == 405


def test_a_calendar_fetches_only_what_changed_and_gets_no_cookie(anna):
    url, plan = address(anna), make(anna)
    response = Client().get(url)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-cache" and not response.cookies
    etag, modified = response.headers["ETag"], response.headers["Last-Modified"]
    assert Client().get(url, headers={"if-none-match": etag}).status_code == 304
    assert Client().get(url, headers={"if-modified-since": modified}).status_code == 304
    anna.post(f"{plan}kijken/", {"dan": "keep", "weer": "1"})
    assert Client().get(url, headers={"if-none-match": etag}).status_code == 200
    assert anna.get(url).headers["Cache-Control"] == "private, no-cache"
    assert Client().head(url).status_code == 200


def test_the_feed_speaks_the_language_of_its_owner(anna):
    make(anna)
    url = address(anna, namen="ja")
    Owner.objects.update(language="en")
    (event,) = events(url)
    assert str(event["summary"]) == "See how it is going: Met Inge naar zee"


def test_the_address_opens_the_days_and_nothing_else(anna):
    make(anna)
    address(anna, namen="ja")
    feed, entry, plan = Feed.objects.get(), AgendaEntry.objects.get(), KeptPlan.objects.get()
    for kept in (feed.token, entry.sealed, feed.wrapped_key):
        assert b"Inge" not in bytes(kept)
    from balans.accounts.person import read_cookie
    from balans.core.vault import CannotOpen, open_vault

    secret = read_cookie(address(anna, "").split("/")[2].removesuffix(".ics"))
    part = open_vault(str(feed.owner_id), secret, feed.key)
    assert entry.read(part).title == "Met Inge naar zee"
    with pytest.raises(CannotOpen):
        plan.read(part)


def test_a_feed_outlives_the_turning_of_the_master_key_and_dies_with_its_owner(anna):
    make(anna)
    url = address(anna)
    owners.rotate_keys()
    owners.retire_keys()
    assert len(events(url)) == 1
    Owner.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(url).status_code == 404
    Owner.objects.update(expires_at=timezone.now() + timedelta(days=1))
    keys.destroy_anchor(str(Owner.objects.get().pk))
    assert Client().get(url).status_code == 404


def test_somebody_without_anything_gets_a_place_with_the_address(chris):
    assert "Maak een adres" in said(chris, AGENDA)
    assert settings.KEY_COOKIE not in chris.cookies
    assert events(address(chris)) == []
    assert chris.post(AGENDA, {"_actie": "kat"}).status_code == 302
    assert Client().post(AGENDA, {"_actie": "stop"}).status_code == 302


def test_the_page_costs_few_queries(anna, django_assert_max_num_queries):
    for number in range(5):
        make(anna, doel=f"Wens {number}")
    url = address(anna)
    with django_assert_max_num_queries(8):
        said(anna, AGENDA)
    with django_assert_max_num_queries(3):
        Client().get(url)


def test_the_calendar_that_is_followed_empties_and_fills_again(anna):
    make(anna)
    url = address(anna)
    before = [event["uid"] for event in events(url)]
    assert before
    anna.post("/mijn/overleden/", {})
    assert events(url) == []
    anna.post("/mijn/overleden/terugnemen/", {"aantal": "1"})
    assert [event["uid"] for event in events(url)] == before
