"""The numbers for who watches a server: who may read them, and what they hold."""

import re
import sys

import pytest
from django.db import DatabaseError
from prometheus_client.parser import text_string_to_metric_families

from balans.core import measures
from balans.core.measures import Use
from balans.core.visitors import is_browser
from balans.measuring import gathering
from balans.measuring.middleware import Measured

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HERE = {"HTTP_HOST": "localhost:8000", "REMOTE_ADDR": "127.0.0.1"}


def samples(client) -> dict[tuple[str, ...], float]:
    text = client.get("/metingen/", **HERE).content.decode()
    return {
        (each.name, *(each.labels[key] for key in sorted(each.labels))): each.value
        for family in text_string_to_metric_families(text)
        for each in family.samples
    }


def test_this_machine_may_read_them(client):
    response = client.get("/metingen/", **HERE)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/plain; version=")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_X_FORWARDED_FOR": "203.0.113.9"},
        {"HTTP_FORWARDED": "for=203.0.113.9"},
        {"HTTP_X_REAL_IP": "203.0.113.9"},
        {"HTTP_VIA": "1.1 proxy"},
        {"REMOTE_ADDR": "203.0.113.9"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "nowhere"},
        {"HTTP_HOST": "balans.example.nl"},
    ],
)
def test_whoever_comes_from_elsewhere_finds_an_unknown_address(client, settings, other):
    settings.ALLOWED_HOSTS = ["*"]
    response = client.get("/metingen/", **{**HERE, **other})
    assert response.status_code == 404
    assert b"balans_" not in response.content


def test_with_a_token_only_who_gives_it_may_read_them(client, settings):
    settings.METRICS_TOKEN = "heel-lang-geheim"
    assert client.get("/metingen/", **HERE).status_code == 404
    for given in ("Bearer fout", "heel-lang-geheim", "Bearer é"):
        assert client.get("/metingen/", HTTP_AUTHORIZATION=given).status_code == 404
    far = {"HTTP_X_FORWARDED_FOR": "203.0.113.9", "HTTP_AUTHORIZATION": "Bearer heel-lang-geheim"}
    assert client.get("/metingen/", **far).status_code == 200


def test_a_request_is_counted_by_the_name_of_its_page_also_from_memory(client):
    key = ("balans_request_seconds_count", "GET", "pages:home", "200")
    before = samples(client).get(key, 0)
    for _number in range(3):
        assert client.get("/").status_code == 200
    assert samples(client)[key] == before + 3


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/hulp/xylofoon-xanthippe/", "/a/b/c/?d=e"])
def test_no_label_holds_what_somebody_typed_in_an_address(client, path):
    client.get(path)
    text = client.get("/metingen/", **HERE).content.decode()
    for word in ("bestaat-niet", "xylofoon", "xanthippe", "/a/b"):
        assert word not in text


def test_an_invented_method_makes_no_name_of_its_own(client):
    client.generic("XYLOFOON", "/")
    assert "XYLOFOON" not in client.get("/metingen/", **HERE).content.decode()


def test_every_room_of_the_server_is_told_of(client):
    names = {key[0] for key in samples(client)}
    assert {
        "balans_database_up",
        "balans_database_bytes",
        "balans_mail_letters",
        "balans_owners",
        "balans_blobs",
        "balans_disk_free_bytes",
        "balans_master_key_version",
        "balans_content_items",
        "balans_memory_bytes",
        "balans_processes",
        "balans_build_info",
    } <= names


def test_a_database_that_is_away_is_told_and_the_rest_still_comes(client, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(gathering, "_mail", away)
    found = samples(client)
    assert found[("balans_database_up",)] == 0
    assert ("balans_disk_bytes",) in found and ("balans_blobs",) not in found


def test_looking_takes_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get("/metingen/", **HERE)


def used(client, use: Use) -> float:
    return samples(client).get(("balans_uses_total", use.value), 0)


def test_a_text_is_counted_when_a_person_reads_it(client):
    before = used(client, Use.INFORMATION)
    path = "/informatie/jij/slapen/"
    client.get(path, HTTP_USER_AGENT=BROWSER)
    etag = client.get(path, HTTP_USER_AGENT=BROWSER).headers["ETag"]
    client.get(path, HTTP_USER_AGENT=BROWSER, HTTP_IF_NONE_MATCH=etag)
    assert used(client, Use.INFORMATION) == before + 3
    client.get(path, HTTP_USER_AGENT="Mozilla/5.0 (compatible; Googlebot/2.1)")
    client.get(path, HTTP_USER_AGENT="")
    client.head(path, HTTP_USER_AGENT=BROWSER)
    client.get(path, HTTP_USER_AGENT=BROWSER, HTTP_SEC_PURPOSE="prefetch;prerender")
    assert used(client, Use.INFORMATION) == before + 3


def test_a_search_is_counted_and_whether_it_found_nothing(client):
    searches, empty = used(client, Use.SEARCHES), used(client, Use.EMPTY_SEARCHES)
    client.get("/zoeken/?q=slapen", HTTP_USER_AGENT=BROWSER)
    client.get("/zoeken/?q=qqzzxxvvqq", HTTP_USER_AGENT=BROWSER)
    client.get("/zoeken/?q=slapen&soort=lezen", HTTP_USER_AGENT=BROWSER)
    assert used(client, Use.SEARCHES) == searches + 2
    assert used(client, Use.EMPTY_SEARCHES) == empty + 1


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (BROWSER, True),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", True),
        ("curl/8.5.0", False),
        ("Mozilla/5.0 (compatible; bingbot/2.0)", False),
        ("", False),
    ],
)
def test_programs_that_say_what_they_are_are_no_person(agent, expected):
    assert is_browser(agent) is expected


def test_counting_a_page_from_memory_keeps_nothing_for_each_visitor(rf):
    """What is kept is bounded by our own names: a thousand visits cost no more than ten."""
    from django.http import HttpResponse

    counted = Measured(lambda request: HttpResponse())
    for number in range(1_000):
        request = rf.get(f"/plek-{number}/", HTTP_USER_AGENT=f"Browser {number}")
        request.balans_route = "pages:home"
        counted(request)
    assert len(counted.known) == 1


def test_counting_costs_little(rf):
    """A page from memory takes some 500 calls; counting it may add a tenth of that."""
    from django.http import HttpResponse

    counted, calls = Measured(lambda request: HttpResponse()), []
    request = rf.get("/", HTTP_USER_AGENT=BROWSER)
    request.balans_route = "articles:article"
    counted(request)
    sys.setprofile(lambda frame, event, arg: calls.append(event) if event == "call" else None)
    try:
        counted(request)
    finally:
        sys.setprofile(None)
    assert len(calls) <= 50


@pytest.mark.parametrize("in_memory", [True, False])
def test_the_folder_of_a_server_that_died_is_thrown_away(
    settings, tmp_path, monkeypatch, in_memory
):
    monkeypatch.setenv(measures.FOLDER, "")
    root = tmp_path / "memory" if in_memory else tmp_path
    settings.DATA = tmp_path
    monkeypatch.setattr(measures, "IN_MEMORY", tmp_path / "memory")
    dead, other = root / "balans-measures-999999999-ab", root / "balans-measures-iets"
    for folder in (dead, other):
        folder.mkdir(parents=True)
    measures.begin()
    assert not dead.exists() and other.exists()
    (mine,) = root.glob(f"balans-measures-{measures.os.getpid()}-*")
    assert measures.server_process() == measures.os.getpid()
    measures.end()
    assert not mine.exists() and measures.server_process() == 0


def test_labels_are_names_of_our_code(client):
    """No value of a label looks like an id, an address or a secret of anybody."""
    client.get("/")
    for key in samples(client):
        for value in key[1:]:
            if not re.fullmatch(r"[a-z_]+\.[a-z_]+", value):
                secret = r"[0-9a-f]{8}-[0-9a-f]{4}|@|[A-Za-z0-9_-]{40,}"
                assert not re.search(secret, value), key


def test_an_exercise_is_counted_once_it_is_kept(client, django_capture_on_commit_callbacks):
    begun, saves = used(client, Use.EXERCISES_BEGUN), used(client, Use.SAVES)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/oefeningen/grenzen/begin/", {"naam": "Anna"})
    assert used(client, Use.EXERCISES_BEGUN) == begun + 1
    assert used(client, Use.SAVES) == saves + 1
    with django_capture_on_commit_callbacks(execute=False):
        client.post("/oefeningen/doelen/begin/", {"naam": "Anna"})
    assert used(client, Use.EXERCISES_BEGUN) == begun + 1
