"""Dora of the demonstration: she leads groups there, and nowhere else."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from balans.accounts.models import KeySlot
from balans.accounts.staff.models import Role
from balans.accounts.staff.second_step import FRESH, is_fresh
from balans.accounts.tests.letters import person_behind
from balans.demo.actions import load_people
from balans.demo.leading import load_groups
from balans.demo.tests.test_demo import become
from balans.groups.models import AttendanceSheet, Brought, Facilitation, Group, Participation
from balans.groups.opened import opened_for
from balans.groups.words import BroughtCard

WITHOUT_DEMO = """
import sys, django
django.setup()
from django.apps import apps
from django.urls import Resolver404, resolve
assert not apps.is_installed("balans.demo")
for address in ("/demo/", "/demo/dora/", "/demo/postvak/"):
    try:
        resolve(address)
    except Resolver404:
        continue
    raise SystemExit(f"{address} is there")
assert not [name for name in sys.modules if name.startswith("balans.demo")]
print("absent")
"""


def groups_of(person):
    rows = Facilitation.objects.filter(owner=person.owner).select_related("group")
    found = [opened_for(person, each) for each in rows]
    return sorted(found, key=lambda led: led.meetings[0].starts_at)


@pytest.mark.django_db
def test_dora_leads_a_series_half_way_and_one_that_begins_in_a_month(client):
    load_people()
    running, coming = groups_of(become(client, "dora"))
    now = timezone.now()
    meetings = [each for each in running.meetings if each.kind == "meeting"]
    assert [each.starts_at < now for each in meetings] == [True, True, False, False]
    assert sorted(each.name for each in running.members) == ["Greet", "Samira"]
    came = [each.read(running.vault).came for each in AttendanceSheet.objects.all()]
    assert sorted(came) == [1, 2]
    assert coming.meetings[0].starts_at - now > timedelta(days=28)
    assert coming.group.is_listed and not running.group.is_listed
    assert len(coming.members) == coming.group.limit - 1


@pytest.mark.django_db
def test_greet_brings_an_outcome_that_dora_can_open_on_the_day(client):
    load_people()
    running, _coming = groups_of(become(client, "dora"))
    brought = Brought.objects.select_related("participation", "share", "meeting").get()
    taking = brought.participation
    assert running.name_of(taking) == "Greet"
    card = taking.look(running.private, bytes(brought.box), f"brought {brought.pk}", BroughtCard)
    assert card.title
    assert brought.share.ends_at >= brought.meeting.ends_at > timezone.now()
    assert client.get(reverse("accounts:shared", args=[card.secret])).status_code == 200


@pytest.mark.django_db
def test_the_group_with_one_place_left_is_found_near_zwolle(client):
    load_people()
    client.cookies[settings.PLACE_COOKIE] = "zwolle"
    shown = client.get(reverse("groups:find")).content.decode()
    assert "Een avond voor jezelf" in shown and "Nog één plaats" in shown
    assert "Samen op adem" not in shown
    group = Group.objects.get(is_listed=True)
    about = client.get(reverse("groups:listed", args=[group.pk])).content.decode()
    assert "Dora Bos" in about and "Voorbeeldkade 1" in about


@pytest.mark.django_db
def test_stepping_into_her_shoes_counts_as_her_second_step_for_as_long_as_any(client):
    load_people()
    assert not KeySlot.objects.exclude(second_step_at=None).exists()
    dora = become(client, "dora")
    assert is_fresh(dora) and [each.name for each in Role.objects.all()] == ["facilitator"]
    KeySlot.objects.filter(pk=dora.slot.pk).update(second_step_at=timezone.now() - FRESH)
    assert not is_fresh(person_behind(client))
    assert is_fresh(become(client, "dora"))


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["greet", "samira", "wim", "henk"])
def test_nobody_else_gets_a_second_step_or_a_role(client, person):
    load_people()
    assert not is_fresh(become(client, person))
    assert not Role.objects.filter(owner=person_behind(client).owner).exists()


@pytest.mark.django_db
def test_without_the_demonstration_none_of_it_is_there():
    environment = {**os.environ, "BALANS_DEMO": "0", "DJANGO_SETTINGS_MODULE": "balans.settings"}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DEMO],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "absent", done.stderr


@pytest.mark.django_db
def test_a_demo_person_who_came_anew_is_in_the_group_again_and_a_series_that_is_over_goes(client):
    load_people()
    Participation.objects.all().delete()
    assert load_groups() == 0 and Participation.objects.count() == 4
    running, _coming = groups_of(become(client, "dora"))
    running.group.meetings.update(starts_at=timezone.now() - timedelta(days=40))
    assert load_groups() == 1 and Group.objects.count() == 2
    assert not Group.objects.filter(pk=running.group.pk).exists()


@pytest.mark.django_db
def test_carers_of_the_demonstration_see_the_group_they_are_in(client):
    load_people()
    become(client, "samira")
    assert "Samen op adem" in client.get(reverse("groups:index")).content.decode()


@pytest.mark.django_db
def test_dora_is_told_with_whom_to_look_how_it_goes(client):
    load_people()
    become(client, "dora")
    assert "Kijk met Greet hoe het gaat" in client.get("/groepen/leiden/").content.decode()
