"""Take the pictures of the README from the product itself: make pictures."""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from conftest import serving  # noqa: E402

PHONE = {"width": 390, "height": 780}
SCREEN = {"width": 1200, "height": 760}


def tab(browser: Browser, url: str, size: dict[str, int], scheme: str = "light") -> Page:
    """Open a tab as Greet, one of the demo people."""
    context = browser.new_context(
        viewport=size, color_scheme=scheme, reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    page.goto(f"{url}/demo/")
    page.locator('form[action$="/greet/"] button').click()
    page.wait_for_url("**/mijn/")
    return page


def outcome(page: Page, url: str, slug: str) -> None:
    """Go to the outcome of an exercise that Greet did."""
    page.goto(f"{url}/oefeningen/{slug}/")
    page.get_by_role("link", name="Bekijk je uitkomst").first.click()


def main() -> None:
    """Take every picture anew."""
    os.environ["BALANS_DEMO"] = "1"
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as server,
        sync_playwright() as p,
    ):
        browser = p.chromium.launch(
            executable_path=os.environ.get("BALANS_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
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
        dark = tab(browser, server.url, PHONE, "dark")
        outcome(dark, server.url, "doelen")
        dark.screenshot(path=HERE / "plan.png")
        browser.close()


if __name__ == "__main__":
    main()
