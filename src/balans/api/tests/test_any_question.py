"""Any question that the document allows, and many that it forbids: never a fault of ours.

Asked in process, without a network. The fast suite asks few; `BALANS_API_QUESTIONS` says how many.
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from balans.api.tests.local import everything, keep
from balans.wsgi import _application as application
from tests.environment import QUESTIONS

SCHEMA = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
CALM = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
PLACES = {"postcode", "municipality"}
"""What no schema can know: whether a place exists."""

NOT_THESE = CHECKS.get_by_names(["positive_data_acceptance"])
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def offers(db):
    for number in range(3):
        keep(everything().model_copy(update={"organisation": f"Club {number}"}))
    # Each question is a request of its own; as in Django, the connection of the test stays.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@SCHEMA.parametrize()
@settings(max_examples=QUESTIONS, suppress_health_check=CALM, deadline=None)
def test_no_question_breaks_it_and_each_answer_is_as_the_document_says(case, offers):
    response = case.call_and_validate(headers=PLAIN, excluded_checks=NOT_THESE)
    assert response.status_code < 500 and "set-cookie" not in response.headers
    if case.meta.generation.mode == GenerationMode.POSITIVE and response.status_code == 422:
        assert {each["parameter"] for each in response.json()["errors"]} <= PLACES
