"""Lists: national first, paged in SQL, filtered; never more rows than a page needs."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balans.api import ids
from balans.api import support as asked
from balans.api.tests.local import ask, body, everything, everywhere, keep, record
from balans.directory.models import LocalOffer
from balans.directory.national import support

pytestmark = pytest.mark.django_db


def names(client, path):
    return [each["name"] for each in everywhere(client, path)]


def ids_of(client, path):
    return [each["id"] for each in everywhere(client, path)]


def local_ids(client, path):
    return [each for each in ids_of(client, path) if LocalOffer.objects.filter(pk=each).exists()]


@pytest.fixture
def offers():
    """Seven local offers, in order of their ids."""
    return sorted((keep(record(organisation=f"Club {n}")) for n in range(7)), key=lambda o: o.pk)


def test_national_offers_come_first_and_a_page_may_hold_both(client, offers):
    nationals = len(support("nl"))
    found = ask(client, f"services?per_page=5&page={nationals // 5 + 1}")
    of_the_country = nationals % 5
    assert found["total_items"] == nationals + 7
    expected = [str(each.pk) for each in offers[: 5 - of_the_country]]
    assert [each["id"] for each in found["contents"]][of_the_country:] == expected


@pytest.mark.parametrize("per_page", [1, 3, 60, 200])
def test_page_after_page_gives_each_once(client, offers, per_page):
    found, page = [], 0
    while True:
        page += 1
        got = ask(client, f"services?page={page}&per_page={per_page}")
        assert got["size"] == len(got["contents"]) and got["page_number"] == page
        assert got["first_page"] == (page == 1)
        found += [each["id"] for each in got["contents"]]
        if got["last_page"]:
            break
    assert page == got["total_pages"]
    assert len(found) == len(set(found)) == got["total_items"]


def test_a_page_past_the_last_is_empty(client):
    found = ask(client, "services?page=900")
    assert found["empty"] and found["last_page"] and not found["contents"]


def test_only_what_is_published_is_there(client):
    drafts = [keep(state=state) for state in (LocalOffer.State.DRAFT, LocalOffer.State.RETIRED)]
    assert not set(ids_of(client, "services")) & {str(each.pk) for each in drafts}
    for each in drafts:
        assert client.get(f"/api/services/{each.pk}").status_code == 404
        assert (
            client.get(f"/api/service_at_locations/{ids.at_place(each.pk, 0)}").status_code == 404
        )
    for path in ("services?minimal=true", "export/services.json", "export/services.csv"):
        assert str(drafts[0].pk) not in body(client, path).decode()


def test_a_page_reads_no_more_rows_than_it_shows(client, monkeypatch):
    for number in range(30):
        keep(record(organisation=f"Club {number}"))
    decoded = []
    monkeypatch.setattr(
        LocalOffer,
        "as_record",
        lambda self, real=LocalOffer.as_record: decoded.append(1) or real(self),
    )
    ask(client, f"services?per_page=4&page={len(support('nl')) // 4 + 2}&full=true")
    assert len(decoded) == 4


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("services?full=true&per_page=200", 3),
        ("services?search=club&postcode=3512", 3),
        ("organizations?full_service=true", 4),
        ("service_at_locations?full=true", 4),
        ("taxonomy_terms", 0),
        ("articles", 0),
        ("needs", 0),
    ],
)
def test_queries_are_few_at_any_amount(client, path, most):
    for number in range(20):
        keep(everything().model_copy(update={"organisation": f"Club {number}"}))
    ask(client, path)
    with CaptureQueriesContext(connection) as queries:
        ask(client, path)
    assert len(queries) <= most


def test_a_postcode_gives_what_one_can_use_there(client):
    there, elsewhere = keep(), keep(record(areas=["zwolle"]))
    everywhere_ = keep(record(areas=[]))
    for query in ("postcode=3512", "postcode=3512AB", "municipality=Utrecht"):
        found = local_ids(client, f"services?{query}")
        assert set(found) == {str(there.pk), str(everywhere_.pk)}, query
        assert str(elsewhere.pk) not in found
    assert len(ids_of(client, "services?postcode=3512")) == len(support("nl")) + 2


@pytest.mark.parametrize(
    "query", ["postcode=0000", "postcode=Utrecht", "municipality=Nergenshuizen", "postcode=9990"]
)
def test_a_place_that_does_not_exist_is_told(client, query):
    response = client.get(f"/api/services?{query}")
    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == query.partition("=")[0]


def test_a_term_gives_what_has_it_and_a_kind_all_below_it(client):
    talk, sleep = keep(), keep(record(needs=["nacht-slapen"]))
    terms = {each["code"]: each for each in everywhere(client, "taxonomy_terms")}
    found = local_ids(client, f"services?taxonomy_term_id={terms['praten']['id']}")
    assert found == [str(talk.pk)]
    kind = terms["nacht-slapen"]["parent_id"]
    assert str(sleep.pk) in local_ids(client, f"services?taxonomy_term_id={kind}")
    assert not ids_of(client, f"services?taxonomy_term_id={uuid.uuid4()}")


def test_an_audience_gives_what_is_for_them_and_nobody_named_means_carers(client):
    carers, young = keep(), keep(record(audiences=["young"]))
    terms = {each["code"]: each["id"] for each in everywhere(client, "taxonomy_terms")}
    assert local_ids(client, f"services?taxonomy_term_id={terms['young']}") == [str(young.pk)]
    assert local_ids(client, f"services?taxonomy_term_id={terms['carer']}") == [str(carers.pk)]
    nationals = [each for each in support("nl").values() if "young" in each.record.audiences]
    assert len(ids_of(client, f"services?taxonomy_term_id={terms['young']}")) == len(nationals) + 1


def test_a_taxonomy_gives_all_that_is_sorted_by_it(client):
    keep()
    for each in everywhere(client, "taxonomies"):
        assert len(ids_of(client, f"services?taxonomy_id={each['id']}")) == len(support("nl")) + 1
    assert not ids_of(client, f"services?taxonomy_id={uuid.uuid4()}")


def test_an_organisation_gives_what_it_offers(client):
    mine, other = keep(record(organisation="Mijn club")), keep()
    club = str(ids.organisation_id("Mijn club"))
    assert ids_of(client, f"services?organization_id={club}") == [str(mine.pk)]
    assert not ids_of(client, f"services?organization_id={uuid.uuid4()}")
    told = ask(client, f"organizations/{club}")
    assert [each["id"] for each in told["services"]] == [str(mine.pk)]
    whole = ask(client, f"organizations/{club}?full_service=true")
    assert whole["services"][0]["description"]
    assert {"Mijn club", "Welzijn Voorbeeld"} <= set(names(client, "organizations"))
    assert other.organisation in names(client, "organizations?search=welzijn voorb")


def test_an_organisation_that_offers_here_and_in_the_country_stands_once(client):
    name = next(o.record.organisation for o in support("nl").values() if o.record.organisation)
    keep(record(organisation=name))
    assert names(client, "organizations").count(name) == 1


def test_a_word_finds_offers_of_both_kinds(client):
    mine = keep(record(organisation="Zweefvliegclub"))
    assert ids_of(client, "services?search=ZWEEFvlieg koffie") == [str(mine.pk)]
    assert ids_of(client, "services?language=en&search=coffee carers zweef") == [str(mine.pk)]
    national = next(iter(support("nl").values()))
    assert national.title in names(client, f"services?search={national.title}")


@pytest.mark.parametrize("sign", ["%25", "_", "\\", "'", '"', "%00", "☕", "é" * 180])
def test_signs_are_searched_for_as_they_are(client, sign):
    keep()
    assert not local_ids(client, f"services?search=x{sign}x")


def test_only_what_changed_since_then_is_given(client):
    old, new = keep(), keep()
    LocalOffer.objects.filter(pk=old.pk).update(changed_at=timezone.now() - timedelta(days=3))
    since = (timezone.now() - timedelta(days=1)).isoformat()
    found = local_ids(client, f"services?modified_after={since.replace('+', '%2B')}")
    assert found == [str(new.pk)]
    assert local_ids(client, f"services?modified_after={since}") == [str(new.pk)]
    assert not ids_of(client, "services?modified_after=2999-01-01")


def test_minimal_gives_ids_and_dates_of_all_on_one_page(client, offers, monkeypatch):
    monkeypatch.setattr(asked, "AT_ONCE", 1)
    found = ask(client, "services?minimal=true")
    assert found["total_items"] == found["size"] == len(found["contents"]) == len(support("nl")) + 7
    assert found["total_pages"] == 1 and found["last_page"]
    assert all(set(each) == {"id", "modified_date"} for each in found["contents"])
    two = ask(client, "services?minimal=true&per_page=2&page=2")
    assert [each["id"] for each in two["contents"]] == [
        each["id"] for each in found["contents"][2:4]
    ]


def test_ndjson_streams_all_without_pages(client, offers, monkeypatch):
    monkeypatch.setattr(asked, "AT_ONCE", 2)
    for path in ("services?full=true&", "services?minimal=true&", "organizations?", "taxonomies?"):
        lines = body(client, f"{path}format=ndjson").splitlines()
        assert [json.loads(each)["id"] for each in lines] == ids_of(client, path), path


@pytest.mark.parametrize("per_page", [1, 2, 3, 60])
def test_places_are_paged_over_offers_with_several(client, per_page):
    place = {"name": "De Linde", "city": "Utrecht"}
    for count in (2, 0, 1, 5, 3):
        keep(record(places=[{**place, "name": f"Plek {n}"} for n in range(count)]))
    found, page = [], 0
    while True:
        page += 1
        got = ask(client, f"service_at_locations?per_page={per_page}&page={page}")
        assert got["total_items"] == 11
        found += [each["id"] for each in got["contents"]]
        if got["last_page"]:
            break
    assert len(found) == len(set(found)) == 11
    for each in found:
        assert ask(client, f"service_at_locations/{each}")["id"] == each
    lines = body(client, "service_at_locations?format=ndjson").splitlines()
    assert [json.loads(each)["id"] for each in lines] == found


def test_a_place_that_an_offer_has_not_is_not_there(client):
    offer = keep(everything())
    for place, status in ((1, 200), (2, 404), (200, 404)):
        url = f"/api/service_at_locations/{ids.at_place(offer.pk, place)}"
        assert client.get(url).status_code == status
