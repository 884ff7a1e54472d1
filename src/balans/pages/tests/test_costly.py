"""What costs much is limited for one network and one browser; reading never is."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from balans.pages import costly
from balans.pages.costly import Cost, Windows, cost_of
from tests.test_access import TABLE

HOME, ELSEWHERE = {"REMOTE_ADDR": "145.58.9.9"}, {"REMOTE_ADDR": "9.9.9.9"}
FEW = Cost("few", from_network=3, from_browser=2)
OF_PAPER = (".pdf", ".pptx", ".zip")
MADE_BY_HEAVY_WORK = {
    *("search:index", "search:suggestions", "diary:search", "directory:offers", "groups:find"),
    *("api:services", "api:export_services_zip", "api:export_services_csv", "accounts:parcel"),
}


def test_after_so_many_one_waits_for_the_rest_of_the_window_and_then_goes_on():
    now = [1_000.0]
    windows = Windows(lambda: now[0])
    assert [windows.wait_for(FEW, "a", 3) for _each in range(5)] == [0, 0, 0, 20, 20]
    assert windows.wait_for(FEW, "b", 3) == 0
    now[0] = 1_020.0
    assert windows.wait_for(FEW, "a", 3) == 0


def path_of(name: str) -> str:
    """Return an address of that name, whatever stands in it."""
    pattern = get_resolver()
    for each in name.split(":")[:-1]:
        pattern = pattern.namespace_dict[each][1]
    return pattern.reverse_dict.getlist(name.split(":")[-1])[0][0][0][0]


def test_all_that_is_heavy_has_a_limit_and_a_page_to_read_has_none():
    heavy = {name for name in TABLE if path_of(name).endswith(OF_PAPER)} | MADE_BY_HEAVY_WORK
    assert len(heavy) > 25
    for name in heavy:
        assert cost_of("GET", path_of(name), name), name
    for name in ("pages:home", "articles:article", "directory:talk_now", "accounts:mine"):
        assert cost_of("GET", path_of(name), name) is None
    assert all(cost_of("POST", path_of(name), name) for name in TABLE)


@pytest.fixture
def few(monkeypatch):
    """Let everything be asked for three times from a network, twice by one browser."""
    monkeypatch.setattr(costly, "cost_of", lambda method, path, name: FEW)
    monkeypatch.setattr(costly, "windows", Windows(lambda: 1_000.0))


@pytest.mark.django_db
def test_the_log_says_which_limit_of_which_page_and_nothing_of_who_asked(few, log_lines):
    for _each in range(12):
        Client().get("/zoeken/?q=vleermuis", **HOME)
    (told,) = {re.sub(r".* WARNING (.*?) ms=.*", r"\1", each) for each in log_lines}
    assert told == "a limit was reached: few route=search:index method=GET"
    assert len(log_lines) == 5
    assert "vleermuis" not in "".join(log_lines) and "145.58" not in "".join(log_lines)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/oefeningen/grenzen/papier.pdf", "/zoeken/?q=nacht"])
def test_who_asks_too_much_reads_why_and_how_long_to_wait(few, path):
    statuses = [Client().get(path, **HOME).status_code for _each in range(4)]
    assert statuses[-1] == 429 and 429 not in statuses[:-1]
    response = Client().get(path, **HOME)
    assert 0 < int(response.headers["Retry-After"]) <= 60
    assert "Het is nu te druk" in response.content.decode()
    assert "Over 1 minuut kan het weer." in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert Client().get(path, **ELSEWHERE).status_code != 429


@pytest.mark.django_db
def test_programs_hear_it_as_they_hear_everything(few):
    response = [Client().get("/api/needs", **HOME) for _each in range(4)][-1]
    assert response.status_code == 429 and int(response.headers["Retry-After"]) > 0
    assert response.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.django_db
def test_neither_headers_nor_cookies_nor_more_addresses_of_one_line_get_past_it(few):
    path = "/oefeningen/grenzen/papier.pdf"
    for number in range(3):
        forged = {"HTTP_X_FORWARDED_FOR": f"8.8.8.{number}", "HTTP_X_REAL_IP": f"8.8.4.{number}"}
        Client().get(path, **HOME, **forged)
    assert Client().get(path, **HOME, HTTP_X_FORWARDED_FOR="1.1.1.1").status_code == 429
    for number in range(3):
        client = Client()
        client.cookies["balans_gast"] = f"made-up-{number}"
        client.get(path, REMOTE_ADDR=f"2a02:a450:1:2::{number}")
    assert Client().get(path, REMOTE_ADDR="2a02:a450:1:2:ffff::9").status_code == 429
    assert Client().get(path, REMOTE_ADDR="2a02:a450:1:3::9").status_code == 200


@pytest.mark.django_db
def test_one_browser_cannot_use_up_what_a_whole_home_has(few):
    path, greedy = "/oefeningen/grenzen/papier.pdf", Client()
    greedy.cookies["balans_gast"] = "one-browser"
    assert [greedy.get(path, **HOME).status_code for _each in range(3)] == [200, 200, 429]
    busy = Client()
    busy.cookies["balans_gast"] = "one-browser"
    assert busy.get(path, **ELSEWHERE).status_code == 429


@pytest.mark.django_db
def test_a_home_of_two_hundred_reads_through_one_address(client):
    assert {client.get("/informatie/", **HOME).status_code for _each in range(200)} == {200}
    assert {client.get("/nu-iemand-spreken/", **HOME).status_code for _each in range(200)} == {200}
