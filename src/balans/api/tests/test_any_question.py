"""Any question that the document allows, and many that it forbids: never a fault of ours.

Asked in process. `BALANS_API_QUESTIONS` says how many for each address; the fast suite asks few.
"""

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import GenerationConfig, SchemathesisConfig  # noqa: F401

from balans.api.openapi import openapi
from balans.api.tests.local import everything, keep
from balans.wsgi import application
from tests.environment import QUESTIONS

schema = schemathesis.openapi.from_dict(openapi())


@pytest.fixture
def offers(transactional_db):
    keep(everything())


def test_x(offers):
    pass
