"""Days agreed to look how a plan goes come back on the start page of who leads, in time."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balans.groups.actions import leave
from balans.groups.running.attending import save_attendance
from balans.groups.running.looks import NEAR
from balans.groups.tests.series import begin, facilitator, opened, participant
from balans.groups.words import Mark

pytestmark = pytest.mark.django_db
URL = "/groepen/leiden/"


def agree(dora: Client, group, taking, days: int) -> None:
    """Agree with somebody, at the first meeting, to look so many days from now."""
    led = opened(dora, group)
    mark = Mark(who=taking.pk, came=True, look_on=timezone.localdate() + timedelta(days=days))
    save_attendance(led=led, meeting=led.meetings[0], marks=[mark], version=0)


@pytest.mark.parametrize(
    ("days", "is_there"),
    [(0, True), (NEAR.days, True), (-NEAR.days, True), (NEAR.days + 1, False), (-8, False)],
)
def test_an_agreed_day_stands_on_the_start_page_around_that_day(dora, days, is_there):
    group = begin(dora)
    _browser, anna = participant(group, "Anna")
    agree(dora, group, anna, days)
    page = dora.get(URL).content.decode()
    assert ("Kijk met Anna hoe het gaat" in page) is is_there


def test_who_left_is_not_looked_for_and_another_facilitator_sees_nothing(dora):
    group = begin(dora)
    _browser, anna = participant(group, "Anna")
    agree(dora, group, anna, 1)
    eva = facilitator(Client(), "eva@example.nl")
    begin(eva)
    assert "Kijk met" not in eva.get(URL).content.decode()
    leave(taking=anna)
    assert "Kijk met" not in dora.get(URL).content.decode()


def test_a_start_page_with_many_days_and_groups_takes_eight_queries(
    dora, django_assert_max_num_queries
):
    for number in range(4):
        group = begin(dora)
        _browser, anna = participant(group, f"Anna {number}")
        agree(dora, group, anna, number)
    with django_assert_max_num_queries(8):
        page = dora.get(URL).content.decode()
    assert page.count("Kijk met Anna") == 4
