"""What we promise, held to the real things: files on disk, a backup put back, a mail server."""

import io
import json
import os
import quopri
import re
import subprocess
import sys
import time
import tomllib
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balans.accounts.tests.letters import sign_in
from balans.demo.lives import life_of
from balans.diary.attachment import Attachment
from balans.diary.models import Memory
from conftest import serving
from tests.cluster import wait_until
from tests.databases import database_for, is_known
from tests.somebody import ADDRESS, PASSWORD, WORDS
from tests.visiting import Visitor, found_in_files, mail_server

ROOT = Path(__file__).resolve().parents[1]
KEY_COOKIE = "balans_gast"
CODE = re.compile(r"\b(\d{3}) (\d{3})\b")
MAIL_SECONDS = 90
ALL_WORDS = (ADDRESS, PASSWORD, *WORDS.values())


def act(data: Path, *what: str) -> dict:
    """Do something to somebody, in a process of its own; return what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.somebody", *what],
        env=os.environ | {"BALANS_DATA": str(data), "BALANS_DEMO": "1"} | database_for(data),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def balans(data: Path, *words: object) -> None:
    """Run a command of the product on an installation."""
    done = subprocess.run(
        [sys.executable, "-m", "balans.cli", *map(str, words)],
        env=os.environ | {"BALANS_DATA": str(data)} | database_for(data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def put_back(data: Path, backups: Path) -> None:
    """Put the backup in place of what is there now. The keys are in no backup, and stay."""
    (backup,) = backups.iterdir()
    balans(data, "restore", backup, "--replace")


def codes_in(mails) -> list[str]:
    """Return the codes that were mailed so far. Other mail may come between them at any moment."""
    texts = [each.get_body(("plain",)).get_content() for each in mails.taken]
    return ["".join(found.groups()) for text in texts if (found := CODE.search(text))]


def sign_in_by_mail(visitor: Visitor, mails) -> tuple[int, str]:
    """Ask for a code, read it in the mail and type it; return Mijn plek."""
    before = len(codes_in(mails))
    assert visitor.post("/mijn/inloggen/", adres=ADDRESS)[0] == 302
    wait_until(lambda: len(codes_in(mails)) > before, MAIL_SECONDS)
    code = codes_in(mails)[-1]
    status, where, _page = visitor.post("/mijn/inloggen/code/", code=code)
    assert status == 302, "the code did not let in"
    return visitor.get(where)


def with_cookie(url: str, known: dict) -> Visitor:
    return Visitor(url, {KEY_COOKIE: known["cookie"]})


def everything_opens(url: str, known: dict) -> list[bool]:
    """Return for every way in, without mail, whether it shows what was written."""
    photo_page = with_cookie(url, known).get(f"/herinneringen/{known['memory']}/")[1]
    looking = Visitor(url)
    shared = f"/gedeeld/{known['share']}/"
    looking.post(shared, naam="Iemand")
    outcome = f"/gedeeld/{known['outcome']}/"
    looking.post(outcome, naam="Iemand")
    by_password = Visitor(url)
    by_password.post(
        "/mijn/inloggen/wachtwoord/", "/mijn/inloggen/", adres=ADDRESS, wachtwoord=PASSWORD
    )
    by_sheet = Visitor(url)
    by_sheet.post("/mijn/inloggen/herstelblad/", "/mijn/inloggen/", herstelcode=known["code"])
    return [
        WORDS["title"] in with_cookie(url, known).get("/herinneringen/")[1],
        WORDS["caption"] in photo_page,
        with_cookie(url, known).ask("GET", "/herinneringen/boek/boek.pdf")[2][:5] == b"%PDF-",
        WORDS["goal"] in with_cookie(url, known).get("/mijn-plan/")[1],
        WORDS["text"] in looking.get(shared)[1],
        WORDS["asked"] in looking.get(outcome)[1],
        WORDS["goal"] in feed_of(url, known)[1],
        WORDS["title"] in by_password.get("/herinneringen/")[1],
        WORDS["title"] in by_sheet.get("/herinneringen/")[1],
    ]


def feed_of(url: str, known: dict) -> tuple[int, str]:
    status, text = Visitor(url).get(f"/agenda/{known['feed']}.ics")
    return status, text.replace("\r\n ", "")


@pytest.mark.load
def test_who_is_erased_is_nowhere_in_the_files_and_no_backup_brings_anything_back(tmp_path):
    data, backup = tmp_path / "data", tmp_path / "backup"
    known = act(data, "make")
    assert not found_in_files(data, ALL_WORDS)
    with mail_server() as mails:
        away = {"BALANS_DEMO": "0", **mails.settings}
        with serving(data, **away) as server:
            assert all(everything_opens(server.url, known))
            signed_in = Visitor(server.url)
            sign_in_by_mail(signed_in, mails)
            assert WORDS["title"] in signed_in.get("/herinneringen/")[1]
            assert act(data, "try_passkey", known["handle"]) == {"opens": True}
            balans(data, "backup", backup)
            here = with_cookie(server.url, known)
            assert here.post("/mijn/wissen/", _actie="nu")[0] == 302
            assert not any(everything_opens(server.url, known))
            assert not found_in_files(data, ALL_WORDS)
        assert not found_in_files(data, ALL_WORDS)
        assert act(data, "sweep") == {"swept": 4}
        assert not any(path.is_file() for path in (data / "blobs").rglob("*"))
        assert not (data / "keys" / "anchors" / known["owner"]).exists()

        put_back(data, backup)
        assert is_known(data, known["owner"])
        with serving(data, **away) as server:
            assert not any(everything_opens(server.url, known))
            for path in (f"/gedeeld/{known['share']}/", f"/agenda/{known['feed']}.ics"):
                assert Visitor(server.url).get(path)[0] == 404
            memory = f"/herinneringen/{known['memory']}/"
            assert with_cookie(server.url, known).get(memory)[0] == 404
            for path in ("/mijn/", "/herinneringen/", "/mijn-plan/", "/mijn/delen/"):
                status, page = with_cookie(server.url, known).get(path)
                assert status == 200 and not any(word in page for word in ALL_WORDS)
            assert act(data, "try_passkey", known["handle"]) == {"opens": False}
            newcomer = Visitor(server.url)
            status, page = sign_in_by_mail(newcomer, mails)
            assert status == 200 and WORDS["name"] not in page
            assert WORDS["title"] not in newcomer.get("/herinneringen/")[1]
        assert not found_in_files(data, ALL_WORDS)


@pytest.mark.load
@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("leave", {"early": 0, "late": 1}),
        (
            "stay_away",
            {"early": 0, "told first": 1, "told again": 1, "told thrice": 0, "late": 1},
        ),
    ],
)
def test_the_slow_ways_out_leave_as_little(tmp_path, what, said):
    data, backup = tmp_path / "data", tmp_path / "backup"
    known = act(data, "make")
    balans(data, "backup", backup)
    assert act(data, what) == said
    assert not found_in_files(data, ALL_WORDS)
    assert not (data / "keys" / "anchors" / known["owner"]).exists()
    put_back(data, backup)
    with serving(data, BALANS_DEMO="0") as server:
        assert not any(everything_opens(server.url, known))


CLOCK = """
from datetime import timedelta
from django.utils import timezone

real = timezone.now
timezone.now = lambda: real() + timedelta(seconds={seconds})
"""


def with_clock(folder: Path, hour: int) -> dict[str, str]:
    """Return settings under which the product has it that it is this hour in Amsterdam today."""
    now = datetime.now(tz=ZoneInfo("Europe/Amsterdam"))
    wanted = now.replace(hour=hour, minute=5, second=0)
    folder.mkdir()
    script = CLOCK.format(seconds=(wanted - now) / timedelta(seconds=1))
    (folder / "sitecustomize.py").write_text(script)
    known = os.environ.get("PYTHONPATH", "")
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(folder), known)))}


@pytest.mark.load
def test_a_reminder_really_arrives_within_a_minute_and_only_once(tmp_path):
    with mail_server() as mails:
        settings = mails.settings | with_clock(tmp_path / "clock", 10) | {"BALANS_DEMO": "1"}
        for _start in range(2):
            with serving(tmp_path / "data", **settings) as server:
                wait_until(lambda: reminders_in(mails), MAIL_SECONDS)
                time.sleep(2)
        (mail,) = reminders_in(mails)
        assert mail["To"] == "greet@example.nl"
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        text = mail.get_body(("plain",)).get_content()
        html = mail.get_body(("html",)).get_content()
        assert "/mijn-plan/" in text and "/mijn-plan/" in html
        assert "zingen" not in text + html and "Riet" not in text + html
        assert server.url.startswith("http://localhost")


def reminders_in(mails) -> list:
    return [each for each in mails.taken if "plan" in each["Subject"]]


def words_of_the_demo() -> set[str]:
    """Return every sentence that a demo person wrote, and names that stand nowhere else."""
    texts: list[str] = []
    for_everybody = set[str]()
    for path in (ROOT / "content" / "demo").glob("*.toml"):
        found = strings_in(tomllib.loads(path.read_text(encoding="utf-8")))
        if path.name == "local_offers.toml":
            # Invented offers of help are for everybody to read, and nobody's words.
            for_everybody |= sentences_of(found)
        else:
            texts += found
    sentences = sentences_of(texts) - for_everybody
    public = {"story_nl", "story_en"}
    told = {
        part.strip()
        for person in tomllib.loads(
            (ROOT / "content" / "demo" / "people.toml").read_text(encoding="utf-8")
        )["people"]
        for name in public
        for part in re.split(r"[.!?\n]", person[name])
    }
    return {each for each in sentences - told if len(each) >= 14 and " " in each}


def sentences_of(texts: list[str]) -> set[str]:
    return {part.strip() for text in texts for part in re.split(r"[.!?\n]", text)}


def strings_in(found: object) -> list[str]:
    if isinstance(found, str):
        return [found]
    if isinstance(found, dict):
        return [text for each in found.values() for text in strings_in(each)]
    return [text for each in found for text in strings_in(each)] if isinstance(found, list) else []


@pytest.mark.load
def test_no_file_mail_or_log_holds_a_word_of_the_demo_people(tmp_path):
    words = words_of_the_demo()
    assert len(words) > 150 and "In de vriezer ligt nog één zakje" in words
    data, log = tmp_path / "data", tmp_path / "log"
    with log.open("wb") as lines, serving(data, errors=lines, BALANS_DEMO="1") as server:
        seen = ""
        for person in ("greet", "samira", "wim", "henk"):
            visitor = Visitor(server.url)
            assert visitor.post(f"/demo/{person}/", "/demo/")[0] == 302
            for path in ("/mijn/", "/herinneringen/", "/mijn-plan/", "/mijn/delen/"):
                status, page = visitor.get(path)
                assert status == 200
                seen += page
            found = visitor.post("/herinneringen/zoeken/", "/herinneringen/", woorden="zakje")
            assert found[0] in (200, 302)
            assert visitor.ask("GET", "/mijn/meenemen.zip")[2][:2] == b"PK"
            assert visitor.ask("GET", "/bestaat-niet/lekker-bakkie/")[0] == 404
        assert sum(word in seen for word in words) > 30, "the pages show what they wrote"
        wait_until(lambda: len(list((data / "mailbox").glob("*"))) == 2, MAIL_SECONDS)
        assert not found_in_files(data, words)
    letters = [quopri.decodestring(each.read_bytes()) for each in (data / "mailbox").glob("*")]
    assert any(b"Dag," in each for each in letters), "they can be read here"
    assert not any(word.encode() in each for each in letters for word in words)
    assert found_in_files(data, ["greet@example.nl"]), "the search finds what is there"
    assert not found_in_files(tmp_path, words)
    assert not found_in_files(data, ["greet@example.nl"], but=["mailbox"])


@pytest.mark.django_db
def test_an_export_brought_to_an_empty_account_is_the_same_to_the_last_byte(client, chris):
    client.post("/demo/greet/")
    taken = packed(client)
    photos = Attachment.objects.photos().filter(memory__owner__account_since__isnull=False)
    assert photos.count() == len([name for name in taken.namelist() if name[:6] == "fotos/"]) == 4
    client.post("/mijn/wissen/")
    sign_in(chris)
    brought = SimpleUploadedFile("mijn.zip", taken.fp.getvalue())
    response = chris.post("/mijn/meenemen/", {"bestand": brought})
    checks = sum(len(each.rows) for each in life_of("greet").checks)
    assert response.headers["Location"] == f"/mijn/?terug={21 + checks}"
    again = packed(chris)
    before, after = (json.loads(each.read("data.json")) for each in (taken, again))
    assert before.pop("made_at") != after.pop("made_at")
    assert before == after
    files = [name for name in taken.namelist() if name.startswith(("fotos/", "geluid/"))]
    assert all(again.read(name) == taken.read(name) for name in files)
    assert set(again.namelist()) == set(taken.namelist())
    assert Memory.objects.filter(owner__account_since__isnull=False).count() == 11


def packed(client) -> zipfile.ZipFile:
    content = b"".join(client.get("/mijn/meenemen.zip").streaming_content)
    return zipfile.ZipFile(io.BytesIO(content))
