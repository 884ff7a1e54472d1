"""Listed groups on the support map: near a place, the earliest first, and free while none is."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balans.directory.happening import happenings_near
from balans.directory.municipalities import municipality
from balans.groups.listed.on_the_map import nothing_listed
from balans.groups.listed.tests.lists import list_group
from balans.groups.tests.series import TITLE

pytestmark = pytest.mark.django_db
NEED = "/hulp/bij/lotgenoten/"


@pytest.fixture
def in_zwolle():
    client = Client()
    client.cookies[settings.PLACE_COOKIE] = "zwolle"
    return client


@pytest.mark.parametrize("url", ["/hulp/", NEED, "/hulp/bij/alleen/"])
def test_a_group_near_is_found_on_the_support_map(in_zwolle, url):
    group = list_group(municipality="zwolle")
    shown = in_zwolle.get(url).content.decode()
    assert TITLE in shown and reverse("groups:listed", args=[group.pk]) in shown
    assert reverse("groups:find") in shown


def test_a_group_by_video_is_there_for_every_place_and_one_far_away_is_not(in_zwolle):
    list_group(municipality="", title="Op het scherm")
    list_group(municipality="goes", title="In Goes")
    shown = in_zwolle.get("/hulp/").content.decode()
    assert "Op het scherm" in shown and "In Goes" not in shown


def test_at_most_three_are_shown_the_nearest_and_those_by_date():
    start = timezone.now() + timedelta(days=1)
    for number in range(4):
        first = start + timedelta(days=9 - number)
        list_group(municipality="zwolle", title=f"Zwolle {number}", first=first)
    list_group(municipality="deventer", title="Deventer", first=start)
    found = happenings_near(municipality("zwolle"))
    assert [each.title for each in found] == ["Zwolle 3", "Zwolle 2", "Zwolle 1"]


@pytest.mark.parametrize("url", ["/hulp/", NEED])
def test_without_a_place_it_only_leads_on_so_that_the_page_is_for_everybody(client, url):
    list_group(municipality="zwolle")
    shown = client.get(url).content.decode()
    assert TITLE not in shown and reverse("groups:find") in shown


def test_needs_that_are_not_about_meeting_others_show_no_groups(in_zwolle):
    list_group(municipality="zwolle")
    shown = in_zwolle.get("/hulp/bij/tillen/").content.decode()
    assert TITLE not in shown and reverse("groups:find") not in shown


def test_while_nothing_is_listed_nothing_is_asked(in_zwolle, django_assert_num_queries):
    in_zwolle.get("/hulp/")
    with django_assert_num_queries(0):
        in_zwolle.get("/hulp/")
    list_group(municipality="zwolle")
    nothing_listed.forget()
    with django_assert_num_queries(1):
        assert TITLE in in_zwolle.get("/hulp/").content.decode()


def test_who_lost_somebody_is_not_invited_to_a_group_of_who_care(in_zwolle):
    list_group(municipality="zwolle")
    in_zwolle.post("/mijn/overleden/", {"wanneer": ""})
    in_zwolle.post("/mijn/gegevens/", {"naam": "Henk"})
    from balans.accounts.life import tell_death
    from balans.accounts.tests.letters import person_behind

    tell_death(person=person_behind(in_zwolle), since=None)
    shown = in_zwolle.get("/hulp/").content.decode()
    assert TITLE not in shown and reverse("groups:find") not in shown


def test_who_searches_for_a_group_is_led_to_where_groups_are():
    from balans.search.actions import rebuild

    rebuild()
    shown = Client().get("/zoeken/", {"q": "gespreksgroep"}).content.decode()
    assert NEED in shown
