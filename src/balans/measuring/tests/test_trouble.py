"""Mails about faults: few, and with kinds and places alone."""

import logging
import sys

import pytest
from django.core import mail as outbox
from django.test import Client

from balans.core import mail
from balans.core.models import Letter
from balans.measuring import trouble
from balans.measuring.trouble import MAIL_KIND, Trouble, fault_of, mail_fault

pytestmark = pytest.mark.django_db
WORD, SECRET = "xylofoon", "Zq3vT8mN1kL5pR7wX2yB4cD6fG9hJ0aS-eU_iOxQ3vT"
log = logging.getLogger("balans")


class AtOnce:
    """A thread that does its work where it stands."""

    def __init__(self, target, args, daemon) -> None:
        self.target, self.args = target, args

    def start(self) -> None:
        self.target(*self.args)


@pytest.fixture
def told(settings, monkeypatch):
    """The handler alone on a logger, mailing faults without another thread."""
    settings.ERROR_MAIL = "beheer@example.nl"
    monkeypatch.setattr(trouble.threading, "Thread", AtOnce)
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    handler = Trouble(level=logging.ERROR)
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)


def letters():
    return Letter.objects.filter(kind=MAIL_KIND)


def sent() -> list[str]:
    mail.send_waiting()
    return [f"{each.subject}\n{each.body}\n{each.alternatives}" for each in outbox.outbox]


def break_down(kind: type[Exception] = ValueError) -> None:
    try:
        raise kind(f"{WORD} {SECRET}")
    except kind:
        log.exception("a thing failed: %s", "kind", exc_info=sys.exc_info())


def test_a_fault_is_mailed_with_kind_place_and_version_and_no_words(told):
    break_down()
    (text,) = sent()
    assert "ValueError" in text and "test_trouble.py:" in text and "Version: " in text
    assert WORD not in text and SECRET not in text


def test_a_storm_of_one_kind_sends_one(told):
    for _number in range(50):
        break_down()
    assert letters().count() == 1


def test_another_server_sends_no_second_one(told):
    break_down()
    other = Trouble(level=logging.ERROR)
    record = logging.LogRecord("balans", 40, __file__, 1, "x", (), None)
    logging.getLogger().addHandler(other)
    break_down()
    logging.getLogger().removeHandler(other)
    assert letters().count() == 1 and fault_of(record).kind


def test_a_storm_of_many_kinds_sends_few(told):
    for number in range(30):
        break_down(type(f"Fault{number}", (Exception,), {}))
    assert letters().count() == trouble.MOST_AN_HOUR


def test_after_an_hour_it_is_told_again(told, monkeypatch):
    break_down()
    monkeypatch.setattr(trouble, "_hour", lambda: "2030-01-01 10")
    break_down()
    assert letters().count() == 2


def test_without_the_setting_nothing_is_mailed(told, settings):
    settings.ERROR_MAIL = ""
    break_down()
    assert not letters().exists()


def test_mail_that_does_not_go_tells_nobody_by_mail(told, monkeypatch):
    break_down()

    class Refusing:
        def open(self) -> None:
            raise OSError

        def close(self) -> None:
            pass

    monkeypatch.setattr(mail, "get_connection", Refusing)
    letter = letters().get()
    for _try in range(20):
        Letter.objects.update(due_at=letter.created_at)
        mail.send_waiting()
    assert letters().get().state == Letter.State.REFUSED
    log.error("mails sent failed", extra={"kind": "mails sent: ValueError"})
    assert letters().count() == 1


def test_a_database_that_is_away_stops_nobody(told, monkeypatch):
    from django.db import OperationalError

    def away(fault) -> None:
        raise OperationalError("away")

    monkeypatch.setattr(trouble, "mail_fault", away)
    break_down()
    break_down(KeyError)
    assert not told.busy.locked()


def test_what_somebody_else_sent_us_is_no_fault(told):
    before = letters().count()
    logging.getLogger("django.security.DisallowedHost").error("Invalid HTTP_HOST: %s", WORD)
    assert letters().count() == before


PLACES = {
    "path": lambda c: c.get(f"/hulp/{WORD}/{SECRET}/"),
    "query": lambda c: c.get(f"/zoeken/?q={WORD}&t={SECRET}"),
    "form": lambda c: c.post("/hulp/plaats/", {"plaats": WORD, WORD: SECRET}),
    "cookie": lambda c: c.get("/mijn/", HTTP_COOKIE=f"balans_gast={SECRET}; {WORD}={WORD}"),
    "headers": lambda c: c.get("/mijn/", HTTP_USER_AGENT=WORD, HTTP_REFERER=f"http://{WORD}/"),
    "address": lambda c: c.get("/mijn/", REMOTE_ADDR="203.0.113.77"),
}


@pytest.mark.parametrize("place", PLACES)
def test_words_in_any_place_of_a_request_are_in_no_mail(told, monkeypatch, place):
    def broken(self, request):
        held = request.get_full_path(), request.META, request.body
        raise RuntimeError(f"{held} {WORD}")

    from balans.accounts.middleware import PersonMiddleware

    monkeypatch.setattr(PersonMiddleware, "__call__", broken)
    response = PLACES[place](Client(raise_request_exception=False))
    (text,) = sent()
    assert response.status_code == 500 and "RuntimeError" in text
    code = response.content.decode().split('<strong translate="no">')[1][:8]
    assert f"Code: {code}." in text
    for forbidden in (WORD, SECRET, "203.0.113.77", "/hulp", "/zoeken"):
        assert forbidden not in text


def test_without_a_mail_server_nothing_is_queued(settings, told):
    settings.EMAIL_HOST, settings.DEMO = "", False
    mail_fault(trouble.Fault(kind="x", place="y"))
    assert not letters().exists()
