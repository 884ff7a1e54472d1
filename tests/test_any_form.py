"""Every address that takes something in, by every kind of person, with whatever comes.

Some dozens of posts in the fast suite; `make fuzz` makes up 10,000 of each kind (BALANS_FUZZ).
"""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from balans.accounts.models import Owner, Share
from balans.accounts.staff.tests.people import become, set_up_app
from balans.diary.models import Memory
from balans.diary.tests.photos import photo
from balans.diary.tests.test_any_words import HARM, ODD
from balans.plans.models import KeptPlan
from balans.questionnaires.models import Attempt
from tests.environment import FUZZ
from tests.test_access import TABLE, address, attempts  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.fuzz]
CALM = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
SOURCES = Path(__file__).resolve().parents[1] / "src" / "balans"
FIELD = re.compile(r"""(?:POST(?:\.get(?:list)?\(|\[)|\bname=)["']([a-z_][a-z0-9_-]*)["']""", re.I)
FIELDS = sorted(
    {
        name
        for path in (*SOURCES.rglob("*.py"), *SOURCES.rglob("*.html"))
        if "tests" not in path.parts
        for name in FIELD.findall(path.read_text(encoding="utf-8"))
    }
)
PEOPLE = ("visitor", "stranger", "anna", "editor", "facilitator", "administrator")
KEEPS = {"demo:become"}
"""Which make somebody anew: they take seconds, and read nothing that is sent."""

WORDS = st.one_of(
    st.sampled_from([*ODD, "1", "ja", "nee", "nu", "2026-11-26", "12:00", "csi", "a@example.nl"]),
    st.text(max_size=80),
)
POSTED = st.dictionaries(st.sampled_from(FIELDS), st.lists(WORDS, min_size=1, max_size=3))
FORMS = st.tuples(st.sampled_from(sorted(set(TABLE) - KEEPS)), st.sampled_from(PEOPLE), POSTED)
HARMLESS_FAULTS = {503}
"""A calm page that keeps what was typed; it says to come back."""


def packed(name: str, content: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr(name, content)
    return kept.getvalue()


def enormous() -> bytes:
    """Return a picture of few bytes that says it is 60,000 points wide."""
    kept = io.BytesIO()
    Image.new("1", (8, 8)).save(kept, "PNG")
    content = bytearray(kept.getvalue())
    content[16:24] = (60_000).to_bytes(4, "big") * 2
    return bytes(content)


PHOTO = photo()
FILES = {
    "cut.jpg": PHOTO[: len(PHOTO) // 2],
    "both.jpg": PHOTO + packed("data.json", b"{}"),
    "script.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "page.jpg": b"<html><script>alert(1)</script>" + PHOTO,
    "wide.png": enormous(),
    "bomb.zip": packed("data.json", b"0" * 20_000_000),
    "bomb.json": packed("../../keys/host", b"{}"),
    "deep.json": b"[" * 20_000,
    "empty.jpg": b"",
    "not.csv": b"\xff\xfe;\x00\x00\n" * 200,
    "formula.csv": "naam;telefoon\n=HYPERLINK(1);Ά﷽👩‍👩‍👧‍👦\n".encode(),
    "list.json": b'{"services": [null, 1, {"name": {}}], "organization": []}',
    "kind.json": b'{"resourceType": "Questionnaire", "item": [{"item": [[]]}]}',
    "calendar.ics": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
    "sound.webm": b"\x1aE\xdf\xa3" + b"\x00" * 64,
}
UPLOADS = st.tuples(
    st.sampled_from(
        ["diary:new", "diary:change", "accounts:take_along", "editing:imports", "groups:logo"]
    ),
    st.sampled_from(["foto", "geluid", "bestand", "logo", "lijst"]),
    st.one_of(
        st.sampled_from(sorted(FILES)).map(lambda name: (name, FILES[name])),
        st.tuples(st.text(min_size=1, max_size=20), st.binary(max_size=300)),
    ),
)


@pytest.fixture
def people(anna, chris, attempts):  # noqa: F811
    """Everybody there is, with a browser each."""
    chris.post("/oefeningen/grenzen/begin/", {"naam": "Chris"})
    found = {"visitor": Client(), "stranger": chris, "anna": anna}
    for role in ("editor", "facilitator", "administrator"):
        found[role] = Client()
        become(found[role], role, f"{role}@example.nl")
        set_up_app(found[role])
    return found, attempts


def of_anna() -> tuple:
    """Return what must stay as it is, whatever others send."""
    owner = Owner.objects.get(pk=Memory.objects.order_by("created_at").first().owner_id)
    return (
        Attempt.objects.filter(owner=owner).count(),
        [bytes(each.sealed) for each in Memory.objects.filter(owner=owner)],
        [bytes(each.sealed) for each in KeptPlan.objects.filter(owner=owner)],
        Share.objects.filter(owner=owner).count(),
    )


def sound(answer, sent: object) -> None:
    """Hold an answer to what every answer owes."""
    assert answer.status_code < 500 or answer.status_code in HARMLESS_FAULTS, sent
    assert re.match(r"(/[^/\\]|https?://testserver/|$)", answer.headers.get("Location", "")), sent
    if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
        said = answer.content.decode()
        assert HARM not in said, sent
        assert "\ufffd" not in said or "\ufffd" in str(sent), sent


@given(FORMS)
@settings(max_examples=FUZZ, suppress_health_check=CALM)
def test_no_form_breaks_whoever_sends_it_and_nobody_changes_what_is_anna_s(people, sent):
    (clients, known), (name, who, fields) = people, sent
    path = address(name, TABLE[name][0], known)
    if who == "anna":
        # What is erased once cannot be asked about again.
        path = path if "erase" not in name and "wipe" not in name else "/mijn/gegevens/"
    before = of_anna() if who != "anna" else ()
    sound(clients[who].post(path, fields), sent)
    assert who == "anna" or of_anna() == before, sent


@given(FORMS)
@settings(max_examples=FUZZ, suppress_health_check=CALM)
def test_no_page_breaks_on_what_stands_behind_its_question_mark(people, sent):
    (clients, known), (name, who, fields) = people, sent
    before = of_anna()
    sound(clients[who].get(address(name, TABLE[name][0], known), fields), sent)
    assert of_anna() == before, sent


@given(UPLOADS)
@settings(max_examples=FUZZ, suppress_health_check=CALM)
def test_no_file_breaks_what_takes_it_in(people, sent):
    (clients, known), (name, field, (called, content)) = people, sent
    who = {"editing:imports": "editor", "groups:logo": "facilitator"}.get(name, "anna")
    sent_file = io.BytesIO(content)
    sent_file.name = called
    fields = {"tekst": "Aan zee", field: sent_file}
    sound(clients[who].post(address(name, TABLE[name][0], known), fields), sent)


SIGNS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)
ODD_PATHS = st.one_of(
    st.sampled_from(
        [
            *("/%00", "/%ff%fe", "/..%2f..%2fkeys%2fhost", "/static/..%2f..%2fkeys/host"),
            *("/static/%00", "/mijn/%0d%0aSet-Cookie:x", "//elders.example/", "/\\elders.example"),
            *("/herinneringen/%F0%9F%98%80/", "/agenda/.ics", "/api/%2e%2e/", "/en/%c0%ae/"),
        ]
    ),
    SIGNS.map(lambda text: f"/{text}"),
    st.tuples(st.sampled_from(["/gedeeld/", "/hulp/", "/api/services/"]), SIGNS).map("".join),
)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            *("HTTP_ACCEPT_LANGUAGE", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_ACCEPT"),
            *("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_ORIGIN"),
            *("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_ACCEPT_ENCODING"),
            *("HTTP_COOKIE", "HTTP_X_REQUESTED_WITH", "CONTENT_TYPE"),
        ]
    ),
    # As a server hands them on: the bytes of the line, read as Latin-1.
    st.one_of(st.sampled_from(ODD), SIGNS).map(
        lambda text: text.replace("\n", " ").encode().decode("latin-1")
    ),
    max_size=4,
)


@given(ODD_PATHS, HEADERS)
@settings(max_examples=FUZZ, suppress_health_check=CALM)
def test_no_address_breaks_with_whatever_path_headers_and_cookies(client, path, headers):
    sound(client.get(path, **headers), (path, headers))


@given(st.binary(max_size=200), st.sampled_from(["application/json", "text/xml", "x", "", HARM]))
@settings(max_examples=FUZZ, suppress_health_check=CALM)
def test_a_body_that_is_no_form_is_refused_and_changes_nothing(people, body, kind):
    clients, known = people
    before = of_anna()
    for name in ("diary:new", "accounts:details", "plans:new"):
        answer = clients["anna"].post(address(name, TABLE[name][0], known), body, content_type=kind)
        assert answer.status_code == 400, (name, kind)
    assert of_anna() == before
