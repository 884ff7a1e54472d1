"""Take the pictures of the README from the product itself: make pictures."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from conftest import serving  # noqa: E402
from tests.chromium import begin  # noqa: E402

PHONE = {"width": 390, "height": 780}
SCREEN = {"width": 1200, "height": 760}
TABLET = {"width": 820, "height": 860}
BEAMER = {"width": 1280, "height": 720}
BOOK_PAGES = (1, 10)
GAP = 24


def tab(
    browser: Browser,
    url: str,
    size: dict[str, int],
    scheme: str = "light",
    *,
    who: str = "greet",
    lands: str = "**/mijn/",
) -> Page:
    """Open a tab as one of the demo people."""
    context = browser.new_context(
        viewport=size, color_scheme=scheme, reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    page.goto(f"{url}/demo/")
    page.locator(f'form[action$="/{who}/"] button').click()
    page.wait_for_url(lands)
    return page


def outcome(page: Page, url: str, slug: str) -> None:
    """Go to the outcome of an exercise that Greet did."""
    page.goto(f"{url}/oefeningen/{slug}/")
    page.get_by_role("link", name="Bekijk je uitkomst").first.click()


def check(page: Page, url: str) -> None:
    """Take the last result of a check that Greet did, and how it went over a year."""
    page.goto(f"{url}/hoe-gaat-het/csi/")
    page.locator("#verder li a").first.click()
    page.screenshot(path=HERE / "result.png")
    page.goto(f"{url}/hoe-gaat-het/csi/verloop/")
    page.screenshot(path=HERE / "course.png")


def memories(page: Page, url: str) -> None:
    """Take the timeline where it shows words and photos."""
    page.goto(f"{url}/herinneringen/")
    link = page.get_by_role("link", name="Zingen met de deur open")
    link.evaluate("link => link.scrollIntoView({ block: 'center' })")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=HERE / "memories.png")


def group(browser: Browser, url: str) -> None:
    """Take a meeting that runs, the screen for the group, and the page of who takes part."""
    phone = tab(browser, url, PHONE)
    phone.goto(f"{url}/groepen/")
    phone.locator('a[href*="/groepen/mijn/"]').first.click()
    phone.screenshot(path=HERE / "taking-part.png")
    address = phone.url.replace("/mijn/", "/leiden/")
    tablet = tab(browser, url, TABLET, who="dora", lands="**/groepen/**")
    tablet.goto(address)
    ahead = tablet.locator('a[href$="/verzetten/"]').first.get_attribute("href")
    assert ahead is not None
    meeting = url + ahead.removesuffix("verzetten/")
    tablet.goto(f"{meeting}nu/")
    tablet.locator("main form button").first.click()
    tablet.get_by_text("Stap 1 van").wait_for()
    tablet.screenshot(path=HERE / "meeting.png")
    beamer = tab(browser, url, BEAMER, who="dora", lands="**/groepen/**")
    beamer.goto(f"{meeting}scherm/")
    beamer.screenshot(path=HERE / "group-screen.png")


def book(page: Page, url: str) -> None:
    """Take the cover and an opened page of the memory book, made in the background."""
    for _attempt in range(60):
        found = page.request.get(f"{url}/herinneringen/boek/boek.pdf")
        if found.body()[:5] == b"%PDF-":
            break
        time.sleep(1)
    else:
        raise SystemExit("the book is not made")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "book.pdf"
        file.write_bytes(found.body())
        pages = [printed(file, number) for number in BOOK_PAGES]
    wide, high = pages[0].size
    sheet = Image.new("RGB", (2 * wide + 3 * GAP, high + 2 * GAP), (226, 217, 200))
    for number, each in enumerate(pages):
        sheet.paste(each, (GAP + number * (wide + GAP), GAP))
    sheet.save(HERE / "book.png", optimize=True)


def printed(file: Path, number: int) -> Image.Image:
    """Return a page of a PDF as a picture; needs pdftoppm (poppler-utils)."""
    name = file.with_suffix("")
    command = ["pdftoppm", "-r", "90", "-f", str(number), "-l", str(number), "-png", "-singlefile"]
    subprocess.run([*command, str(file), str(name)], check=True)
    image = Image.open(name.with_suffix(".png"))
    image.load()
    return image


def main() -> None:
    """Take every picture anew."""
    os.environ["BALANS_DEMO"] = "1"
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as server,
        sync_playwright() as p,
    ):
        browser = begin(p)
        screen = tab(browser, server.url, SCREEN)
        screen.goto(server.url)
        screen.screenshot(path=HERE / "home.png")
        outcome(screen, server.url, "activiteiten")
        screen.screenshot(path=HERE / "balance.png")
        phone = tab(browser, server.url, PHONE)
        phone.goto(f"{server.url}/oefeningen/grenzen/begin/")
        phone.get_by_role("button", name="Verder").first.click()
        phone.wait_for_url("**/vraag/**")
        phone.screenshot(path=HERE / "question.png")
        outcome(phone, server.url, "grenzen")
        phone.screenshot(path=HERE / "overview.png")
        check(phone, server.url)
        phone.goto(f"{server.url}/zoeken/?q=wie+betaalt+de+nachtzorg")
        phone.screenshot(path=HERE / "search.png")
        phone.goto(f"{server.url}/informatie/zorgen/nachten/")
        phone.screenshot(path=HERE / "article.png")
        phone.goto(f"{server.url}/hulp/aanbod/respijtzorg/")
        phone.screenshot(path=HERE / "offer.png")
        group(browser, server.url)
        memories(screen, server.url)
        book(screen, server.url)
        dark = tab(browser, server.url, PHONE, "dark")
        outcome(dark, server.url, "doelen")
        dark.screenshot(path=HERE / "plan.png")
        browser.close()


if __name__ == "__main__":
    main()
