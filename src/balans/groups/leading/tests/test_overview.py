"""The overview of a series: one next step, and numbers only where there is something to say."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balans.groups.models import Group
from balans.groups.running.tests.meetings import address, reply
from balans.groups.tests.series import begin, first_of, participant, put

pytestmark = pytest.mark.django_db
MAIN = '<a class="btn main" href="'
TABS = ("members", "together", "invite", "materials", "after", "results", "summary", "copy_paper")


@pytest.fixture
def group(dora: Client) -> Group:
    return begin(dora)


def overview(dora: Client, group: Group) -> str:
    return dora.get(reverse("groups:group", args=[group.pk])).content.decode()


def test_the_one_main_step_follows_from_where_the_series_is(dora, group):
    page = overview(dora, group)
    assert page.count(MAIN) == 1 and f'{MAIN}{reverse("groups:invite", args=[group.pk])}"' in page
    participant(group, "Ans")
    assert f'{MAIN}{address(first_of(group))}"' in overview(dora, group)
    put(first_of(group), minutes=-5)
    assert f'{MAIN}{address(first_of(group), "run")}"' in overview(dora, group)
    Group.objects.update(stopped_at=timezone.now())
    assert MAIN not in overview(dora, group)


def test_what_nobody_said_is_not_counted(dora, group):
    _client, taking = participant(group, "Ans")
    participant(group, "Bert")
    assert "nog niet bekend" not in overview(dora, group)
    reply(taking, first_of(group), coming=True)
    page = overview(dora, group)
    assert page.count("1 komt · 1 nog niet bekend") == 1 and "kunnen niet" not in page


def test_a_series_that_was_stopped_says_of_what_was_to_come_that_it_is_off(dora, group):
    put(first_of(group), days=-3)
    group.stopped_at = timezone.now() - timedelta(hours=1)
    group.save()
    page = overview(dora, group)
    assert page.count("gaat niet door") == 3 and page.count("geweest") == 1


def test_a_meeting_that_goes_on_leads_to_its_screen_from_the_start_page(dora, group):
    put(first_of(group), minutes=-5)
    page = dora.get(reverse("groups:led")).content.decode()
    assert "Nu bezig: Nadenken over je grenzen" in page and "Bereid voor" not in page
    assert address(first_of(group), "run") in page


@pytest.mark.parametrize("name", TABS)
def test_every_page_of_a_group_says_where_it_is_before_its_heading(dora, group, name):
    group.meetings.update(starts_at=timezone.now() - timedelta(days=1))
    page = dora.get(reverse(f"groups:{name}", args=[group.pk])).content.decode()
    back, heading = page.index('class="trail"'), page.index("<h1")
    assert back < page.index('class="led-nav"') < heading
    assert reverse("groups:led") in page[back:heading]


def test_sixty_names_do_not_stand_between_a_facilitator_and_cancelling(dora, group):
    for number in range(9):
        participant(group, f"Deelnemer {number}")
    page = dora.get(address(first_of(group), "cancel")).content.decode()
    assert "9 mensen gaven geen adres" in page
    assert page.index("<details><summary>Bekijk wie") < page.index("Deelnemer 8")
