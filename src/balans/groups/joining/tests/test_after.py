"""What a participant's page says once the series is under way: looking back, and one's own plan."""

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balans.accounts.tests.letters import person_behind
from balans.groups.joining.tests.people import join_by_code, led_group, mine
from balans.groups.models import Group, Meeting
from balans.groups.tests.series import first_of, opened, put
from balans.plans.actions import make_plan
from balans.plans.plan import CHECK, GOAL, Plan

pytestmark = pytest.mark.django_db
EVALUATE, PLAN = "Terugblik op de groep", "Kijken hoe het gaat"


def text(browser: Client, group: Group) -> str:
    return browser.get(mine(group)).content.decode()


def all_but_the_look_were(group: Group) -> None:
    """Let the four meetings be over and a follow-up still come."""
    group.meetings.update(starts_at=timezone.now() - timedelta(days=1))
    Meeting.objects.create(
        group=group,
        kind=Meeting.Kind.LOOK,
        script="terugkijken",
        starts_at=timezone.now() + timedelta(weeks=4),
        minutes=45,
    )


def test_one_can_look_back_as_soon_as_the_last_meeting_was_not_after_the_follow_up():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    href = reverse("groups:evaluate", args=[group.pk])
    assert EVALUATE not in text(anna, group) and href not in text(anna, group)
    all_but_the_look_were(group)
    page = text(anna, group)
    assert EVALUATE in page and href in page and "De volgende bijeenkomst" in page


def test_who_looked_back_reads_thanks_instead_of_being_asked_again():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    all_but_the_look_were(group)
    group.participations.update(evaluated=True)
    page = text(anna, group)
    assert "Je terugblik is gestuurd" in page
    assert reverse("groups:evaluate", args=[group.pk]) not in page


def test_the_day_to_look_how_a_plan_goes_is_one_s_own_and_is_found_here():
    dora, group = led_group()
    anna = join_by_code(group, "Anna")
    assert PLAN not in text(anna, group)
    put(first_of(group), hours=-3)
    assert "Naar Mijn plan" in text(anna, group)
    plan = Plan(answers={GOAL: "Zingen", CHECK: date(2031, 5, 6).isoformat()})
    kept, _new = make_plan(person=person_behind(anna), plan=plan, wanted_id=uuid.uuid4())
    page = text(anna, group)
    assert PLAN in page and "dinsdag 6 mei 2031" in page and str(kept.pk) in page
    seen = dora.get(reverse("groups:members", args=[group.pk])).content.decode()
    assert "Zingen" not in seen and opened(dora, group).members


def test_the_page_still_asks_the_database_little(django_assert_max_num_queries):
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    all_but_the_look_were(group)
    with django_assert_max_num_queries(8):
        assert anna.get(mine(group)).status_code == 200


def test_who_stops_can_take_along_first_what_they_told():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    page = anna.get(f"{mine(group)}stoppen/").content.decode()
    assert reverse("accounts:take_along") in page
