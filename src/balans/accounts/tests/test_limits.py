"""What is counted, and for whom: one network address, one address, one hour."""

import ast
import re
from pathlib import Path

import pytest
from django.test import Client, RequestFactory

import balans
from balans.accounts import person
from balans.accounts.entry import limits
from balans.accounts.models import Owner


def place(**meta: str) -> str:
    return limits.from_where(RequestFactory().get("/", **meta))


def test_a_header_of_the_visitor_is_not_believed_without_a_proxy(settings):
    settings.PROXY_HEADER = False
    assert place(REMOTE_ADDR="8.8.8.8", HTTP_X_FORWARDED_FOR="9.9.9.9") == "8.8.8.8"


def test_of_a_header_only_what_the_proxy_added_counts(settings):
    settings.PROXY_HEADER = True
    header = "1.1.1.1, 9.9.9.9"
    assert place(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=header) == "9.9.9.9"


def test_of_ipv6_a_subscriber_has_one_place_however_many_addresses(settings):
    one = place(REMOTE_ADDR="2a02:a450:1:2::1")
    assert one == place(REMOTE_ADDR="2a02:a450:1:2:ffff::9")
    assert one != place(REMOTE_ADDR="2a02:a450:1:3::1")
    assert place(REMOTE_ADDR="::ffff:8.8.8.8") == "8.8.8.8"


def test_inside_our_own_walls_nobody_can_be_told_apart():
    assert limits.is_of_one_network("8.8.8.8")
    assert limits.is_of_one_network("2a02:a450:1:2::/64")
    assert not any(map(limits.is_of_one_network, ("127.0.0.1", "10.0.0.8", "::1", "", "unix:")))


@pytest.mark.django_db
def test_a_loop_that_makes_guests_is_stopped_and_what_was_typed_stays(monkeypatch):
    monkeypatch.setattr(person, "GUESTS", 3)
    for _each in range(3):
        Client(REMOTE_ADDR="8.8.8.8").post("/herinneringen/nieuw/", {"tekst": "Aan zee"})
    response = Client(REMOTE_ADDR="8.8.8.8").post("/herinneringen/nieuw/", {"tekst": "Aan zee"})
    assert response.status_code == 429
    assert "Aan zee" in response.content.decode()
    assert Owner.objects.count() == 3
    elsewhere = Client(REMOTE_ADDR="9.9.9.9").post("/herinneringen/nieuw/", {"tekst": "Aan zee"})
    assert elsewhere.status_code == 302


@pytest.mark.django_db
def test_a_limit_that_is_reached_is_logged_by_its_name_and_of_nobody(log_lines):
    client = Client(REMOTE_ADDR="8.8.8.8")
    for _each in range(5):
        client.post("/mijn/inloggen/", {"adres": "xanthippe@example.nl"})
    assert log_lines == []
    for _each in range(9):
        client.post("/mijn/inloggen/", {"adres": "xanthippe@example.nl"})
    assert len(log_lines) == 5
    for line in log_lines:
        assert "a limit was reached: codes to, from route=accounts:sign_in method=POST" in line
        assert "xanthippe" not in line and "8.8.8.8" not in line


@pytest.mark.django_db
def test_our_own_work_that_waits_for_its_turn_is_no_limit_that_is_reached(log_lines):
    told = [limits.is_first("link check of", "example.nl", within=limits.HOUR) for _ in range(3)]
    assert told == [True, False, False] and log_lines == []


def test_the_names_of_limits_are_words_of_our_code():
    """Never made of what somebody typed: they stand in the log."""
    ours = re.compile(r"'[a-z, ]+'|[A-Z]+|what|f'\{what\}, first'|cost\.name")
    asked = {f"limits.{name}" for name in ("allow", "is_spent", "reached")}
    found = [
        ast.unparse(call.args[0])
        for path in Path(balans.__file__).parent.rglob("*.py")
        if "tests" not in path.parts
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in asked
    ]
    assert len(found) > 15
    assert [name for name in found if not ours.fullmatch(name)] == []
