"""The OpenAPI document is valid and complete, and the interface keeps to it."""

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from balans.api.openapi import openapi
from balans.api.operation import OPERATIONS
from balans.api.tests.local import ask, everything, keep

pytestmark = pytest.mark.django_db


def test_the_document_is_valid_openapi_31(client):
    document = ask(client, "openapi.json")
    assert document["openapi"] == "3.1.0"
    assert not list(OpenAPIV31SpecValidator(document).iter_errors())


def test_everything_is_described(client):
    document = openapi()
    assert len(document["paths"]) == len(OPERATIONS)
    for path, found in document["paths"].items():
        operation = found["get"]
        assert operation["summary"] and operation["description"], path
        for each in [*operation["parameters"], *found["parameters"]]:
            assert each["description"].endswith("."), (path, each["name"])
    for name, schema in document["components"]["schemas"].items():
        assert schema["description"], name
    assert document["info"]["license"]["url"] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_document_needs_no_other_document():
    text = str(openapi())
    assert "'$ref': 'http" not in text


def test_no_answer_is_ever_null(client):
    assert "{'type': 'null'}" not in str(openapi())
    keep(everything())
    assert "null" not in client.get("/api/services?full=true&per_page=200").content.decode()


def test_the_document_can_be_kept(client):
    first = client.get("/api/openapi.json")
    again = client.get("/api/openapi.json", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path", ["services?full=true&per_page=200", "articles/respijtzorg", "needs"]
)
def test_answers_are_as_the_document_says(client, path):
    keep(everything())
    document = openapi()
    operation = path.partition("?")[0].replace("respijtzorg", "{name}")
    given = document["paths"][f"/{operation}"]["get"]["responses"]["200"]
    schema = given["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": document["components"]}).validate(
        ask(client, path)
    )
