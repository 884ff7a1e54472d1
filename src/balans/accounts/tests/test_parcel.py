"""Taking everything along, and bringing it back: whole, once, and only what is ours."""

import io
import json
import zipfile
from pathlib import Path

import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from balans.accounts import parcel
from balans.accounts.models import Owner
from balans.accounts.returning import STRANGE, UnreadableParcel, unpack
from balans.demo.actions import load_person
from balans.demo.lives import life_of
from balans.demo.people import demo_secret, people
from balans.questionnaires.models import Answer, Attempt

CHECKS = sum(len(each.rows) for each in life_of("greet").checks)

ROOT = Path(__file__).resolve().parents[4]
URL = "/mijn/meenemen/"
FILE = "/mijn/meenemen.zip"


@pytest.fixture
def greet(client, settings):
    """Greet, who did all four exercises, made two plans, and has eleven memories and a book."""
    from balans.accounts.person import write_cookie

    load_person(people()["greet"])
    client.cookies[settings.KEY_COOKIE] = write_cookie(demo_secret("greet", settings.SECRET_KEY))
    return client


def packed(client, url: str = FILE) -> bytes:
    return b"".join(client.get(url).streaming_content)


def taken(client) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(packed(client)))


def data(client) -> dict:
    return json.loads(taken(client).read("data.json"))


def bring(client, content: bytes, name: str = "mijn.zip"):
    return client.post(URL, {"bestand": SimpleUploadedFile(name, content)})


def without_moment(found: dict) -> dict:
    return {key: value for key, value in found.items() if key != "made_at"}


@pytest.mark.django_db
def test_a_parcel_holds_everything_to_read_to_print_and_to_bring_back(greet):
    file = taken(greet)
    names = file.namelist()
    assert {"index.html", "data.json", "data.schema.json"} <= set(names)
    papers = [name for name in names if name.startswith("pdf/")]
    assert len(papers) == 7 + CHECKS and all(file.read(name)[:5] == b"%PDF-" for name in papers)
    page = file.read("index.html").decode()
    html5lib.HTMLParser(strict=True).parse(page)
    assert all(name in page for name in papers)
    assert "Letters aanwijzen met Jan" in page


@pytest.mark.django_db
def test_an_empty_place_gets_everything_back_as_it_was(greet):
    before, content = data(greet), packed(greet)
    Owner.objects.all().delete()
    other = Client()
    response = bring(other, content)
    assert response.status_code == 302
    assert without_moment(data(other)) == without_moment(before)
    assert (
        f"Er zijn {21 + CHECKS} dingen teruggezet."
        in other.get(response.headers["Location"]).content.decode()
    )


@pytest.mark.django_db
def test_bringing_back_twice_or_over_what_is_there_changes_nothing(greet):
    before, content = data(greet), packed(greet)
    response = bring(greet, content)
    assert response.headers["Location"] == "/mijn/?terug=0"
    assert without_moment(data(greet)) == without_moment(before)


@pytest.mark.django_db
def test_what_somebody_else_still_has_comes_back_under_another_id(greet):
    content = packed(greet)
    other = Client()
    bring(other, content)
    assert Attempt.objects.count() == 2 * (4 + CHECKS)
    assert len(data(greet)["rooms"]["attempts"]) == 4 + CHECKS


@pytest.mark.django_db
def test_data_alone_can_be_brought_back_too(greet):
    content = taken(greet).read("data.json")
    assert (
        bring(Client(), content, "data.json").headers["Location"]
        == f"/mijn/?terug={21 + CHECKS}&zonder=4"
    )


@pytest.mark.django_db
def test_an_english_parcel_is_english_and_goes_back_to_dutch(greet):
    file = zipfile.ZipFile(io.BytesIO(packed(greet, "/en/mine/take-along.zip")))
    assert "What I wrote on MantelzorgBalans" in file.read("index.html").decode()
    assert bring(Client(), file.read("data.json")).status_code == 302


def parcel_with(answers: dict, **more) -> bytes:
    attempt = {
        "id": "00000000-0000-4000-8000-000000000001",
        "questionnaire": "doelen",
        "version": 1,
        "started_at": "2099-01-01T00:00:00+01:00",
        "changed_at": "2099-01-01T00:00:00+01:00",
        "answers": answers,
        **more,
    }
    head = {"format": parcel.FORMAT, "version": parcel.VERSION, "made_at": "2026-11-24T12:00:00Z"}
    return json.dumps({**head, "rooms": {"attempts": [attempt]}}).encode()


@pytest.mark.django_db
def test_a_file_can_say_anything_and_only_what_fits_is_kept():
    client = Client()
    strange = {
        "naam": "Jan\u0000\u001b",
        "relatie": {"chosen": ["kat"], "own": []},
        "gemist": "geen lijst",
        "eigenlijk": ["naar zee", "x" * 301],
        "check": "2027-02-31",
        "kat": "miauw",
        "waarom": None,
    }
    assert bring(client, parcel_with(strange)).status_code == 302
    (attempt,) = data(client)["rooms"]["attempts"]
    assert attempt["answers"] == {"naam": "Jan", "waarom": None}
    assert attempt["changed_at"] < "2099"
    assert client.get(f"/oefeningen/doelen/{attempt['id']}/uitkomst/").status_code == 200


@pytest.mark.django_db
def test_a_questionnaire_that_is_not_here_is_left_out():
    assert bring(Client(), parcel_with({}, questionnaire="kat")).headers["Location"].endswith("=0")


@pytest.mark.django_db
def test_a_plan_does_not_come_back_as_an_exercise():
    client = Client()
    assert bring(client, parcel_with({}, questionnaire="plan")).headers["Location"].endswith("=0")


def zipped(method: int = zipfile.ZIP_DEFLATED, **files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "."), content)
    return file.getvalue()


WRONG = [
    (b"", "strange"),
    (b"\xff\xd8\xff a photo", "strange"),
    (b"{", "strange"),
    (b"[" * 100_000, "strange"),
    (b"[]", "strange"),
    (b'{"format": "iets anders"}', "strange"),
    (b'{"format": "mantelzorgbalans-parcel", "version": 2}', "newer"),
    (b'{"format": "mantelzorgbalans-parcel", "version": 1, "rooms": []}', "strange"),
    (b'{"format": "mantelzorgbalans-parcel", "version": 1, "rooms": {"attempts": 3}}', "strange"),
    (parcel_with({}, version=10**30), "strange"),
    (parcel_with({}, started_at="gisteren"), "strange"),
    (parcel_with({}, id="../../etc"), "strange"),
    (zipped(kat__txt=b"miauw"), "strange"),
    (zipped(data__json=b"x" * 20)[:-30], "strange"),
    (zipped(data__json=b" " * (STRANGE.word_bytes + 10)), "large"),
    (b" " * (STRANGE.word_bytes + 1), "strange"),
    (zipped(zipfile.ZIP_BZIP2, data__json=b" " * 1_000), "strange"),
    (zipped(zipfile.ZIP_LZMA, data__json=b" " * 1_000), "strange"),
    (zipped(data__json=b"ab" * 500).replace(b"\x03\x00", b"\xff\xff", 1), "strange"),
    (parcel_with({}, started_at="0001-01-01T00:00:00+14:00"), "strange"),
    (parcel_with({}, changed_at="9999-12-31T23:59:59-14:00"), "strange"),
]


@pytest.mark.parametrize(("content", "why"), WRONG, ids=range(len(WRONG)))
def test_what_is_not_a_parcel_is_refused(content, why):
    with pytest.raises(UnreadableParcel) as refused:
        unpack(io.BytesIO(content))
    assert refused.value.why == why


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_refused_or_read(content):
    try:
        unpack(io.BytesIO(content))
    except UnreadableParcel as refused:
        assert refused.why in {"strange", "large", "newer"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"geen zip", "Dit is geen bestand van hier."),
        (
            zipped(data__json=b" " * (STRANGE.word_bytes + 10)),
            "Dit bestand is te groot om hier terug te zetten.",
        ),
        (b"x" * (STRANGE.word_bytes + 900_000), "Dit is geen bestand van hier."),
    ],
)
def test_a_wrong_file_gets_a_kind_message_and_makes_nobody(content, words):
    client = Client()
    response = bring(client, content)
    assert response.status_code == 422 and words in response.content.decode()
    assert Owner.objects.count() == 0 and Answer.objects.count() == 0


@pytest.mark.django_db
def test_no_file_at_all_gets_a_message_beside_the_field():
    page = Client().post(URL, {}).content.decode()
    assert 'aria-invalid="true"' in page and "Kies eerst een bestand." in page


@pytest.mark.django_db
def test_who_has_nothing_is_told_what_this_is():
    assert Client().get(FILE).headers["Location"] == URL
    assert "niets van jou" in Client().get(URL).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("count", ["x", "-1", "99999", "<b>", "²"])
def test_an_address_with_a_strange_count_says_nothing(greet, count):
    assert "teruggezet." not in greet.get(f"/mijn/?terug={count}").content.decode()


def test_the_schema_is_described_and_fits_what_is_given():
    written = json.loads((ROOT / "docs" / "parcel.schema.json").read_text(encoding="utf-8"))
    assert written == parcel.schema()
