"""Home, long pages, what machines ask for, and the pages for when something is wrong."""

import gzip
import json
import re
import uuid

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from balans.directory.helplines import helplines
from balans.pages import errors, middleware

pytestmark = pytest.mark.django_db
PUBLIC = ["/", "/oefeningen/", "/oefeningen/doelen/", "/over/", "/privacy/", "/nu-iemand-spreken/"]


def test_a_host_that_is_not_ours_gets_a_page_and_leaves_nothing_for_others():
    response = Client().get("/over/", headers={"host": "elders.example"})
    assert response.status_code == 400 and "elders.example" not in said(response)
    assert "elders.example" not in said(Client().get("/over/"))


def said(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_answered_without_the_database(client, path, django_assert_num_queries):
    for _visit in range(2):
        with django_assert_num_queries(0):
            assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_the_same_for_everybody_and_sent_once(path):
    first = Client().get(path, headers={"accept-encoding": "gzip"})
    again = Client().get(path, headers={"accept-encoding": "gzip"})
    assert first.content == again.content and not again.cookies
    assert gzip.decompress(again.content) == Client().get(path).content
    known = Client().get(path, headers={"if-none-match": again.headers["ETag"]})
    assert (known.status_code, known.content) == (304, b"")


def test_reading_settings_never_leak_into_the_page_of_another(anna, chris):
    anna.post("/mijn/lezen/", {"letters": "3"})
    assert 'data-letters="3"' in anna.get("/").content.decode()
    assert 'data-letters="1"' in chris.get("/").content.decode()


def test_a_guest_never_gets_or_leaves_a_kept_page(anna, chris):
    anna.post("/oefeningen/doelen/begin/", {"naam": "Jan"})
    own = anna.get("/oefeningen/doelen/")
    assert "Ga verder waar je was" in own.content.decode()
    assert own.headers["Cache-Control"] == "no-store, private"
    assert "Ga verder waar je was" not in chris.get("/oefeningen/doelen/").content.decode()


def test_the_numbers_to_call_are_links_that_dial():
    page = Client().get("/nu-iemand-spreken/").content.decode()
    for line in helplines("nl").values():
        if line.phone:
            assert f'href="{line.phone_href}"' in page
    assert 'href="tel:112"' in page and 'href="tel:+31880767000"' in page


@pytest.mark.parametrize(("path", "language"), [("/", "nl"), ("/en/", "en")])
def test_a_page_says_its_language_and_leads_to_the_other(path, language):
    page = Client().get(path).content.decode()
    assert f'<html lang="{language}"' in page
    other = {"nl": "en", "en": "nl"}[language]
    assert f'rel="alternate" hreflang="{other}" href="http://testserver/' in page
    assert f'hreflang="{other}" lang="{other}"' in page


def test_the_manifest_names_icons_that_exist(client):
    manifest = json.loads(client.get("/manifest.webmanifest").content)
    assert manifest["start_url"] == "/" and manifest["display"] == "standalone"
    from django.contrib.staticfiles import finders

    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in manifest["icons"])


def test_the_service_worker_keeps_the_calm_page_and_no_personal_one(client):
    script = said(client.get("/service-worker.js")).replace(r"\u002D", "-")
    kept = set(re.findall(r'"(/[^"]*)"', script))
    assert {"/offline/", "/en/offline/", "/nu-iemand-spreken/", "/en/talk-to-someone-now/"} <= kept
    assert not any("/mijn/" in each or "/vraag/" in each for each in kept)


# What one meets when something is wrong: plain words, and who to call.


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/en/nothing-here/", "/oefeningen/kat/"])
def test_an_address_that_is_not_there(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert 'href="tel:112"' in said(response)
    assert ("This page" if path.startswith("/en/") else "Deze pagina is er niet") in said(response)


def test_a_form_from_an_old_page_gives_the_words_back():
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/oefeningen/doelen/begin/", {"naam": "Mijn lieve Jan"})
    assert response.status_code == 403
    assert "Mijn lieve Jan" in said(response) and "te lang open" in said(response)


@pytest.fixture
def away(monkeypatch):
    """A database that does not answer."""
    from balans.questionnaires import views

    def fail(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(views, "begin_attempt", fail)


UNREADABLE = [
    ("application/x-www-form-urlencoded; charset=utf-7", b"naam=Jan", 302),
    ("multipart/form-data", b"naam=Jan", 400),
    ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _n in range(2_100)), 400),
    ("application/x-www-form-urlencoded", b"naam=%ff%00%ed%a0%80", 302),
    ("application/json", b'{"naam": "Jan"}', 400),
]


@pytest.mark.parametrize(("kind", "body", "status"), UNREADABLE)
def test_what_no_browser_sends_gets_a_page_and_never_a_fault(anna, kind, body, status):
    response = anna.post("/oefeningen/doelen/begin/", body, content_type=kind)
    assert response.status_code == status
    assert status == 302 or "Dit ging niet goed" in said(response)


def test_a_database_that_is_away_loses_nothing_that_was_typed(anna, away):
    response = anna.post("/oefeningen/doelen/begin/", {"naam": "Lieve Jan", "relatie": "partner"})
    assert response.status_code == 503 and response.headers["Retry-After"] == "30"
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', said(response)))
    assert again["naam"] == "Lieve Jan" and again["relatie"] == "partner"


def test_what_a_page_says_to_us_is_sent_again_but_not_shown_as_typed(anna, away):
    number = str(uuid.uuid4())
    sent = {"naam": "Lieve Jan", "_nummer": number, "_formulier": number}
    page = said(anna.post("/oefeningen/doelen/begin/", sent))
    assert re.findall(r"<textarea[^>]*>\s*([^<]*)<", page) == ["Lieve Jan"]
    assert page.count(number) == 2


def test_the_same_words_arrive_once_the_database_is_back(anna, monkeypatch, away):
    response = anna.post("/oefeningen/doelen/begin/", {"naam": "Lieve Jan", "relatie": "partner"})
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', said(response)))
    monkeypatch.undo()
    assert anna.post("/oefeningen/doelen/begin/", again).status_code == 302


def test_our_own_fault_gives_a_page_that_always_works(monkeypatch):
    from balans.questionnaires import views

    def break_down(*args, **kwargs):
        raise RuntimeError("kapot")

    monkeypatch.setattr(views, "begin_attempt", break_down)
    client = Client(raise_request_exception=False)
    response = client.post("/en/exercises/wishes/begin/", {"naam": "<b>Jan en ik</b>"})
    assert response.status_code == 500
    assert "&lt;b&gt;Jan en ik" in said(response) and "tel:+31880767000" in said(response)
    assert "kapot" not in said(response)


def test_words_that_were_typed_never_reach_a_log(anna, away, caplog):
    anna.post("/oefeningen/doelen/begin/", {"naam": "Geheimnaam"})
    assert caplog.text and "Geheimnaam" not in caplog.text


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (errors.bad_request, 400),
        (errors.no_permission, 403),
        (errors.not_found, 404),
        (errors.session_expired, 404),
        (errors.csrf_failed, 403),
        (errors.cannot_now, 503),
        (errors.broken, 500),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_page_for_trouble_has_its_words_and_a_number(page, status, language):
    path = {"nl": "/x/", "en": "/en/x/"}[language]
    from django.utils.translation import override

    with override(language):
        response = page(RequestFactory().get(path))
    assert response.status_code == status
    assert f'lang="{language}"' in said(response)
    assert "112" in said(response)
    assert "no-store" in response.headers["Cache-Control"]


def test_pages_in_memory_take_no_more_than_they_may(monkeypatch, rf):
    monkeypatch.setattr(middleware, "MOST_BYTES", 25_000)

    def answer(request):
        response = HttpResponse(b"x" * 10_000)
        response.public_page = True
        return response

    cache = middleware.PublicPageCache(answer)
    for host in ("a", "b", "a", "c", "d"):
        cache(rf.get("/", headers={"host": host}))
    assert [key.host for key in cache.pages] == ["c", "d"]
    assert cache.bytes == sum(each.size for each in cache.pages.values()) <= 25_000
