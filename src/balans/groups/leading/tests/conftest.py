"""Fixtures of the facilitators' pages."""

import pytest
from django.test import Client

from balans.groups.tests.series import facilitator


@pytest.fixture
def dora(client) -> Client:
    """A facilitator who took the second step."""
    return facilitator(client)


@pytest.fixture(autouse=True)
def the_page_of_a_participant(monkeypatch):
    """Until the page is there, mails lead to where it will be."""
    from django.urls import NoReverseMatch, reverse

    from balans.groups.leading import letters

    try:
        reverse("groups:mine", args=["00000000-0000-0000-0000-000000000000"])
    except NoReverseMatch:
        here = "http://localhost:8000/groepen/mijn/{}/"
        monkeypatch.setattr(letters, "own_page", lambda group: here.format(group.pk))
