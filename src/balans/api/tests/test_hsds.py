"""All that is given as HSDS is valid by the published schemas of HSDS 3.0."""

import json
import re
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from balans.api import service as services
from balans.api.service import id_of
from balans.api.tests.local import ask, body, everything, everywhere, keep, record
from balans.directory.national import support
from balans.directory.needs import needs

pytestmark = pytest.mark.django_db
HSDS = json.loads((Path(__file__).parent / "data" / "hsds-3.0.json").read_text(encoding="utf-8"))
FORMATS = FormatChecker(formats=())
FORMATS.checks("uuid", raises=ValueError)(lambda text: str(UUID(text)) == text)
FORMATS.checks("uri")(lambda text: bool(re.match(r"^https?://[^\s/]+\S*$", text)))
FORMATS.checks("email")(lambda text: bool(re.match(r"^[^@\s]+@[^@\s]+\.\w+$", text)))
FORMATS.checks("date-time", raises=ValueError)(
    lambda text: datetime.fromisoformat(text).tzinfo is not None
)


def validator(schema):
    whole = {**schema, "definitions": HSDS["definitions"]}
    return Draft202012Validator(whole, format_checker=FORMATS)


SERVICE = validator(HSDS["service"])
PAGE = validator(HSDS["page"])


def valid(kind, thing):
    VALIDATORS.setdefault(kind, validator(HSDS["definitions"].get(kind, {}))).validate(thing)


VALIDATORS: dict[str, Draft202012Validator] = {"service": SERVICE}


def test_the_schema_that_we_hold_to_refuses_what_is_wrong():
    right = {"id": str(UUID(int=1)), "name": "x", "status": "active"}
    assert SERVICE.is_valid(right)
    for wrong in (
        {"id": "1"},
        {"status": "open"},
        {"url": "x"},
        {"phones": [{"id": right["id"]}]},
        {"last_modified": "yesterday"},
    ):
        assert not SERVICE.is_valid({**right, **wrong}), wrong


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("full", ["true", "false"])
def test_every_national_offer_and_a_local_one_is_a_valid_service(client, language, full):
    keep(everything())
    found = everywhere(client, f"services?full={full}&language={language}")
    assert len(found) == len(support("nl")) + 1
    for each in found:
        SERVICE.validate(each)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_service_has_all_and_is_the_same_as_in_the_full_list(client, language):
    keep(everything())
    for each in everywhere(client, f"services?full=true&language={language}"):
        one = ask(client, f"services/{each['id']}?language={language}")
        assert one == each


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("organizations", "organization"),
        ("organizations?full=true", "organization"),
        ("taxonomies", "taxonomy"),
        ("taxonomy_terms", "taxonomy_term"),
        ("service_at_locations", "service_at_location"),
        ("service_at_locations?full=true", "service_at_location"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_list_is_valid_and_each_in_it_can_be_asked_for(client, address, kind, language):
    keep(everything())
    keep()
    sign = "&" if "?" in address else "?"
    PAGE.validate(ask(client, address))
    found = everywhere(client, f"{address}{sign}language={language}")
    assert found
    assert len({each["id"] for each in found}) == len(found)
    for each in found:
        valid(kind, each)
        one = ask(client, f"{address.partition('?')[0]}/{each['id']}?language={language}")
        valid(kind, one)
        assert one["id"] == each["id"]


def test_the_root_says_which_hsds_this_is(client):
    root = ask(client, "")
    assert root["version"] == "3.0"
    for name in ("openapi_url", "profile"):
        path = root[name].removeprefix("http://localhost:8000")
        assert client.get(path).status_code == 200, path


def test_what_is_known_of_a_local_offer_stands_in_its_service(client):
    offer = keep(everything())
    found = ask(client, f"services/{offer.pk}")
    assert found["id"] == str(offer.pk)
    assert found["organization"]["name"] == "Welzijn Voorbeeld"
    assert [each["number"] for each in found["phones"]] == ["030 123 45 67", "06 12 34 56 78"]
    assert [each["type"] for each in found["phones"]] == ["voice", "text"]
    assert [
        (each["byday"], each["opens_at"], each["closes_at"]) for each in found["schedules"]
    ] == [("MO,TU", "09:00", "17:00"), ("FR", "22:00", "02:00"), ("SU", "00:00", "23:59")]
    assert [each["name"] for each in found["service_areas"]] == ["Utrecht", "Zeist"]
    assert [(each.get("code"), each["name"]) for each in found["languages"]] == [
        ("nl", "Nederlands"),
        ("tr", "Turks"),
        (None, "Papiaments"),
        ("zz", "zz"),
    ]
    assert found["cost_options"][0]["amount"] == 0
    assert found["assured_date"] == "2026-11-01"
    assert found["assurer_name"] == "Team mantelzorg"
    assert found["about_dying"] is True
    page = found["page"].removeprefix("http://localhost:8000")
    assert client.get(page).status_code == 200
    terms = [each["taxonomy_term"]["code"] for each in found["attributes"]]
    assert terms == ["praten", "lotgenoten", "young", "bereaved"]
    places = [each["location"] for each in found["service_at_locations"]]
    assert places[0]["addresses"][0]["state_province"] == "Utrecht"
    assert "addresses" not in places[1]


def test_day_and_night_is_every_day_from_midnight(client):
    offer = keep(record(always=True))
    schedule = ask(client, f"services/{offer.pk}")["schedules"][0]
    assert schedule["byday"] == "MO,TU,WE,TH,FR,SA,SU"
    assert (schedule["opens_at"], schedule["closes_at"]) == ("00:00", "23:59")


def test_an_offer_for_everywhere_has_the_country_as_its_area(client):
    offer = keep(record(areas=[]))
    assert ask(client, f"services/{offer.pk}")["service_areas"][0]["name"] == "Nederland"


def test_an_address_that_cannot_be_one_is_left_out(client):
    offer = keep(record(mail="via de website", phone="030 1"))
    assert "email" not in ask(client, f"services/{offer.pk}")


def test_ids_stay_and_no_two_things_share_one(client):
    keep(everything())
    keep()
    first, second = (
        body(client, "services?full=true&per_page=200"),
        body(client, "services?full=true&per_page=200&language=nl"),
    )
    assert first == second
    own = re.findall(rb'\{"id":"([0-9a-f-]+)","service_id"', first)
    assert len(own) == len(set(own)) > 100
    name = next(iter(support("nl")))
    assert services.id_of(support("nl")[name]) == services.id_of(support("en")[name])


def test_the_id_of_a_known_offer_never_changes(client):
    assert ask(client, "taxonomies")["contents"][0]["id"] == "37578de2-05f2-53dc-9a04-c68ef53e4fb7"
    assert str(services.named("service", "mantelzorglijn")) == (
        "953298f5-777d-5545-9a70-eb3e986ac4d6"
    )


def test_the_hierarchy_of_terms_holds(client):
    terms = {each["id"]: each for each in everywhere(client, "taxonomy_terms")}
    below = [each for each in terms.values() if "parent_id" in each]
    assert below and all("parent_id" not in terms[each["parent_id"]] for each in below)
    top = everywhere(client, "taxonomy_terms?top_only=true")
    assert len(top) == len(terms) - len(below)
    parent = below[0]["parent_id"]
    assert {
        each["parent_id"] for each in everywhere(client, f"taxonomy_terms?parent_id={parent}")
    } == {parent}


def test_terms_and_names_of_services_say_what_is_about_dying(client):
    dying = {each["code"] for each in everywhere(client, "taxonomy_terms") if each["about_dying"]}
    assert dying == {"bereaved", *(n for n, each in needs("nl").items() if each.entry.about_dying)}
    named = [
        each
        for organisation in everywhere(client, "organizations?full=true")
        for each in organisation["services"]
    ]
    known = {str(id_of(each)): each.record.about_dying for each in support("nl").values()}
    assert {each["id"]: each["about_dying"] for each in named} == known
