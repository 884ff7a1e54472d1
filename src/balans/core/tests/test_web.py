"""Health and headers."""

import pytest
from django.db import DatabaseError


@pytest.mark.django_db
def test_health_is_well_when_the_database_answers(client):
    response = client.get("/gezond/")
    assert (response.status_code, response.json()) == (200, {"database": "ok"})


@pytest.mark.django_db
def test_health_says_so_when_the_database_is_away(client, monkeypatch):
    from django.db import connection

    def away(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", away)
    response = client.get("/gezond/")
    assert (response.status_code, response.json()) == (503, {"database": "away"})


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/bestaat-niet/", "/mijn/"])
def test_every_page_comes_with_a_strict_policy(client, path):
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
