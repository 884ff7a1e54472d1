"""Who finds a hole learns where to tell it, when somebody reads there."""

from datetime import UTC, datetime

from balans.pages.reporting import security_txt

NOW = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)


def test_the_file_names_a_contact_and_an_end_that_moves_along():
    text = security_txt(contact="gat@example.nl", site="https://balans.example.nl", now=NOW)
    assert text.splitlines() == [
        "Contact: mailto:gat@example.nl",
        "Expires: 2027-05-25T00:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: https://balans.example.nl/.well-known/security.txt",
    ]
    assert "Contact: https://a.nl/meld" in security_txt(
        contact="https://a.nl/meld", site="", now=NOW
    )


def test_without_a_contact_there_is_no_file(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "gat@example.nl"
    response = client.get("/.well-known/security.txt")
    assert response.status_code == 200 and b"mailto:gat@example.nl" in response.content
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
