"""What every answer carries, at every address and for everybody; and which pages can be left."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from balans.accounts.staff.tests.people import become, set_up_app
from balans.articles.content import articles
from balans.articles.pointing import article as article_reference
from balans.core.headers import HEADERS
from conftest import serving
from tests.test_access import (
    STAFF_PAGES,
    TABLE,
    address,
    attempts,  # noqa: F401
)
from tests.visiting import Visitor

pytestmark = pytest.mark.django_db
LEAVE = b'class="leave"'
STAYS = {
    *("accounts:erased", "accounts:signed_out", "demo:mailbox", "directory:place"),
    *("groups:find", "groups:listed"),
}
"""Pages that are kept nowhere and tell nothing of who reads them: out, or looking around."""

HIDES = ("accounts:with_password", "questionnaires:begin", "checks:begin", "directory:talk_now")
"""What a visitor can leave quickly before there is anything of theirs."""

PER_PAGE = {"Content-Security-Policy", "Permissions-Policy", "Referrer-Policy"}
FOR_ALL = {"Cross-Origin-Resource-Policy"}
"""What `/api/` gives away to pages of others, and says so."""


def answers(client: Client, known: dict[str, str]) -> Iterator[tuple[str, HttpResponse]]:
    for name, (arguments, *_statuses) in TABLE.items():
        yield name, client.get(address(name, arguments, known))


def is_page(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    return response.status_code == 200 and kind.startswith("text/html")


def test_every_answer_has_every_header(anna, attempts):  # noqa: F811
    for client in (Client(), anna):
        for name, response in answers(client, attempts):
            for header, value in HEADERS.items():
                given = response.headers.get(header, "")
                if header in FOR_ALL and name.startswith("api:"):
                    assert given == "cross-origin", (name, header)
                elif header in PER_PAGE:
                    assert given, (name, header)
                else:
                    assert given == value, (name, header)
            policy = response.headers["Content-Security-Policy"]
            assert policy.startswith(HEADERS["Content-Security-Policy"]), name
            assert "unsafe" not in policy and "http" not in policy and "*" not in policy, name
            assert response.headers["Cache-Control"], name


def test_what_is_somebody_s_own_is_kept_by_no_cache(anna, attempts):  # noqa: F811
    mine = {name for name, (_args, _visitor, stranger, owner) in TABLE.items() if stranger != owner}
    kept = []
    for name, response in answers(anna, attempts):
        control = response.headers["Cache-Control"]
        personal = name in mine or LEAVE in getattr(response, "content", b"")
        if personal and "no-store" not in control and name != "directory:talk_now":
            kept.append(name)
        assert "public" not in control or name.startswith("api:"), name
    assert kept == [] and len(mine) > 50


def test_every_page_of_one_s_own_can_be_left_quickly(anna, attempts):  # noqa: F811
    without = [
        name
        for name, response in answers(anna, attempts)
        if is_page(response)
        and "no-store" in response.headers["Cache-Control"]
        and response.content.count(LEAVE) != 1
    ]
    assert set(without) == STAYS
    for name in HIDES:
        assert LEAVE in Client().get(address(name, TABLE[name][0], attempts)).content, name


@pytest.mark.parametrize("language", ["nl", "en"])
def test_texts_about_safety_can_be_left_quickly_and_others_need_not(client, language):
    about = {name for name, each in articles(language).items() if each.is_about_safety}
    assert len(about) >= 5
    for name in articles(language):
        page = client.get(article_reference(name, language).href)
        assert (LEAVE in page.content) == (name in about), name


def test_staff_keep_their_page_when_they_press_escape(chris):
    become(chris, "administrator")
    set_up_app(chris)
    for name, roles in STAFF_PAGES.items():
        if "administrator" in roles:
            assert LEAVE not in chris.get(reverse(name)).content, name


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/mijn-plan/x/", "/static/niets.css", "/api/x"])
def test_answers_to_who_went_wrong_carry_them_too(client, path):
    for response in (client.get(path), client.post(path, b"{}", "application/json")):
        assert response.status_code in (400, 404, 405, 415)
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert response.headers["X-Content-Type-Options"] == "nosniff"


COOKIE = re.compile(r"^__Host-balans_[a-z]+=[^;]*;(?=.*; Path=/)(?=.*; Secure)(?=.*; HttpOnly)")


@pytest.mark.load
def test_over_tls_cookies_are_of_this_host_alone_and_plain_http_is_over(tmp_path: Path):
    with serving(tmp_path / "data", BALANS_HTTPS="1", BALANS_DEMO="1") as server:
        anna = Visitor(server.url)
        anna.post("/herinneringen/nieuw/", tekst="Aan zee")
        anna.post("/mijn/inloggen/", adres="anna@example.nl")
        anna.post("/mijn/lezen/", letters="2")
        assert len(anna.cookies_set) >= 4
        for line in anna.cookies_set:
            assert COOKIE.match(line) and "SameSite=Lax" in line and "Domain" not in line, line
        page = anna.get("/mijn/")[1]
        style = re.search(r'href="(/static/balans[^"]+)"', page)[1]
        for path in ("/", "/mijn/", style, "/service-worker.js", "/api/", "/bestaat-niet/"):
            headers = anna.headers_of(path)
            assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
            assert headers["X-Content-Type-Options"] == "nosniff", path
            assert "Server" not in headers or not re.search(r"\d", headers["Server"]), path
