"""Mail under faults: servers that are slow, displeased or gone, at every step of the talk."""

import socket
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from balans.core import mail
from balans.core.models import Letter
from balans.core.tests.test_mail import post
from conftest import free_port

pytestmark = pytest.mark.django_db
State = Letter.State
TALK = ("greeting", "EHLO", "MAIL", "RCPT", "DATA", "mail")
FINE = {"greeting": "220 hello", "EHLO": "250 me", "MAIL": "250 OK", "RCPT": "250 OK"}
FINE |= {"DATA": "354 go on", "mail": "250 OK", "RSET": "250 OK", "QUIT": "221 bye"}


class Rude:
    """A mail server of our own, that does what it is told at one step; counts what it took."""

    def __init__(self, **does: str) -> None:
        self.does, self.taken, self.lines = does, [], 0
        self.refuses: tuple[str, str] = ("", "")
        self._socket = socket.create_server(("127.0.0.1", free_port()))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _where = self._socket.accept()
            except OSError:
                return
            self.lines += 1
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        with line, line.makefile("rb") as heard:
            try:
                self._answer(line, "greeting")
                for said in heard:
                    word = (
                        said.split(b" ")[0].split(b":")[0].strip().upper().decode(errors="replace")
                    )
                    self._answer(line, word, said.decode(errors="replace"))
                    if word == "DATA" and "DATA" not in self.does:
                        self.taken.append(b"".join(iter(heard.readline, b".\r\n")))
                        self._answer(line, "mail")
            except OSError:
                return

    def _answer(self, line: socket.socket, step: str, said: str = "") -> None:
        does = self.does.get(step, FINE.get(step, "250 OK"))
        if step == "RCPT" and self.refuses[0] and self.refuses[0] in said:
            does = self.refuses[1]
        if does == "slow":
            time.sleep(1.5)
            does = FINE[step]
        if does == "gone":
            line.shutdown(socket.SHUT_RDWR)
            raise OSError
        line.sendall(f"{does}\r\n".encode())
        if does.startswith("421"):
            line.shutdown(socket.SHUT_RDWR)
            raise OSError

    def close(self) -> None:
        self._socket.close()


@contextmanager
def rude(settings, **does: str):
    server = Rude(**does)
    reach(settings, server.port)
    yield server
    server.close()


def reach(settings, port: int, host: str = "127.0.0.1") -> None:
    settings.EMAIL_BACKEND = "balans.core.smtp.Backend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = host, port, False
    settings.EMAIL_TIMEOUT = 1


def state(letter_id) -> State:
    return State(Letter.objects.get(pk=letter_id).state)


@pytest.mark.parametrize("step", TALK)
@pytest.mark.parametrize("does", ["gone", "slow"])
def test_a_line_that_breaks_is_tried_again_until_the_mail_may_have_gone(settings, step, does):
    letter = post()
    with rude(settings, **{step: does}) as server:
        mail.send_waiting()
        mail.send_waiting()
    assert state(letter) == (State.UNSURE if step in ("DATA", "mail") else State.WAITING)
    assert len(server.taken) <= 1


def test_what_was_taken_without_an_answer_is_reported_and_never_sent_again(settings, caplog):
    letter = post()
    with rude(settings, mail="gone") as server:
        for hours in range(0, 50, 5):
            mail.send_waiting(now=timezone.now() + timedelta(hours=hours))
    assert len(server.taken) == 1
    assert state(letter) == State.UNSURE
    assert str(letter) in caplog.text and "anna" not in caplog.text


@pytest.mark.parametrize("answer", ["421 too many", "450 later", "550 nobody"])
def test_one_address_that_is_refused_keeps_no_other_waiting(settings, answer):
    first, bad, last = post(to="a@example.nl"), post(to="bad@example.nl"), post(to="z@example.nl")
    with rude(settings) as server:
        server.refuses = ("bad@", answer)
        assert mail.send_waiting() == 2
    assert (state(first), state(last)) == (State.SENT, State.SENT)
    assert state(bad) == (State.REFUSED if answer[0] == "5" else State.WAITING)
    assert len(server.taken) == 2


def nobody(settings) -> None:
    reach(settings, free_port())


def no_name(settings) -> None:
    reach(settings, 25, "mail.invalid")


TROUBLES = {"nobody listens": nobody, "no such name": no_name}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_server_that_cannot_be_reached_is_asked_once_for_all(settings, trouble, caplog):
    letters = [post(to=f"{number}@example.nl") for number in range(5)]
    TROUBLES[trouble](settings)
    mail.send_waiting()
    assert {state(each) for each in letters} == {State.WAITING}
    assert set(Letter.objects.values_list("tries", flat=True)) == {1}
    assert caplog.text.count("the mail server cannot be used") == 1
    assert "example.nl" not in caplog.text


@pytest.mark.parametrize(
    ("set_up", "does"),
    [
        ({"EMAIL_USE_TLS": True}, {"STARTTLS": "454 no TLS today"}),
        ({"EMAIL_USE_TLS": True}, {"STARTTLS": "220 go"}),
        ({"EMAIL_USE_SSL": True}, {}),
        ({"EMAIL_HOST_USER": "us", "EMAIL_HOST_PASSWORD": "wrong"}, {"AUTH": "535 no"}),
    ],
    ids=["no TLS", "broken TLS", "no TLS at all", "wrong password"],
)
def test_tls_that_fails_and_a_wrong_password_are_logged_at_once(settings, caplog, set_up, does):
    letter = post()
    with rude(settings, EHLO="250-me\r\n250-STARTTLS\r\n250 AUTH PLAIN", **does) as server:
        for name, value in set_up.items():
            setattr(settings, name, value)
        mail.send_waiting()
    assert state(letter) == State.WAITING and server.taken == []
    assert "the mail server cannot be used" in caplog.text and "wrong" not in caplog.text


def test_after_the_trouble_everything_that_waited_goes_once(settings):
    letters = [post(to=f"{number}@example.nl") for number in range(5)]
    nobody(settings)
    mail.send_waiting()
    with rude(settings) as server:
        assert mail.send_waiting(now=timezone.now() + timedelta(minutes=2)) == 5
        assert mail.send_waiting(now=timezone.now() + timedelta(minutes=9)) == 0
    assert len(server.taken) == 5 and {state(each) for each in letters} == {State.SENT}
