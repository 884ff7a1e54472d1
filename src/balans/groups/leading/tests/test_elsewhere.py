"""A facilitator finds what they lead on Mijn plek, and a second series is half filled in."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from balans.accounts.staff.models import Role
from balans.accounts.tests.letters import sign_in
from balans.groups.leading.tests.test_begin import fields
from balans.groups.tests.series import LINK, PLACE, TITLE, begin, facilitator

pytestmark = pytest.mark.django_db


def mine(client: Client) -> str:
    return client.get("/mijn/").content.decode()


def test_what_one_leads_stands_on_mijn_plek_and_comes(dora):
    group = begin(dora, first=timezone.now() + timedelta(days=3))
    page = mine(dora)
    assert f"Groep die je leidt: {TITLE}" in page and f"Je leidt “{TITLE}”" in page
    assert f'href="{reverse("groups:group", args=[group.pk])}"' in page
    first = group.meetings.first()
    assert reverse("groups:meeting", args=[group.pk, first.pk]) in page


def test_a_series_that_stopped_comes_no_more_and_without_the_role_nothing_is_there(dora):
    group = begin(dora, first=timezone.now() + timedelta(days=3))
    group.stopped_at = timezone.now()
    group.save()
    page = mine(dora)
    assert "Groep die je leidt" in page and "Je leidt “" not in page
    Role.objects.all().delete()
    assert "Groep die je leidt" not in mine(dora)
    assert TITLE not in mine(facilitator(Client(), "eva@example.nl"))


def test_mijn_plek_of_a_carer_with_an_account_is_asked_nothing_more(
    django_assert_max_num_queries,
):
    anna = Client()
    sign_in(anna, "anna@example.nl")
    with django_assert_max_num_queries(8):
        mine(anna)


def test_more_groups_cost_mijn_plek_no_more_queries(dora):
    begin(dora, first=timezone.now() + timedelta(days=3))
    with CaptureQueriesContext(connection) as few:
        mine(dora)
    for _number in range(3):
        begin(dora, first=timezone.now() + timedelta(days=3))
    with CaptureQueriesContext(connection) as lots:
        mine(dora)
    assert len(lots) == len(few)


def test_a_second_series_takes_over_the_place_but_not_the_link(dora):
    url = "/groepen/leiden/nieuw/"
    assert fields(dora.get(url))["plaats"] == ""
    begin(dora, limit=8)
    known = fields(dora.get(url))
    assert (known["plaats"], known["gemeente"], known["aantal"]) == (PLACE, "Utrecht", "8")
    assert known["link"] == "" and LINK not in str(known)


def test_everybody_finds_the_groups_from_mijn_plek(db):
    assert f'href="{reverse("groups:index")}"' in mine(Client())
