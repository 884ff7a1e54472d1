"""FHIR R4 over the line: valid by the standard, searched, paged, refused in its own words."""

import pytest
from jsonschema import Draft202012Validator

from balans.api.openapi import openapi
from balans.api.tests.local import ask
from balans.questionnaires.content import catalogue
from balans.questionnaires.fhir.tests.standard import wrong

FHIR = "application/fhir+json"
LIST = "fhir/Questionnaire"


def told(response, status):
    assert response.status_code == status
    assert response.headers["Content-Type"] == FHIR
    outcome = response.json()
    assert wrong(outcome) == []
    return outcome["issue"][0]


def links(bundle):
    return {each["relation"]: each["url"].partition("/api/")[2] for each in bundle["link"]}


def test_what_this_server_can_do_is_valid_fhir(client):
    found = ask(client, "fhir/metadata")
    assert wrong(found) == [] and found["fhirVersion"] == "4.0.1"
    (resource,) = found["rest"][0]["resource"]
    assert {each["code"] for each in resource["interaction"]} == {"read", "search-type"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_list_has_every_version_of_what_one_can_fill_in(client, language):
    found = ask(client, f"{LIST}?_language={language}&_count=200")
    assert wrong(found) == []
    known = [each for each in catalogue(language).flows.values() if each.has_room]
    assert found["total"] == len(found["entry"]) == len(known)
    assert {each["resource"]["language"] for each in found["entry"]} == {language}


def test_each_in_the_list_is_read_at_its_own_address(client):
    for entry in ask(client, LIST)["entry"]:
        path = entry["fullUrl"].partition("/api/")[2]
        response = client.get(f"/api/{path}")
        assert response.headers["Content-Type"] == FHIR
        assert ask(client, path) == entry["resource"]


@pytest.mark.parametrize(
    "query",
    [
        "url=https://mantelzorgbalans.nl/fhir/Questionnaire/csi",
        "url=https://mantelzorgbalans.nl/fhir/Questionnaire/csi&version=1",
        "name=CSI",
        "_id=csi.v1&status=active",
        "title=hoe%20zwaar%20is%20het%20zorgen",
        "title=H%C3%B3e%20zwaar%20is%20het%20zorgen",
    ],
)
def test_one_is_found_by_what_it_is_called(client, query):
    found = ask(client, f"{LIST}?{query}")
    assert [each["resource"]["id"] for each in found["entry"]] == ["csi.v1"]


@pytest.mark.parametrize("query", ["version=9", "name=si", "url=csi", "_id=csi", "status=retired"])
def test_what_is_not_there_is_an_empty_list(client, query):
    found = ask(client, f"{LIST}?{query}")
    assert found["total"] == 0 and "entry" not in found and wrong(found) == []


def test_pages_follow_one_another_and_keep_the_question(client):
    path, seen = f"{LIST}?_count=2&status=active", []
    while path:
        page = ask(client, path)
        seen += [each["resource"]["id"] for each in page["entry"]]
        assert "status=active" in links(page)["self"]
        path = links(page).get("next", "")
    assert len(seen) == len(set(seen)) == page["total"]


def test_a_count_of_nothing_gives_the_total(client):
    found = ask(client, f"{LIST}?_count=0")
    assert found["total"] > 0 and "entry" not in found and "next" not in links(found)


@pytest.mark.parametrize("name", ["csi", "csi.v9", "plan.v1", "nergens", "csi.v1%00"])
def test_what_never_was_is_told_in_fhir(client, name):
    assert told(client.get(f"/api/{LIST}/{name}"), 404)["code"] == "not-found"


def test_other_resources_writing_and_wrong_values_are_told_in_fhir(client):
    assert told(client.get("/api/fhir/Patient"), 404)["code"] == "not-found"
    assert told(client.post(f"/api/{LIST}"), 405)["code"] == "not-supported"
    issue = told(client.get(f"/api/{LIST}?_count=many"), 422)
    assert issue["code"] == "value" and issue["diagnostics"].startswith("_count: ")
    assert told(client.get("/api/fhir/metadata?_format=xml"), 422)["code"] == "value"


def test_the_language_is_asked_for_as_fhir_does_it(client):
    by_name = ask(client, f"{LIST}/csi.v1?_language=en")
    by_header = ask(client, f"{LIST}/csi.v1", **{"accept-language": "en"})
    assert by_name == by_header and by_name["language"] == "en"
    assert ask(client, f"{LIST}/csi.v1")["language"] == "nl"


def test_what_a_host_switched_off_is_not_served(client, settings):
    settings.CHECKS_OFF = ["csi"]
    told(client.get(f"/api/{LIST}/csi.v1"), 404)


def test_no_query_is_needed(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        ask(client, LIST)


@pytest.mark.parametrize("path", ["fhir/metadata", LIST, f"{LIST}/csi.v1"])
def test_answers_are_as_the_document_says(client, path):
    document = openapi()
    get = document["paths"][f"/{path.replace('csi.v1', '{name}')}"]["get"]
    schema = get["responses"]["200"]["content"][FHIR]["schema"]
    whole = {**schema, "components": document["components"]}
    Draft202012Validator(whole).validate(ask(client, path))
