"""Whoever sends slowly keeps no page from anybody."""

import io
import threading

import pytest

from balans.core import bodies
from balans.core.bodies import CROWDED, Bodies, Body, CutOff, Gate, TooSlow
from balans.core.turns import Turns


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(bodies, "MOMENT_SECONDS", 0.0)


def test_from_one_place_come_a_few_at_a_time_and_from_everywhere_not_too_many():
    gate = Gate()
    assert [gate.enter("8.8.8.8") for _each in range(bodies.MOST_FROM_ONE_PLACE)].count(True) == 6
    assert not gate.enter("8.8.8.8")
    assert all(gate.enter("") for _each in range(6))
    assert not gate.enter("9.9.9.9")
    gate.leave("8.8.8.8")
    assert gate.enter("9.9.9.9")


def test_some_threads_are_always_left_for_pages():
    assert bodies.MOST_AT_ONCE < bodies.THREADS


def test_a_body_that_is_there_takes_no_place_any_more():
    seen = []

    def application(environ, start_response):
        assert environ["wsgi.input"].read() == b"x" * 40_000
        seen.append(environ.get(CROWDED))
        return [b""]

    served = Bodies(application, lambda environ: "8.8.8.8")
    for _each in range(20):
        served({"CONTENT_LENGTH": "40000", "wsgi.input": io.BytesIO(b"x" * 40_000)}, None)
    assert seen == [None] * 20


def test_a_body_that_nobody_reads_takes_no_place_either():
    served = Bodies(lambda environ, start_response: [], lambda environ: "8.8.8.8")
    environ = {"CONTENT_LENGTH": "10", "wsgi.input": io.BytesIO(b"x")}
    for _each in range(20):
        served(environ, None)
    assert CROWDED not in environ


def test_lines_come_as_they_were_sent():
    body = Body(io.BytesIO(b"een\ntwee"), 8, lambda: None, Turns(1))
    assert list(body) == [b"een\n", b"twee"]


def test_who_is_slow_beyond_reason_is_let_go(monkeypatch):
    moments = iter([0.0, 10.0, 31.0])
    monkeypatch.setattr(bodies.time, "monotonic", lambda: next(moments))
    left = []
    body = Body(io.BytesIO(b"x" * 100), 1_000_000, lambda: left.append(True), Turns(1))
    assert body.read(1) == b"x"
    with pytest.raises(TooSlow):
        body.read(1)
    assert left == [True]


@pytest.mark.django_db
def test_whom_we_cannot_wait_for_gets_the_calm_page(client):
    response = client.post("/herinneringen/nieuw/", {"tekst": "x"}, **{CROWDED: True})
    assert response.status_code == 503
    page = response.content.decode()
    assert "te druk" in page and "Ga terug in je browser" in page
    assert "Probeer het nog een keer" not in page
    assert response.headers["Content-Security-Policy"]


def test_only_a_few_work_at_once_and_who_waits_for_a_body_keeps_nobody():
    slow, arrived, seen = threading.Event(), threading.Event(), []

    class Trickle(io.BytesIO):
        def read(self, size=-1):
            arrived.set()
            assert slow.wait(5)
            return super().read(size)

    def application(environ, start_response):
        seen.append(environ["wsgi.input"].read())
        return [b""]

    served = Bodies(application, lambda environ: "")
    waiting = [
        threading.Thread(
            target=served, args=({"CONTENT_LENGTH": "1", "wsgi.input": Trickle(b"x")}, None)
        )
        for _each in range(bodies.WORKING + 1)
    ]
    for each in waiting:
        each.start()
    assert arrived.wait(5)
    # All of them wait for their bodies, and a page comes all the same.
    served({"wsgi.input": io.BytesIO()}, None)
    assert seen == [b""]
    slow.set()
    for each in waiting:
        each.join(5)
    assert seen == [b"", b"x", b"x", b"x"]


def test_who_waits_longest_gets_the_turn_and_nobody_goes_before():
    turns, seen = Turns(1), []
    turns.acquire()

    def wait(number):
        with turns:
            seen.append(number)

    waiting = []
    for number in range(4):
        waiting.append(threading.Thread(target=wait, args=(number,)))
        waiting[-1].start()
        while len(turns._waiting) < number + 1 and not seen:
            pass
    turns.release()
    # A newcomer, also one who is quicker than who was woken up, comes after them.
    with turns:
        assert seen == [0, 1, 2, 3]
    for each in waiting:
        each.join(5)


def test_a_form_is_waited_for_without_a_turn():
    free = []

    class Stream(io.BytesIO):
        def read(self, size=-1):
            free.append(served._turns._free)
            return super().read(size)

    served = Bodies(lambda environ, _start: [environ["wsgi.input"].read()], lambda environ: "")
    environ = {"CONTENT_LENGTH": "8", "wsgi.input": Stream(b"naam=Jan")}
    assert served(environ, None) == [b"naam=Jan"]
    assert set(free) == {bodies.WORKING}


def test_a_form_that_does_not_arrive_is_trouble_for_who_reads_it():
    class Stream(io.BytesIO):
        def read(self, size=-1):
            raise ConnectionResetError

    def application(environ, start_response):
        with pytest.raises(ConnectionResetError):
            environ["wsgi.input"].read()
        return [b"told"]

    served = Bodies(application, lambda environ: "")
    assert served({"CONTENT_LENGTH": "8", "wsgi.input": Stream()}, None) == [b"told"]
    assert served._turns._free == bodies.WORKING


def test_a_body_without_a_length_is_refused_unread():
    said = []
    served = Bodies(lambda *_both: pytest.fail("it was let in"), lambda environ: "")
    chunks = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": "3", "wsgi.input": None}
    (why,) = served(chunks, lambda status, headers: said.append((status, dict(headers))))
    assert b"Content-Length" in why
    assert said[0][0].startswith("411") and said[0][1]["Connection"] == "close"


@pytest.mark.parametrize("many", [100, bodies.SMALL + 1])
def test_a_part_of_a_form_is_no_form(many):
    def application(environ, start_response):
        with pytest.raises(CutOff):
            environ["wsgi.input"].read()
        return [b"told"]

    served = Bodies(application, lambda environ: "")
    part = io.BytesIO(b"x" * (many - 1))
    assert served({"CONTENT_LENGTH": str(many), "wsgi.input": part}, None) == [b"told"]


def test_after_the_end_there_is_nothing_and_nobody_waits_for_it():
    body = Body(io.BytesIO(b"een and what is not of it"), 3, lambda: None)
    assert (body.read(3), body.read(3), body.readline()) == (b"een", b"", b"")
