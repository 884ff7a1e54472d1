"""Take the pictures of the walk-throughs from the product itself: make walkthroughs [names].

Serves the product on an empty data folder, does every exercise in both languages as somebody on a
telephone would, and writes pictures and made.toml beside the scenes (content/walkthroughs).
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

PHONE = {"width": 390, "height": 844}
SCALE = 2
ROOM = 14
"""Around what is shown, in CSS pixels."""
TALLEST = 800
"""Of a picture, in CSS pixels: more than a telephone shows is too much to take in."""
COLOURS = 64
"""A page has few: without loss its letters stay sharp, in fewer bytes than with loss."""

RING = "0.25rem solid #a8431f"


class Actor:
    """Somebody who does one exercise in one language, and takes the pictures on the way."""

    def __init__(self, page: Page, url: str, walk, flow, begin: str) -> None:
        self.page, self.walk, self.flow = page, walk, flow
        self.start = url + begin
        self.answers = {**walk.entry.answers, **walk.words.answers}

    def play(self) -> Iterator[tuple[str, Image.Image]]:
        """Yield the picture of every scene, in order."""
        self.page.goto(self.start)
        for scene in self.walk.entry.scenes:
            self.go_to(scene.at)
            if scene.filled:
                self.fill()
            yield scene.id, self.picture(scene)
            if scene.hide:
                self.page.reload()
            if scene.at == "stopped":
                self.page.locator("#verder a").first.click()

    def go_to(self, place: str) -> None:
        """Answer or skip questions until the place is reached."""
        if place == "stopped":
            self.press("[name=_actie][value=stoppen]")
            return
        for _step in range(60):
            here = self.here()
            if here == place:
                return
            if here == "introduction":
                self.press("main > div > .actions .btn")
            else:
                known = self.fill()
                self.press(".btn.main" if known else "[name=_actie][value=overslaan]")
        raise SystemExit(f"{self.walk.exercise}: nobody comes to '{place}' with these answers")

    def here(self) -> str:
        """Return the page that is open: of a question, the introduction or the outcome."""
        path = self.page.url.removeprefix(self.start).partition("#")[0].strip("/")
        last = path.split("/")[-1]
        if not path:
            return "introduction"
        if re.search("^(uitkomst|outcome)$", last):
            return "outcome"
        return self.flow.pages[0].id if re.search("^(begin|start)$", last) else last

    def press(self, selector: str) -> None:
        before = self.page.url
        self.page.locator(f"main :is({selector})").first.click()
        self.page.wait_for_url(lambda url: url != before)

    def fill(self) -> bool:
        """Fill in what is known of this page; return whether anything was."""
        page = next(each for each in self.flow.pages if each.id == self.here())
        known = [each.id for each in page.questions if each.id in self.answers]
        for question in known:
            self.answer(question, self.answers[question])
        return bool(known)

    def answer(self, question: str, value) -> None:
        if isinstance(value, dict):
            for key, pile in value.items():
                self.choose(f"{question}--{key}", pile)
            return
        for number, each in enumerate((value,) if isinstance(value, str) else value):
            fields = self.page.locator(
                f"main form :is(input:not([type]), input[type=text], textarea)[name='{question}']"
            )
            if fields.count():
                fields.nth(number).fill(each)
            else:
                self.choose(question, each)

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f"main form input[name='{name}'][value='{value}']").check(force=True)

    def picture(self, scene) -> Image.Image:
        """Return what the scene shows, cut to it, with a ring around what to press."""
        for each in scene.hide:
            self.page.locator(each).evaluate_all(
                "all => all.forEach((e) => { e.hidden = true; e.style.display = 'none' })"
            )
        self.page.evaluate("document.activeElement?.blur()")
        self.page.mouse.move(0, 0)
        if scene.press:
            self.ring(self.page.locator(scene.press).first)
        self.page.evaluate("document.fonts.ready")
        boxes = [box for each in scene.show for box in self.boxes(each)]
        top = max(min(box["y"] for box in boxes) - ROOM, 0)
        bottom = max(box["y"] + box["height"] for box in boxes) + ROOM
        if bottom - top > TALLEST:
            raise SystemExit(f"{self.walk.exercise}/{scene.id}: {bottom - top:.0f} px is too tall")
        clip = {"x": 0, "y": top, "width": PHONE["width"], "height": bottom - top}
        shot = self.page.screenshot(clip=clip, full_page=True, animations="disabled")
        return Image.open(BytesIO(shot)).convert("RGB")

    def boxes(self, selector: str) -> list[dict[str, float]]:
        """Return where on the whole page the parts stand. Nothing found is a fault of the scene."""
        found = self.page.locator(selector).evaluate_all(
            """all => all.filter((e) => e.checkVisibility()).map((e) => {
                const box = e.getBoundingClientRect();
                return { y: box.y + scrollY, height: box.height };
            })"""
        )
        if not found:
            raise SystemExit(f"{self.walk.exercise}: nothing on the page is '{selector}'")
        return found

    def ring(self, target: Locator) -> None:
        target.evaluate(
            """(e, ring) => {
                e.style.outline = ring;
                e.style.outlineOffset = '0.15rem';
                e.style.borderRadius = e.matches('.btn:not(.text)') ? '99rem' : '0.4rem';
            }""",
            RING,
        )


def take(browser: Browser, url: str, walk, flow, begin: str):
    """Write the pictures of one walk-through in one language; return of what they were made."""
    from balans.core.content import library
    from balans.walkthroughs.content import FOLDER, picture_name
    from balans.walkthroughs.made import made_now

    root, sizes = library().roots[0] / FOLDER, {}
    for path in (root / picture_name(walk.exercise, walk.language, "x")).parent.glob("*.webp"):
        path.unlink()
    context = browser.new_context(
        viewport=PHONE,
        device_scale_factor=SCALE,
        color_scheme="light",
        reduced_motion="reduce",
        service_workers="block",
    )
    context.set_default_timeout(10_000)
    for name, image in Actor(context.new_page(), url, walk, flow, begin).play():
        path = root / picture_name(walk.exercise, walk.language, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        few = image.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
        few.save(path, "WEBP", lossless=True, quality=90, method=6)
        sizes[name] = image.size
        print(f"{path.relative_to(root)}: {path.stat().st_size // 1024} kB")
    context.close()
    return made_now(walk).model_copy(update={"sizes": sizes})


def written(made) -> str:
    """Return of what the pictures in every language were made, as made.toml holds it."""
    lines = ["# Of what the pictures were made (make walkthroughs). Never edit by hand."]
    for language, each in made.items():
        lines += ["", f"[{language}]"]
        lines += [
            f'{field} = "{getattr(each, field)}"'
            for field in ("asked", "said", "drawn", "pictures")
        ]
        lines += ["", f"[{language}.sizes]"]
        lines += [f"{scene} = [{width}, {height}]" for scene, (width, height) in each.sizes.items()]
    return "\n".join(lines) + "\n"


def main(wanted: list[str]) -> None:
    """Take every picture anew, or those of the exercises that are named."""
    from balans.core.content import LANGUAGES, library
    from balans.core.references import refer
    from balans.questionnaires.content import catalogue
    from balans.walkthroughs.content import FOLDER, MADE, walkthrough, walkthroughs
    from conftest import serving
    from tests.chromium import begin

    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), BALANS_DEMO="0", BALANS_CHECKS_OFF="") as server,
        sync_playwright() as p,
    ):
        browser = begin(p, "--font-render-hinting=none")
        for name in wanted or walkthroughs("nl"):
            made = {}
            for language in LANGUAGES:
                flow = catalogue(language).newest(name)
                first = refer("exercise", name, language).href
                walk = walkthrough(name, language)
                made[language] = take(browser, server.url, walk, flow, first)
            path = library().roots[0] / FOLDER / name / MADE
            path.write_text(written(made), encoding="utf-8")
        browser.close()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balans.settings")
    django.setup()
    main(sys.argv[1:])
