"""Mail against a real server on this machine: accepted, refused, slow to come back, broken off."""

import email
import email.policy
from contextlib import contextmanager
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from balans.core import mail
from balans.core.models import Letter
from conftest import free_port

pytestmark = pytest.mark.django_db
WORDS = mail.Mail(
    subject="Je code",
    paragraphs=("Dag Anna,", "Hier is je code."),
    code="123 456",
    link="https://balans.test/mijn/",
    link_text="Naar je plek",
    small="Vroeg je dit niet? Dan hoef je niets te doen.",
)


class Handler:
    """A mail server that answers as it is told, and keeps what it took."""

    def __init__(self, answer: str, at: str) -> None:
        self.answer, self.at, self.taken = answer, at, []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.at == "rcpt":
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        if self.answer == "hang up":
            server.transport.abort()
        return self.answer


@contextmanager
def smtp(settings, answer="250 OK", at="data"):
    handler = Handler(answer, at)
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    settings.EMAIL_PORT = controller.port
    try:
        yield handler
    finally:
        controller.stop()


def post(**given):
    return mail.queue(
        **{"to": "anna@example.nl", "mail": WORDS, "language": "nl", "kind": "code", **given}
    )


def test_a_letter_arrives_once_in_text_and_html(settings):
    with smtp(settings) as server:
        post()
        assert mail.send_waiting() == 1
        assert mail.send_waiting() == 0
    (arrived,) = server.taken
    assert arrived["To"] == "anna@example.nl"
    text, html = (part.get_content() for part in arrived.iter_parts())
    for part in (text, html):
        assert "123 456" in part and "Hier is je code." in part and "Naar je plek" in part
    assert "https://balans.test/mijn/" in text
    assert '<html lang="nl">' in html


def test_once_it_is_sent_nothing_of_it_is_kept(settings):
    letter = Letter.objects.get(pk=post())
    assert b"anna@example.nl" not in bytes(letter.sealed)
    with smtp(settings):
        mail.send_waiting()
    letter.refresh_from_db()
    assert (letter.state, bytes(letter.sealed)) == (Letter.State.SENT, b"")


def test_the_same_reminder_is_queued_once():
    assert post(once="reminder 1 2026-12-01") == post(once="reminder 1 2026-12-01")
    assert post() != post()
    assert Letter.objects.count() == 3


@pytest.mark.parametrize(
    ("answer", "at", "state"),
    [
        ("550 no such person", "rcpt", Letter.State.REFUSED),
        ("554 we do not like this", "data", Letter.State.REFUSED),
        ("451 come back later", "rcpt", Letter.State.WAITING),
        ("452 full", "data", Letter.State.WAITING),
        ("hang up", "data", Letter.State.UNSURE),
    ],
)
def test_what_the_server_says_decides_what_happens(settings, answer, at, state):
    letter_id = post()
    with smtp(settings, answer, at):
        assert mail.send_waiting() == 0
        assert mail.send_waiting() == 0
    assert Letter.objects.get(pk=letter_id).state == state


def test_a_server_that_is_away_is_tried_again_and_then_reported(settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    letter_id, now = post(), timezone.now()
    for wait in mail.WAITS:
        mail.send_waiting(now=now)
        assert Letter.objects.get(pk=letter_id).state == Letter.State.WAITING
        now += wait + timedelta(seconds=1)
    mail.send_waiting(now=now)
    assert Letter.objects.get(pk=letter_id).state == Letter.State.REFUSED
    assert str(letter_id) in caplog.text and "anna" not in caplog.text


def test_two_servers_never_send_the_same_letter(settings):
    letter_id = post()
    with smtp(settings) as server:
        Letter.objects.filter(pk=letter_id).update(claimed_at=timezone.now())
        assert mail.send_waiting() == 0
    assert server.taken == []


def test_a_sending_that_was_broken_off_is_reported_and_not_repeated(caplog):
    letter_id = post()
    Letter.objects.update(claimed_at=timezone.now() - timedelta(hours=1))
    assert mail.report_stale() == 1
    assert Letter.objects.get(pk=letter_id).state == Letter.State.UNSURE
    assert mail.report_stale() == 0


def test_a_name_with_a_line_break_makes_no_second_header():
    with pytest.raises(ValueError):
        letter = Letter.objects.get(pk=post(to="anna@example.nl\nBcc: chris@example.nl"))
        mail.message(letter, None).message()
