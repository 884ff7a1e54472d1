"""Finding a group: the front door, the list by place and date, and one group."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from balans.groups.listed.tests.lists import list_group as listed
from balans.groups.models import Facilitation, Facilitator, Group
from balans.groups.tests.series import LINK, PLACE, TITLE, begin, participant
from balans.groups.words import PublicWords

pytestmark = pytest.mark.django_db


def page(client: Client, query: str = "", place: str = "") -> str:
    if place:
        client.cookies[settings.PLACE_COOKIE] = place
    return client.get(reverse("groups:find") + query).content.decode()


def test_a_listed_group_is_found_and_leads_to_its_page(client, dora):
    group = listed(dora)
    shown = page(client)
    assert TITLE in shown and reverse("groups:listed", args=[group.pk]) in shown
    assert "4 keer, vanaf" in shown and "Utrecht" in shown and "Nog plaats" in shown


@pytest.mark.parametrize("why", ["unlisted", "stopped", "over", "nobody leads it", "all off"])
def test_a_group_that_takes_nobody_does_not_exist(client, dora, why):
    group, now = listed(dora), timezone.now()
    match why:
        case "unlisted":
            Group.objects.update(is_listed=False)
        case "stopped":
            Group.objects.update(stopped_at=now)
        case "over":
            group.meetings.update(starts_at=now - timedelta(hours=1))
        case "nobody leads it":
            Facilitation.objects.all().delete()
        case "all off":
            group.meetings.update(cancelled_at=now)
    assert TITLE not in page(client)
    for name in ("listed", "register", "listed_logo"):
        assert client.get(reverse(f"groups:{name}", args=[group.pk])).status_code == 404
    assert client.post(reverse("groups:register", args=[group.pk])).status_code == 404


def test_near_comes_first_then_online_and_what_is_far_away_waits(client, dora):
    soon = timezone.now() + timedelta(days=3)
    listed(dora, title="In Zwolle", municipality="zwolle")
    listed(dora, title="In Deventer", municipality="deventer", first=soon)
    listed(dora, title="Op het scherm", municipality="", first=soon)
    listed(dora, title="In Goes", municipality="goes", first=soon)
    near = page(client, place="zwolle")
    order = [near.index(each) for each in ("In Zwolle", "In Deventer", "Op het scherm")]
    assert order == sorted(order) and "In Goes" not in near
    assert "Elders in Overijssel" in near
    everywhere = page(client, "?overal=1")
    assert "In Goes" in everywhere and "Verder weg" in everywhere


def test_without_a_place_all_groups_stand_by_date(client, dora):
    listed(dora, title="Later", first=timezone.now() + timedelta(days=40))
    listed(dora, title="Eerder", first=timezone.now() + timedelta(days=4))
    shown = page(client)
    assert shown.index("Eerder") < shown.index("Later")


def test_filters_keep_what_fits(client, dora):
    listed(dora, title="In het Nederlands")
    listed(dora, title="In English", language="en", municipality="")
    assert "In English" not in page(client, "?taal=nl")
    assert "In het Nederlands" not in page(client, "?online=1")
    later = timezone.localdate() + timedelta(days=120)
    nothing = page(client, f"?vanaf={later:%Y-%m}")
    assert "Er is nu geen groep die precies past." in nothing


def test_where_there_is_no_group_there_is_something_else(client):
    shown = page(client, place="zwolle")
    assert "In en om Zwolle is nu geen groep" in shown
    assert "Zwolle" in shown and "tel:" in shown
    with override("nl"):
        assert reverse("directory:need", args=["lotgenoten"]) in shown


def test_a_long_list_comes_in_pages_with_two_queries(client, dora, django_assert_max_num_queries):
    for _number in range(22):
        listed(dora, first=timezone.now() + timedelta(days=5))
    with django_assert_max_num_queries(2):
        first = page(client, "?taal=nl")
    assert first.count(TITLE) == 20 and "taal=nl&amp;bladzijde=2" in first
    assert page(client, "?taal=nl&bladzijde=2").count(TITLE) == 2
    assert page(client, "?bladzijde=zeven").count(TITLE) == 20


def test_the_page_of_a_group_says_where_and_never_the_link_or_the_code(
    client, dora, django_assert_max_num_queries
):
    group = listed(dora)
    with django_assert_max_num_queries(2):
        shown = client.get(reverse("groups:listed", args=[group.pk])).content.decode()
    code = group.read().code
    assert PLACE in shown and "Gemeente Utrecht" in shown
    assert LINK not in shown and code not in shown and f"{code[:4]} {code[4:7]}" not in shown
    assert "Nadenken" in shown or "grenzen" in shown.lower()
    assert not client.cookies.get(settings.KEY_COOKIE)


def test_the_page_of_a_group_by_video_keeps_its_place_and_link_to_itself(client, dora):
    group = listed(dora, municipality="")
    shown = client.get(reverse("groups:listed", args=[group.pk])).content.decode()
    assert "Online, met beeld" in shown and LINK not in shown and PLACE not in shown


def test_who_leads_it_is_shown_with_organisation_and_logo(client, dora):
    group = listed(dora)
    words = PublicWords(name="Dora Bos", organisation="De Linde", about="Twintig jaar ervaring.")
    owner = Facilitation.objects.get().owner
    row = Facilitator(owner=owner, changed_at=timezone.now())
    row.seal(words)
    row.seal_logo(b"\x89PNG a logo")
    row.save(force_insert=True)
    shown = client.get(reverse("groups:listed", args=[group.pk])).content.decode()
    for each in ("Dora Bos", "De Linde", "Twintig jaar ervaring.", "Logo van De Linde"):
        assert each in shown
    logo = client.get(reverse("groups:listed_logo", args=[group.pk]))
    assert logo.content == b"\x89PNG a logo" and logo.headers["Content-Type"] == "image/png"


def test_places_are_told_in_words(client, dora):
    group = listed(dora, limit=2)
    address = reverse("groups:listed", args=[group.pk])
    assert "Nog plaats" in client.get(address).content.decode()
    participant(group, "Anna")
    assert "Nog één plaats" in client.get(address).content.decode()
    participant(group, "Bram")
    full = client.get(address).content.decode()
    assert "Vol, er is een wachtlijst" in full and "Zet me op de wachtlijst" in full


def test_a_group_that_began_says_so(client, dora):
    group = listed(dora, first=timezone.now() - timedelta(days=3))
    shown = client.get(reverse("groups:listed", args=[group.pk])).content.decode()
    assert "al begonnen" in shown


def test_the_front_door_is_one_page_for_all_and_asks_nothing(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(0):
        response = client.get(reverse("groups:index"))
    shown = response.content.decode()
    assert "public" in response.headers["Cache-Control"] and not response.cookies
    assert "Een groep past niet bij iedereen" in shown and "Jouw groepen" not in shown
    assert client.get("/en/groups/").status_code == 200


def test_the_front_door_shows_somebody_their_own_groups(dora):
    group = begin(dora)
    anna, _taking = participant(group, "Anna")
    mine, hers = (each.get(reverse("groups:index")).content.decode() for each in (anna, dora))
    assert "Jouw groepen" in mine and TITLE in mine and "Groepen die je leidt" not in mine
    assert "Groepen die je leidt" in hers and TITLE in hers


def test_the_front_door_tells_whom_to_ask_when_the_host_says_so(client, settings):
    assert "mailto:" not in client.get(reverse("groups:index")).content.decode()
    settings.CONTACT = "groepen@example.nl"
    client.post("/mijn/gegevens/", {"naam": "Anna"})
    assert "mailto:groepen@example.nl" in client.get(reverse("groups:index")).content.decode()


def test_words_of_a_facilitator_never_become_html(client, dora):
    group = listed(dora, title="<b>Vet</b>")
    for address in (reverse("groups:find"), reverse("groups:listed", args=[group.pk])):
        shown = client.get(address).content.decode()
        assert "<b>Vet</b>" not in shown and "&lt;b&gt;Vet" in shown
