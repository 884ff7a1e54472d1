"""A new release comes while people are in the middle of something: they go on and lose nothing."""

import http.client
import re
import shutil
import threading
import time
from pathlib import Path

import pytest

import balans
from tests.faults.crowd import HIDDEN, PHOTO, Carer, multipart
from tests.faults.running import product
from tests.faults.table import note
from tests.visiting import TOKEN

pytestmark = pytest.mark.load
ROOT = Path(balans.__file__).resolve().parents[2]
STYLE = re.compile(r'href="(/static/[^"]+\.css)"')
TITLE = re.compile(r'^title = "(.*)"', re.MULTILINE)
NEW_TITLE = "Wat je graag wilt"


def older_release(folder: Path) -> dict[str, str]:
    """Make a release whose styles differ, so that their addresses do; return how to run it."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for style in (folder / "src" / "balans").rglob("*.css"):
        style.write_text(f"{style.read_text()}\n.older-release {{ color: inherit; }}\n")
    return {"PYTHONPATH": f"{folder / 'src'}:{ROOT}", "BALANS_CONTENT": str(ROOT / "content")}


def newer_content(folder: Path) -> str:
    """Make an overlay with a second version of an exercise; return its folder."""
    for name in ("flow", "nl", "en"):
        origin = ROOT / "content" / "flows" / "doelen" / "v1" / f"{name}.toml"
        target = folder / "flows" / "doelen" / "v2" / f"{name}.toml"
        target.parent.mkdir(parents=True, exist_ok=True)
        words = origin.read_text(encoding="utf-8")
        if name == "nl":
            words = TITLE.sub(f'title = "{NEW_TITLE}"', words, count=1)
        target.write_text(words, encoding="utf-8")
    return str(folder)


class SlowUpload(threading.Thread):
    """A photo on its way over a poor line: half of it, and the rest when told."""

    def __init__(self, carer: Carer) -> None:
        super().__init__(daemon=True)
        self.carer, self.half, self.go_on = carer, threading.Event(), threading.Event()
        self.status, self.where = 0, ""

    def run(self) -> None:
        _status, page = self.carer.get("/herinneringen/nieuw/")
        token = TOKEN.search(page)
        given = {n: t for n, t in HIDDEN.findall(page) if n[0] == "_"}
        given |= {"titel": "Onderweg", "tekst": "Aan zee", "wanneer": "lang-geleden"}
        given["csrfmiddlewaretoken"] = token[1] if token else ""
        kind, body = multipart(given, ("foto", PHOTO))
        line = http.client.HTTPConnection(self.carer.url.removeprefix("http://"), timeout=60)
        line.putrequest("POST", "/herinneringen/nieuw/")
        cookies = "; ".join(f"{name}={value}" for name, value in self.carer.jar.items())
        for name, value in {
            "Cookie": cookies,
            "Content-Type": kind,
            "Content-Length": str(len(body)),
        }.items():
            line.putheader(name, value)
        line.endheaders(body[: len(body) // 2])
        self.half.set()
        self.go_on.wait()
        line.send(body[len(body) // 2 :])
        answer = line.getresponse()
        answer.read()
        self.status, self.where = answer.status, answer.headers.get("Location", "")


def test_a_person_in_the_middle_of_something_goes_on_over_a_new_release(tmp_path):
    older = older_release(tmp_path / "older")
    with product(tmp_path, **older) as server:
        carer = Carer(server.url, number=1)
        assert carer.answer() and carer.remember() and carer.plan() and carer.share()
        _status, page = carer.get(carer.step)
        (style, *_more) = STYLE.findall(page)
        token = TOKEN.search(page)[1]
        _status, draft = carer.get("/herinneringen/nieuw/")
        upload = SlowUpload(carer)
        upload.start()
        assert upload.half.wait(20)
        time.sleep(0.5)

        # The service manager stops the old release; the photo is still on its way.
        server.process.terminate()
        began = time.monotonic()
        time.sleep(1)
        upload.go_on.set()
        upload.join(timeout=40)
        assert upload.status == 302, "a photo under way was cut off"
        carer.memories[upload.where] = "Onderweg"
        assert server.process.wait(timeout=40) == 0, server.log[-999:]
        stopped = time.monotonic() - began

        for name in older:
            del server.environment[name]
        server.environment["BALANS_CONTENT_OVERLAY"] = newer_content(tmp_path / "overlay")
        server.begin()
        assert carer.ask("GET", style)[0] == 200, "an old page lost its style"
        _status, fresh = carer.get(carer.step)
        assert STYLE.findall(fresh)[0] != style, "the test must have two different styles"

        # The form that stood open, with its old token; then the draft that stood open.
        given = {"naam": "Zorger 1 keer 900", "csrfmiddlewaretoken": token}
        assert carer.give(carer.step, given)[0] == 302
        carer.kept_name = 900
        hidden = {n: t for n, t in HIDDEN.findall(draft) if n[0] == "_"}
        words = {"titel": "Stond open", "tekst": "Nog uit de oude", "wanneer": "lang-geleden"}
        words["csrfmiddlewaretoken"] = TOKEN.search(draft)[1]
        status, where, _page = carer.give("/herinneringen/nieuw/", hidden | words, ("foto", PHOTO))
        assert status == 302
        carer.memories[where] = "Stond open"
        assert carer.lost() == []

        # What was begun goes on under its version; what begins now has the new one.
        old_title = TITLE.search(
            (ROOT / "content/flows/doelen/v1/nl.toml").read_text(encoding="utf-8")
        )[1]
        assert old_title in carer.get(carer.step)[1] and NEW_TITLE not in carer.get(carer.step)[1]
        stranger = Carer(server.url, number=2)
        assert stranger.answer() and NEW_TITLE in stranger.get(stranger.step)[1]
    note(
        "a new release in the middle of an exercise, a draft and an upload",
        "once",
        "nothing",
        "nothing",
        f"their page keeps its looks and its form works; the old one stopped in {stopped:.1f} s",
    )
