"""What pages promise to who takes part is so: how long, who reads what, what stays."""

import pytest
from django.test import Client

from balans.groups.content import scripts
from balans.groups.joining.tests.people import first_of, join_by_code, led_group, mine, put_first
from balans.groups.joining.tests.test_mine import finish, text

pytestmark = pytest.mark.django_db


def test_a_group_that_is_gone_names_the_days_that_a_guest_really_has(settings):
    settings.GUEST_DAYS = 3
    _dora, group = led_group()
    page = Client().get(mine(group)).content.decode()
    assert "Kom je 3 dagen niet terug" in page


def test_before_joining_one_reads_what_facilitators_note_themselves():
    _dora, group = led_group()
    page = Client().get(f"/groepen/meedoen/{group.read().code}/").content.decode()
    assert "Of je er was" in page and "iets voor zichzelf opschrijven" in page


def test_who_leaves_reads_what_stays_with_the_group():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    page = anna.get(f"{mine(group)}stoppen/").content.decode()
    assert "Dit blijft in de groep" in page and "Een terugblik die je al stuurde" in page


def test_who_brings_an_outcome_reads_that_it_follows_their_answers():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    page = anna.get(f"{mine(group)}{first_of(group).pk}/meenemen/").content.decode()
    assert "Verander je later een antwoord?" in page


def test_what_is_done_is_not_asked_again_for_at_home():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    home = scripts("nl")["grenzen"].words.home
    put_first(group, days=-1)
    assert home in text(anna, group)
    finish(anna, "activiteiten")
    assert home not in text(anna, group)
