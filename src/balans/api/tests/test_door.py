"""The door: reading only, open to every site, no cookies, caches, languages, plain words."""

import gzip

import pytest
from django.db import OperationalError

from balans.api.operation import OPERATIONS
from balans.api.tests.local import ask, body, everything, keep, record
from balans.core.references import refer
from balans.directory.models import LocalOffer

pytestmark = pytest.mark.django_db
SAMPLES = {"{name}": "respijtzorg"}


def addresses(offer):
    """Yield an address of every operation."""
    term = "37578de2-05f2-53dc-9a04-c68ef53e4fb7"
    from balans.api import ids

    by_kind = {
        "services/{id}": offer.pk,
        "organizations/{id}": ids.organisation_id(offer.organisation),
        "taxonomies/{id}": term,
        "taxonomy_terms/{id}": ids.named("need", "praten"),
        "service_at_locations/{id}": ids.at_place(offer.pk, 0),
        "articles/{name}": "respijtzorg",
        "fhir/Questionnaire/{name}": "csi.v1",
    }
    for each in OPERATIONS.values():
        known = str(by_kind.get(each.path, ""))
        yield each.path.replace("{id}", known).replace("{name}", known)


def told(response):
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == response.status_code and problem["detail"]
    return problem


def test_every_address_is_open_sets_no_cookie_and_can_be_kept(client):
    client.post("/oefeningen/grenzen/begin/", {"naam": "Anna"})
    for path in addresses(keep(everything())):
        response = client.get(f"/api/{path}")
        assert response.status_code == 200, path
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response.headers["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in response.headers["Vary"], path
        assert not response.cookies
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_only_the_interface_is_open_to_other_sites(client):
    for path in ("/", "/hulp/", "/gezond/", "/api/uitleg/", "/mijn/"):
        assert "Access-Control-Allow-Origin" not in client.get(path).headers, path


def test_every_address_answers_304_to_who_has_it(client):
    for path in addresses(keep(everything())):
        first = client.get(f"/api/{path}")
        again = client.get(f"/api/{path}", headers={"if-none-match": first.headers["ETag"]})
        assert again.status_code == 304 and not again.content, path
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_the_etag_changes_with_language_question_and_every_change_of_an_offer(client):
    def etag(path="services", **headers):
        return client.get(f"/api/{path}", headers=headers).headers["ETag"]

    seen = [etag(), etag(**{"accept-language": "en"}), etag("services?page=2")]
    offer = keep()
    seen.append(etag())
    from balans.directory.actions import keep_offer

    keep_offer(record=record(), state=LocalOffer.State.RETIRED, why="retired", offer=offer)
    seen.append(etag())
    other = keep()
    seen.append(etag())
    LocalOffer.objects.filter(pk=other.pk).delete()
    assert etag() == seen[4]
    assert len(set(seen)) == len(seen)


def test_an_etag_of_texts_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/api/articles")


def test_when_something_last_changed_is_told(client):
    offer = keep()
    stamp = client.get(f"/api/services/{offer.pk}").headers["Last-Modified"]
    assert stamp.endswith("GMT")


def test_every_address_answers_head_and_a_slash_at_the_end(client):
    for path in addresses(keep(everything())):
        head = client.head(f"/api/{path}")
        assert head.status_code == 200, path
        assert not (b"".join(head.streaming_content) if head.streaming else head.content)
        if path:
            assert client.get(f"/api/{path}/").status_code == 200, path


def test_options_tells_what_may_be_asked(client):
    response = client.options("/api/services", headers={"origin": "https://elders.example"})
    assert response.status_code == 204
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data"])
def test_nobody_can_write(client, method, kind):
    before = LocalOffer.objects.count()
    response = getattr(client, method)("/api/services", data=b"{}", content_type=kind)
    assert response.status_code == 405
    assert "GET" in told(response)["detail"]
    assert LocalOffer.objects.count() == before


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "services/abc",
        "services/00000000-0000-0000-0000-000000000000",
        "organizations/00000000-0000-0000-0000-000000000000",
        "taxonomies/1",
        "taxonomy_terms/1",
        "service_at_locations/1",
        "articles/bestaat-niet",
        "articles/%00",
        "services/%F0%9F%8D%B5",
    ],
)
def test_what_is_not_there_is_told_in_words(client, path):
    response = client.get(f"/api/{path}", headers={"accept-language": "en"})
    assert response.status_code == 404
    assert told(response)["detail"].startswith("There is nothing here")


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=abc",
        "page=1.0",
        "page=",
        "page=99999999999999999999",
        "per_page=0",
        "per_page=201",
        "per_page=alles",
        "modified_after=gisteren",
        "modified_after=2026-13-01",
        "modified_after=1700000000",
        "modified_after=2026-11-01T25:00:00Z",
        "full=ja",
        "minimal=1",
        "language=de",
        "format=xml",
        "taxonomy_term_id=1",
        "organization_id=x",
        "search=" + "a" * 201,
        "postcode=12345678901",
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_wrong_value_is_told_with_what_would_be_right(client, query, language):
    response = client.get(f"/api/services?{query}", headers={"accept-language": language})
    assert response.status_code == 422
    (error,) = told(response)["errors"]
    assert error["parameter"] == query.partition("=")[0]
    assert error["detail"] and "None" not in error["detail"]


def test_all_that_is_wrong_is_told_at_once(client):
    response = client.get("/api/services?page=0&per_page=0&full=x")
    assert len(told(response)["errors"]) == 3


@pytest.mark.parametrize(
    "moment",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-01", "2026-11-01T09:00:00"],
)
def test_the_first_and_the_last_moment_are_moments(client, moment):
    assert client.get("/api/services", {"modified_after": moment}).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "nl"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("de,en;q=0.5,nl;q=0.4", "en"),
        ("nl;q=0.2,en;q=0.9", "en"),
        ("de", "nl"),
        ("*", "nl"),
        ("en;q=0", "nl"),
        (";;q=,", "nl"),
    ],
)
def test_the_language_is_the_one_that_is_accepted_else_dutch(client, accepted, language):
    response = client.get("/api/services?per_page=1", headers={"accept-language": accepted})
    assert response.headers["Content-Language"] == language
    assert response.json()["contents"][0]["language"] == language
    assert "Accept-Language" in response.headers["Vary"]


def test_a_language_by_name_goes_before_what_is_accepted(client):
    found = ask(client, "services?language=nl&per_page=1", **{"accept-language": "en"})
    assert found["contents"][0]["language"] == "nl"


def test_an_offer_without_english_words_is_given_in_dutch_and_says_so(client):
    dutch = {"nl": {"title": "Alleen Nederlands", "text": "Hallo.", "how": "Bel."}}
    offer = keep(record(words=dutch))
    found = ask(client, f"services/{offer.pk}?language=en")
    assert (found["name"], found["language"]) == ("Alleen Nederlands", "nl")
    assert found["service_areas"][0]["name"] == "Utrecht"


def test_long_answers_are_shrunk_for_who_can_take_it(client):
    for path in ("services?full=true", "export/services.json"):
        plain = body(client, path)
        shrunk = body(client, path, **{"accept-encoding": "gzip"})
        assert len(shrunk) < len(plain) / 3
        assert gzip.decompress(shrunk) == plain


def test_a_database_that_is_away_is_told_in_words(client, monkeypatch):
    def away():
        raise OperationalError("gone")

    monkeypatch.setattr("balans.api.operation.of_support", away)
    response = client.get("/api/services")
    assert response.status_code == 503
    assert told(response)
    assert response.headers["Retry-After"] == "30"
    assert client.get("/api/articles").status_code == 200


def test_a_fault_of_ours_is_told_in_words_and_says_nothing_of_it(client, monkeypatch):
    def broken():
        raise RuntimeError("a secret")

    monkeypatch.setattr("balans.api.operation.of_support", broken)
    client.raise_request_exception = False
    response = client.get("/api/services")
    assert response.status_code == 500
    assert "secret" not in str(told(response))


def test_the_page_that_is_named_is_the_page_for_people(client):
    found = ask(client, "services?per_page=1")["contents"][0]
    path = found["page"].removeprefix("http://localhost:8000")
    assert path.startswith(refer("talk-now", "", "nl").href[:1] + "hulp/aanbod/")


def test_too_many_parameters_are_a_problem_in_plain_words(client, caplog):
    response = client.get("/api/services?" + "&".join(["a"] * 2_001))
    assert told(response)["status"] == 400
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not caplog.records
