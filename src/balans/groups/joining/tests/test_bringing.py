"""Bringing an outcome to a meeting: a share that ends with it, and can be taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balans.accounts.models import Share
from balans.accounts.shares.actions import close_ended
from balans.accounts.shares.opened import open_share
from balans.accounts.tests.letters import person_behind, sign_in
from balans.groups.joining.bringing import card_of, follow
from balans.groups.joining.state import AFTER
from balans.groups.joining.tests.people import (
    first_of,
    join_by_code,
    led_group,
    mine,
    of,
    put_first,
)
from balans.groups.joining.tests.test_mine import finish
from balans.groups.models import Brought
from balans.groups.tests.series import TITLE, opened
from balans.questionnaires.models import Attempt, SharedResult

pytestmark = pytest.mark.django_db


def page_of(group) -> str:
    return f"{mine(group)}{first_of(group).pk}/meenemen/"


def with_outcome(group, name: str = "Anna", exercise: str = "grenzen") -> tuple[Client, Attempt]:
    browser = join_by_code(group, name)
    finish(browser, exercise)
    return browser, Attempt.objects.get(owner=person_behind(browser).owner, flow=exercise)


def bring(browser: Client, group, attempt: Attempt):
    return browser.post(page_of(group), {"mee": str(attempt.pk)})


def token(dora: Client, group) -> str:
    brought = Brought.objects.select_related("participation").get()
    card = card_of(opened(dora, group), brought)
    assert card is not None
    return card.secret


def test_nothing_goes_along_by_itself_and_each_outcome_can_be_chosen():
    _dora, group = led_group()
    anna, _attempt = with_outcome(group)
    finish(anna, "doelen")
    page = anna.get(page_of(group)).content.decode()
    assert page.count('name="mee"') == 2
    assert page.index("Nadenken over") < page.rindex('name="mee"')
    assert not Share.objects.exists()


def test_what_is_brought_opens_for_the_facilitator_until_two_hours_after():
    dora, group = led_group()
    anna, attempt = with_outcome(group)
    bring(anna, group, attempt)
    share = open_share(token(dora, group))
    assert share is not None and share.record == str(attempt.pk) and share.sharer == "Anna"
    assert Share.objects.get().ends_at == first_of(group).ends_at + AFTER
    assert b"Nadenken" not in bytes(Brought.objects.get().box)
    page = anna.get(page_of(group)).content.decode()
    assert "Gaat mee." in page and "Er heeft nog niemand gekeken" in page
    assert "Er ligt één uitkomst klaar" in anna.get(mine(group)).content.decode()
    assert TITLE in anna.get("/mijn/delen/").content.decode()


def test_who_looked_is_shown():
    dora, group = led_group()
    anna, attempt = with_outcome(group)
    bring(anna, group, attempt)
    dora.post(f"/gedeeld/{token(dora, group)}/", {"naam": "Dora"})
    page = anna.get(page_of(group)).content.decode()
    assert "Wie keek:" in page and "Dora" in page


def test_bringing_twice_is_bringing_once():
    _dora, group = led_group()
    anna, attempt = with_outcome(group)
    for _click in range(2):
        assert bring(anna, group, attempt).status_code == 302
    assert Brought.objects.count() == Share.objects.count() == 1


def test_taking_it_back_ends_it_at_once_and_it_can_be_brought_again():
    dora, group = led_group()
    anna, attempt = with_outcome(group)
    bring(anna, group, attempt)
    secret = token(dora, group)
    back = {"houden": str(Brought.objects.get().pk)}
    for _click in range(2):
        anna.post(page_of(group), back)
    assert open_share(secret) is None and not Brought.objects.exists()
    assert not SharedResult.objects.exists()
    bring(anna, group, attempt)
    assert open_share(token(dora, group)) is not None


def test_stopping_it_among_what_is_shared_counts_here_too():
    _dora, group = led_group()
    anna, attempt = with_outcome(group)
    bring(anna, group, attempt)
    anna.post(f"/mijn/delen/{Share.objects.get().pk}/stoppen/")
    page = anna.get(page_of(group)).content.decode()
    assert "Gaat mee." not in page and 'name="mee"' in page


def test_what_is_not_one_s_own_or_no_exercise_is_not_brought():
    _dora, group = led_group()
    anna, _attempt = with_outcome(group)
    _bram, theirs = with_outcome(group, "Bram")
    anna.post("/hoe-gaat-het/week/begin/", {})
    check = Attempt.objects.exclude(flow="grenzen").first()
    for attempt in (theirs, check):
        if attempt is not None:
            assert bring(anna, group, attempt).status_code == 404
    unfinished = anna.post("/oefeningen/contact/begin/", {"naam": "Jan"})
    assert unfinished.status_code == 302
    open_one = Attempt.objects.get(flow="contact")
    assert bring(anna, group, open_one).status_code == 404
    assert anna.post(page_of(group), {"mee": "onzin"}).status_code == 302
    assert not Share.objects.exists()


def test_nothing_is_brought_to_what_is_over_or_off():
    _dora, group = led_group()
    anna, attempt = with_outcome(group)
    meeting = put_first(group, days=-1)
    response = bring(anna, group, attempt)
    assert response.status_code == 409 and "voorbij" in response.content.decode()
    meeting = put_first(group, days=2)
    meeting.cancelled_at = timezone.now()
    meeting.save()
    response = bring(anna, group, attempt)
    assert response.status_code == 409 and "gaat niet door" in response.content.decode()
    assert not Share.objects.exists()


def test_it_moves_along_with_its_meeting():
    dora, group = led_group()
    anna, attempt = with_outcome(group)
    bring(anna, group, attempt)
    meeting = put_first(group, days=20)
    follow(meeting)
    assert Share.objects.get().ends_at == meeting.ends_at + AFTER
    assert open_share(token(dora, group)) is not None


def test_it_ends_when_its_meeting_is_off():
    dora, group = led_group()
    anna, attempt = with_outcome(group)
    bring(anna, group, attempt)
    secret, meeting = token(dora, group), first_of(group)
    meeting.cancelled_at = timezone.now()
    meeting.save()
    for _time in range(2):
        follow(meeting)
    assert open_share(secret) is None and not Brought.objects.exists()


def test_it_ends_with_its_time():
    dora, group = led_group()
    anna, attempt = with_outcome(group)
    bring(anna, group, attempt)
    secret = token(dora, group)
    Share.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    close_ended()
    assert open_share(secret) is None
    put_first(group, hours=-2)
    assert "Het is nu niet meer te zien" in anna.get(page_of(group)).content.decode()


def test_leaving_ends_it_and_keeps_the_outcome():
    dora, group = led_group()
    anna, attempt = with_outcome(group)
    bring(anna, group, attempt)
    secret = token(dora, group)
    anna.post(mine(group) + "stoppen/")
    assert open_share(secret) is None and not Share.objects.exists()
    assert Attempt.objects.filter(pk=attempt.pk).exists()


def test_the_outcome_leads_to_the_group_for_who_has_a_meeting_to_come():
    _dora, group = led_group()
    anna, attempt = with_outcome(group)
    address = f"/oefeningen/grenzen/{attempt.pk}/uitkomst/"
    page = anna.get(address).content.decode()
    way = f"{page_of(group)}?uit={attempt.pk}"
    assert "Neem mee naar de groep" in page and way in page
    assert "Deze bekeek je net" in anna.get(way).content.decode()
    of(anna, group).delete()
    assert "Neem mee naar de groep" not in anna.get(address).content.decode()


def test_an_outcome_page_with_a_group_asks_the_database_little(django_assert_max_num_queries):
    _dora, group = led_group()
    anna, attempt = with_outcome(group)
    with django_assert_max_num_queries(8):
        anna.get(f"/oefeningen/grenzen/{attempt.pk}/uitkomst/")


def test_a_guest_hears_when_their_days_are_over_before_the_meeting():
    _dora, group = led_group()
    anna, _attempt = with_outcome(group)
    assert "Je bent hier zonder account" in anna.get(page_of(group)).content.decode()
    bram = Client()
    sign_in(bram, "bram@example.nl")
    join_by_code(group, "Bram", bram)
    assert "Je bent hier zonder account" not in bram.get(page_of(group)).content.decode()
