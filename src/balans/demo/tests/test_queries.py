"""Mijn plek of somebody who has everything: who cares, takes part in a group and makes scripts."""

import pytest
from django.utils import timezone

from balans.accounts.models import KeySlot
from balans.accounts.staff.models import Role
from balans.accounts.tests.letters import person_behind
from balans.demo.actions import load_people
from balans.demo.tests.test_demo import become
from balans.groups.content import scripts
from balans.groups.models import Participation
from balans.groups.scripts.own import make_own


@pytest.mark.django_db
def test_mijn_plek_takes_eight_queries_at_most(client, django_assert_max_num_queries):
    load_people()
    person = become(client, "greet")
    assert person.has_account and Participation.objects.visible_to(person).exists()
    Role.objects.create(owner=person.owner, name="facilitator", given_at=timezone.now())
    for each in list(scripts("nl").values())[:3]:
        make_own(person=person_behind(client), script=each)
    for url in ("/mijn/", "/mijn/alles/"):
        with django_assert_max_num_queries(8):
            page = client.get(url).content.decode()
        assert "Groep: " in page and "Mijn herinneringen" in page and "Draaiboek: " not in page
    # What one leads is shown after the second step.
    KeySlot.objects.filter(pk=person.slot.pk).update(second_step_at=timezone.now())
    with django_assert_max_num_queries(8):
        assert "Draaiboek: " in client.get("/mijn/alles/").content.decode()
