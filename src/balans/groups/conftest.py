"""Who every part of the groups meets in its tests."""

import pytest
from django.test import Client

from balans.groups.models import Group
from balans.groups.tests.series import begin, facilitator


@pytest.fixture
def dora(db: None) -> Client:
    """The browser of a facilitator who took the second step."""
    return facilitator(Client())


@pytest.fixture
def group(dora: Client) -> Group:
    """A series of four meetings that Dora leads; the first is in ten days."""
    return begin(dora)
