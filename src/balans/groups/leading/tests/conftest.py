"""Fixtures of the facilitators' pages."""

import pytest
from django.test import Client

from balans.groups.tests.series import facilitator


@pytest.fixture
def dora(client) -> Client:
    """A facilitator who took the second step."""
    return facilitator(client)
