"""Running a meeting in a real browser: on a tablet, without a connection, beside a beamer."""

import re
import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import Tab
from tests.browser.meeting import Led, lead_a_meeting

pytestmark = pytest.mark.browser
TABLET, LYING = {"width": 820, "height": 1180}, {"width": 1180, "height": 820}
SIZES = [TABLET, LYING, {"width": 390, "height": 844}, {"width": 320, "height": 700}]
KEPT = "caches.has('balans-bijeenkomst')"
EVERYTHING_KEPT = """async () => {
  let text = JSON.stringify(localStorage) + JSON.stringify(sessionStorage);
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) text += await (await cache.match(request)).text();
  }
  return text;
}"""


@pytest.fixture
def lead(served) -> Callable[..., Led]:
    """Return a way to make a meeting that begins now."""

    def made(**more: int) -> Led:
        address = f"dora-{secrets.token_hex(4)}@example.nl"
        return lead_a_meeting(served.data, served.url, address, **more)

    return made


def come(t: Tab, led: Led, name: str = "nu/") -> Page:
    t.page.context.add_cookies([led.cookie])
    return t.go(led.path + name)


def until(page: Page, script: str) -> None:
    """Wait until a script of the page comes to something true, promises included."""
    for _try in range(150):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)


def ready(page: Page) -> None:
    """Wait until the service worker is there and this page is kept on the device."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, KEPT)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def begin(page: Page) -> None:
    page.get_by_role("button", name="Begin de bijeenkomst").click()
    expect(page.locator("h1:visible")).to_have_text("Welkom")


def title(page: Page, text: str) -> None:
    """Wait for a step: another device asks every few seconds."""
    expect(page.locator("h1:visible")).to_have_text(text)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def arrived(page: Page) -> None:
    """Wait until nothing waits on this device any more."""
    page.wait_for_function(
        "() => !JSON.parse(localStorage.getItem(Object.keys(localStorage)"
        ".find((key) => key.startsWith('balans-nu-')) ?? '') ?? '{}').waiting?.length"
    )


def test_a_meeting_goes_on_without_a_connection_and_after_a_reload(tab, lead, line):
    led = lead()
    with tab(viewport=TABLET, line=line) as t, tab(viewport=LYING) as other:
        page = come(t, led)
        ready(page)
        begin(page)
        arrived(page)
        line.cut()
        press(page, "Volgende")
        title(page, "Kennismaken")
        expect(page.locator("[data-part=away]")).to_be_visible()
        page.reload()
        title(page, "Kennismaken")
        expect(page.locator(".run-left:visible")).to_have_text("nog ongeveer 10 minuten")
        press(page, "5 minuten langer")
        expect(page.locator(".run-left:visible")).to_have_text("nog ongeveer 15 minuten")
        press(page, "Sla over")
        title(page, "Het verhaal van Nel")
        press(page, "Wat als…")
        page.get_by_text("Iemand heeft nu hulp nodig").first.click()
        expect(page.locator("#wat-als a[href='tel:112']").first).to_be_visible()
        press(page, "Sluit")
        ends = page.locator("[data-part=ends]").inner_text()
        assert come(other, led).locator("h1:visible").inner_text() == "Welkom"
        line.mend()
        title(other.page, "Het verhaal van Nel")
        assert other.page.locator("[data-part=ends]").inner_text() == ends
        expect(page.locator("[data-part=away]")).to_be_hidden()
        assert t.elsewhere == []


def test_what_is_kept_on_the_device_holds_no_name_and_is_dropped_at_the_end(tab, lead, line):
    with tab(viewport=TABLET, line=line) as t:
        page = come(t, lead())
        ready(page)
        begin(page)
        expect(page.locator(".run-brought")).to_have_count(1)
        arrived(page)
        page.reload()
        ready(page)
        kept = page.evaluate(EVERYTHING_KEPT)
        assert "Nadenken over je grenzen" in kept and "Iemand heeft nu hulp nodig" in kept
        assert "Annemarie" not in kept and "Steen" not in kept and "Mijn grenzen" not in kept
        page.locator(".run-plan summary").click()
        press(page, "Stop de bijeenkomst nu")
        title(page, "Klaar. Goed gedaan.")
        until(page, f"{KEPT}.then((kept) => !kept)")
        until(page, "!JSON.stringify(Object.keys(localStorage)).includes('balans-nu')")
        line.cut()
        page.reload()
        assert page.locator("meeting-run").count() == 0


def test_what_was_kept_too_long_is_dropped(tab, lead, line):
    with tab(viewport=TABLET, line=line) as t:
        page = come(t, lead())
        ready(page)
        page.evaluate(
            """async () => {
              const cache = await caches.open("balans-bijeenkomst");
              const page = await cache.match(location.pathname);
              const headers = new Headers(page.headers);
              headers.set("X-Balans-Kept", Date.now() - 13 * 3600 * 1000);
              await cache.put(location.pathname, new Response(await page.text(), { headers }));
            }"""
        )
        line.cut()
        page.reload()
        assert page.locator("meeting-run").count() == 0
        assert not page.evaluate(KEPT)


def test_the_page_from_the_device_is_held_to_the_same_policy(tab, lead, line):
    with tab(viewport=TABLET, line=line) as t:
        page = come(t, lead())
        ready(page)
        line.cut()
        answer = page.reload()
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_beamer_follows_in_the_same_browser_and_on_another_device(tab, lead, line):
    led = lead()
    with tab(viewport=TABLET, line=line) as t, tab(viewport=LYING) as far:
        page = come(t, led)
        begin(page)
        arrived(page)
        beside = page.context.new_page()
        beside.goto(t.url + led.path + "scherm/")
        title(beside, "Wat hier gezegd wordt, blijft hier.")
        come(far, led, "scherm/")
        line.cut()
        press(page, "Volgende")
        expect(beside.locator("h1:visible")).to_have_text("Hoe heet je? Voor wie zorg je?")
        title(far.page, "Wat hier gezegd wordt, blijft hier.")
        line.mend()
        title(far.page, "Hoe heet je? Voor wie zorg je?")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_the_whole_meeting_with_buttons_alone(tab, lead, script):
    led = lead()
    with tab(viewport=TABLET, java_script_enabled=script, service_workers="block") as t:
        page = come(t, led)
        begin(page)
        press(page, "5 minuten langer")
        expect(page.locator(".run-left:visible")).to_have_text("nog ongeveer 10 minuten")
        press(page, "Volgende")
        title(page, "Kennismaken")
        press(page, "Terug")
        title(page, "Welkom")
        for _step in range(7):
            press(page, "Volgende")
        title(page, "Klaar. Goed gedaan.")
        if script:
            arrived(page)
        t.go(led.path)
        expect(page.get_by_role("link", name="Vink aan wie er was")).to_be_visible()


def test_without_a_script_the_screen_for_the_group_has_a_link_to_the_next(tab, lead):
    with tab(java_script_enabled=False) as t:
        page = come(t, lead(), "scherm/")
        page.get_by_role("link", name="Volgende vraag").click()
        title(page, "Hoe heet je? Voor wie zorg je?")


def test_the_keyboard_alone(tab, lead):
    with tab(viewport=LYING, service_workers="block") as t:
        page = come(t, lead())
        page.get_by_role("button", name="Begin de bijeenkomst").focus()
        page.keyboard.press("Enter")
        title(page, "Welkom")
        page.keyboard.press("ArrowRight")
        title(page, "Kennismaken")
        page.keyboard.press("ArrowLeft")
        title(page, "Welkom")
        page.get_by_role("button", name="Wat als…").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Sluit")).to_be_focused()
        page.keyboard.press("ArrowRight")
        title(page, "Welkom")
        page.keyboard.press("Escape")
        expect(page.locator("#wat-als")).to_be_hidden()
        page.keyboard.press("ArrowRight")
        title(page, "Kennismaken")


def test_the_script_and_the_server_tell_the_same_times_and_ways(tab, lead):
    led = lead(begins_in_minutes=-9)
    with tab(viewport=LYING, service_workers="block") as t, tab(java_script_enabled=False) as bare:
        page = come(t, led)
        begin(page)
        for name in ("Volgende", "5 minuten langer", "Terug", "5 minuten langer"):
            press(page, name)
        page.locator(".run-plan summary").click()
        page.locator("[data-row=verhaal] [data-act=weg]").click()
        arrived(page)
        plain = come(bare, led)
        for part in ("[data-part=ends]", "[data-part=time]", "[data-part=late-text]"):
            assert page.locator(part).all_inner_texts() == plain.locator(part).all_text_contents()
        values = "els => els.map(el => el.value)"
        for buttons in ("[data-part=ways] button", "[data-part=bar] button[name]"):
            ours = page.locator(buttons).evaluate_all(values)
            assert ours and ours == plain.locator(buttons).evaluate_all(values)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
@pytest.mark.parametrize("english", [False, True], ids=["nl", "en"])
def test_every_page_of_a_meeting_fits_and_its_buttons_are_large(tab, lead, size, english):
    led = lead()
    with tab(viewport=size, service_workers="block") as t:
        page = come(t, led)
        begin(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for button in page.locator(".run-bar .btn").all():
            box = button.bounding_box()
            assert box["height"] >= 44 and box["width"] >= 44
        arrived(page)
        root = led.english if english else led.path
        names = (
            ("now", "screen", "who-came", "note")
            if english
            else ("nu", "scherm", "wie-er-was", "notitie")
        )
        for name in ("", *(f"{each}/" for each in names)):
            t.go(root + name)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_a_meeting_has_an_accessibility_fault(tab, lead, scheme):
    found, led = [], lead(begins_in_minutes=-9)
    with tab(viewport=TABLET, color_scheme=scheme, service_workers="block") as t:
        page = come(t, led, "")
        found += faults(page)
        brought = page.locator("a[href*='/meegenomen/']").first.get_attribute("href")
        page.goto(t.url + led.path + "nu/")
        found += faults(page)
        begin(page)
        page.locator(".run-plan summary").click()
        found += faults(page)
        press(page, "Wat als…")
        for each in page.locator(".run-trouble > summary").all()[:2]:
            each.click()
        found += faults(page)
        press(page, "Sluit")
        arrived(page)
        root = led.english if scheme == "dark" else led.path
        names = (
            ("who-came", "note", "screen")
            if scheme == "dark"
            else ("wie-er-was", "notitie", "scherm")
        )
        for name in names:
            t.go(f"{root}{name}/")
            found += faults(page)
        page.goto(t.url + brought)
        found += faults(page)
        page.get_by_role("button", name="Bekijk", exact=True).click()
        expect(page.locator(".letter")).to_be_visible()
        found += faults(page)
        page.goto(t.url + led.path + "nu/")
        press_all = page.get_by_role("button", name="Volgende", exact=True)
        for _step in range(7):
            press_all.click()
        title(page, "Klaar. Goed gedaan.")
        found += faults(page)
    assert found == []


def test_attendance_by_touch(tab, lead):
    led = lead()
    with tab(viewport=TABLET) as t:
        page = come(t, led, "wie-er-was/")
        page.get_by_text("Annemarie", exact=True).first.click()
        page.get_by_text(re.compile("^Afgesproken dag")).first.click()
        page.locator("input[type=date]").first.fill("2027-03-04")
        page.get_by_role("button", name="Bewaar").click()
        expect(page.locator("[role=status]").first).to_have_text("Bewaard. Er was 1 deelnemer.")
        expect(page.locator("input[name=was]").first).to_be_checked()
        expect(page.locator("input[type=date]").first).to_have_value("2027-03-04")


def test_what_is_typed_in_a_note_is_kept_without_a_button(tab, lead):
    led = lead()
    with tab(viewport=TABLET) as t:
        page = come(t, led, "notitie/")
        page.locator("#id_tekst").fill("Volgende week eerder beginnen")
        expect(page.locator("draft-saver [role=status]")).to_contain_text("Bewaard om")
        page.reload()
        expect(page.locator("#id_tekst")).to_have_value("Volgende week eerder beginnen")
