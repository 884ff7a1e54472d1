"""What is counted, and for whom: one network address, one address, one hour."""

import pytest
from django.test import Client, RequestFactory

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
