"""The log holds kinds and places: no word, secret or address, whichever way it comes."""

import json
import logging
import sys
import threading
import warnings

import pytest
from django.http import HttpResponse
from django.test import Client

from balans.core import logs
from balans.core.tracing import CODE_LETTERS, busy_with, code_of

WORD = "xylofoon"
SECRET = "Zq3vT8mN1kL5pR7wX2yB4cD6fG9hJ0aS-eU_iOxQ3vT"
ADDRESS = "203.0.113.77"


class Said(logging.Handler):
    """Keeps every line as it would stand in the log."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.setFormatter(logs.WithoutWords(form=form))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture(params=["text", "json"])
def said(request):
    """Everything that any logger says, at every level."""
    handler, root = Said(request.param), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.setLevel(level)
    root.removeHandler(handler)


def clean(said: Said) -> str:
    """Return all lines, after a look for what may not be in them."""
    whole = "\n".join(said.lines)
    for forbidden in (WORD, SECRET, ADDRESS, "xanthippe@example.nl"):
        assert forbidden not in whole
    return whole


def fail() -> None:
    words = f"{WORD} {SECRET} {ADDRESS} xanthippe@example.nl"
    try:
        try:
            int(words)
        except ValueError as error:
            error.add_note(words)
            raise LookupError(words) from error
    except LookupError:
        raise ExceptionGroup(words, [KeyError(words)]) from None


OTHERS = (
    "django.request",
    "django.security.csrf",
    "urllib3",
    "PIL",
    "x",
    "asyncio",
    "granian.access",
)


@pytest.mark.parametrize("name", OTHERS)
def test_of_lines_of_others_only_the_place_is_written(said, name):
    log = logging.getLogger(name)
    log.error("%s %s", WORD, SECRET)
    log.warning(f"{WORD} {ADDRESS}", stack_info=True)
    log.critical({WORD: SECRET})
    try:
        fail()
    except ExceptionGroup:
        log.exception("%s", WORD, extra={"words": WORD})
    assert "ExceptionGroup" in clean(said) and "test_logs.py:" in clean(said)


def test_our_own_lines_are_written_without_secrets(said):
    log = logging.getLogger("balans")
    log.error("a book could not be made: %s", f"/gedeeld/{SECRET}/")
    try:
        fail()
    except ExceptionGroup:
        log.exception("a chore failed")
    whole = clean(said)
    assert "a book could not be made" in whole and "ExceptionGroup" in whole


def test_the_web_server_tells_kinds_only(said):
    """Granian writes what an exception said in further lines of its message."""
    text = f"Application callable raised an exception\n  File x\nValueError: {WORD} {SECRET}"
    logging.getLogger("_granian").error(text)
    assert "Application callable raised an exception" in clean(said)


def test_warnings_and_faults_that_nobody_catches_go_the_same_way(said, monkeypatch):
    for name in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    logs.take_over()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            logging.captureWarnings(True)
            warnings.warn(f"{WORD} {SECRET}", stacklevel=1)
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        try:
            fail()
        except ExceptionGroup:
            sys.excepthook(*sys.exc_info())
        sys.unraisablehook(type("Told", (), {"exc_value": ValueError(WORD)}))
    finally:
        logging.captureWarnings(False)
    whole = clean(said)
    for line in ("py.warnings", "a thread stopped", "a process stopped", "nobody could be told"):
        assert line in whole


PLACES = {
    "path": lambda c: c.post(f"/hulp/{WORD}/", {"a": "b"}),
    "query": lambda c: c.get(f"/zoeken/?q={WORD}&t={SECRET}"),
    "form": lambda c: c.post("/hulp/plaats/", {"plaats": WORD, WORD: SECRET}),
    "json": lambda c: c.post("/hulp/plaats/", json.dumps({WORD: WORD}), "application/json"),
    "cookie": lambda c: c.get("/mijn/", HTTP_COOKIE=f"balans_gast={SECRET}; {WORD}={WORD}"),
    "host": lambda c: c.get("/", HTTP_HOST=f"{WORD}.example"),
    "agent": lambda c: c.get("/mijn/", HTTP_USER_AGENT=WORD, HTTP_REFERER=f"http://{WORD}/"),
    "address": lambda c: c.get("/mijn/", REMOTE_ADDR=ADDRESS, HTTP_X_FORWARDED_FOR=ADDRESS),
    "secret": lambda c: c.get(f"/gedeeld/{SECRET}/"),
    "csrf": lambda c: Client(enforce_csrf_checks=True, raise_request_exception=False).post(
        f"/hulp/plaats/?{WORD}", {"csrfmiddlewaretoken": WORD}, HTTP_REFERER=f"https://{WORD}/"
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("breaks", [False, True], ids=["as it is", "and the page breaks"])
def test_words_in_any_place_of_a_request_are_in_no_line(said, monkeypatch, place, breaks):
    client = Client(raise_request_exception=False)
    if breaks:

        def broken(self, request, *args, **kwargs):
            held = request.get_full_path(), request.META, request.body
            raise RuntimeError(f"{held} {WORD} {SECRET}")

        from balans.accounts.middleware import PersonMiddleware

        monkeypatch.setattr(PersonMiddleware, "__call__", broken)
    PLACES[place](client)
    logging.getLogger("django.request").error("one line at least")
    clean(said)


@pytest.mark.django_db
def test_the_code_on_the_error_page_finds_the_line(said, monkeypatch):
    def broken(self, request):
        raise RuntimeError(WORD)

    from balans.accounts.middleware import PersonMiddleware

    monkeypatch.setattr(PersonMiddleware, "__call__", broken)
    response = Client(raise_request_exception=False).get("/mijn/")
    page = response.content.decode()
    assert response.status_code == 500 and "noem deze code" in page
    code = page.split('<strong translate="no">')[1][:8]
    assert set(code) <= set(CODE_LETTERS)
    (line,) = [each for each in said.lines if code in each and "RuntimeError" in each]
    assert "a page failed" in line
    if said.formatter.form == "json":
        told = json.loads(line)
        assert (told["code"], told["status"], told["method"]) == (code, 500, "GET")
        assert set(told) == {
            "time",
            "level",
            "what",
            "route",
            "method",
            "status",
            "ms",
            "code",
            "error",
        }


def test_every_request_has_a_code_of_its_own_and_one_only(rf):
    one, other = rf.get("/"), rf.get("/")
    assert code_of(one) == code_of(one) != code_of(other)


def test_a_line_outside_a_request_names_no_page(said):
    assert busy_with.get() is None
    logging.getLogger("balans").info("mails sent: 3")
    assert "route" not in said.lines[-1] and "mails sent: 3" in said.lines[-1]


@pytest.mark.django_db
def test_access_lines_name_the_page_and_nothing_else(said, settings):
    settings.LOG_ACCESS = True
    client = Client()
    client.get(f"/informatie/?{WORD}={SECRET}", REMOTE_ADDR=ADDRESS)
    (line,) = [each for each in said.lines if "articles:index" in each]
    assert "200" in line
    clean(said)


def test_a_calm_page_answers_the_database_that_is_away_with_a_code(rf, said):
    from balans.pages.errors import cannot_now

    request = rf.get("/")
    response = cannot_now(request)
    assert isinstance(response, HttpResponse) and code_of(request) in response.content.decode()
