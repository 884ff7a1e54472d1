"""Photos and a spoken memory in a real browser, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from balans.diary.tests.photos import photo, telephone
from tests.browser.axe import faults

pytestmark = pytest.mark.browser
ROOM = "/herinneringen/"
NEW = f"{ROOM}nieuw/"
PLAYS = """async (audio) => {
    audio.muted = true;
    await audio.play();
    await new Promise((done) => setTimeout(done, 500));
    return audio.currentTime > 0;
}"""


def jpeg(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def save(page) -> None:
    page.get_by_role("button", name="Bewaar", exact=True).click()


def is_drawn(image) -> bool:
    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()
    return image.evaluate("(image) => image.decode().then(() => image.naturalWidth > 0)")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_photos_are_added_described_turned_and_taken_away(tab, script):
    with tab(java_script_enabled=script, service_workers="block") as t:
        page = t.go(NEW)
        page.get_by_label("Wat wil je bewaren?").fill("Aan zee")
        wrong = jpeg("kapot.jpg", photo()[:200])
        page.get_by_label("Kies foto’s").set_input_files(
            [jpeg("een.jpg", telephone()), wrong, jpeg("twee.jpg", photo(400, 300))]
        )
        save(page)
        expect(page.locator(".errors")).to_contain_text("“kapot.jpg”: deze foto is beschadigd")
        expect(page.get_by_label("Wat wil je bewaren?")).to_have_value("Aan zee")
        page.get_by_label("Wat is er te zien op foto 1?").fill("Jan op de pier")
        page.get_by_label("Haal foto 2 weg").check()
        save(page)
        page.wait_for_url(re.compile(r"/herinneringen/[0-9a-f-]{36}/$"))
        image = page.get_by_alt_text("Jan op de pier")
        expect(page.locator(".photos img")).to_have_count(1)
        assert not script or is_drawn(image)
        image.click()
        page.get_by_role("button", name="Draai naar rechts").click()
        turned = page.locator(".one-photo img")
        expect(turned).to_have_attribute("height", "2000")
        assert not script or faults(page) == []
        page.get_by_role("button", name="Haal deze foto weg").click()
        expect(page.locator(".memory")).to_contain_text("Aan zee")
        assert page.locator(".photos img").count() == 0 and t.elsewhere == []


def test_a_voice_is_recorded_paused_heard_back_and_kept(tab):
    with tab(service_workers="block", permissions=["microphone"]) as t:
        page = t.go(NEW)
        page.get_by_text("Vertel het hardop").click()
        page.get_by_role("button", name="Neem op").click()
        status = page.locator("record-voice [role=status]")
        expect(status).to_have_text("De opname loopt.")
        page.wait_for_timeout(1_500)
        page.keyboard.press("Enter")  # the focus went along to the button that is there now
        expect(status).to_contain_text("Stil op 1 seconde")
        page.get_by_role("button", name="Ga door").click()
        page.wait_for_timeout(1_200)
        page.get_by_role("button", name="Klaar").click()
        expect(status).to_contain_text("De opname is klaar. Je vertelde")
        assert page.locator("record-voice audio").evaluate(PLAYS)
        assert faults(page) == []
        save(page)
        page.wait_for_url(re.compile(r"/herinneringen/[0-9a-f-]{36}/$"))
        assert page.locator(".sound audio").evaluate(PLAYS)
        assert faults(page) == []


def test_keeping_while_the_recording_runs_keeps_the_recording(tab):
    with tab(service_workers="block", permissions=["microphone"]) as t:
        page = t.go(NEW)
        page.get_by_label("Wat wil je bewaren?").fill("Aan zee")
        page.get_by_text("Vertel het hardop").click()
        page.get_by_role("button", name="Neem op").click()
        page.wait_for_timeout(1_500)
        save(page)
        page.wait_for_url(re.compile(r"/herinneringen/[0-9a-f-]{36}/$"))
        expect(page.locator(".sound audio")).to_have_count(1)


def test_a_recording_that_is_thrown_away_is_not_sent(tab):
    with tab(service_workers="block", permissions=["microphone"]) as t:
        page = t.go(NEW)
        page.get_by_label("Wat wil je bewaren?").fill("Aan zee")
        page.get_by_text("Vertel het hardop").click()
        page.get_by_role("button", name="Neem op").click()
        page.wait_for_timeout(1_200)
        page.get_by_role("button", name="Klaar").click()
        page.get_by_role("button", name="Gooi deze opname weg").click()
        expect(page.get_by_role("button", name="Neem op")).to_be_focused()
        save(page)
        page.wait_for_url(re.compile(r"/herinneringen/[0-9a-f-]{36}/$"))
        assert page.locator(".sound").count() == 0


def test_without_a_microphone_a_file_can_be_chosen(tab):
    with tab(java_script_enabled=False, service_workers="block") as t:
        page = t.go(NEW)
        page.get_by_text("Vertel het hardop").click()
        expect(page.get_by_label("Kies een geluidsbestand")).to_be_visible()
        assert not page.get_by_text("Neem op", exact=True).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 820, 1280])
def test_pages_with_photos_fit_and_can_be_used_by_everybody(tab, scheme, width):
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    with tab(service_workers="block", **options) as t:
        page = t.go(NEW)
        page.get_by_label("Wat wil je bewaren?").fill("Aan zee")
        photos = [jpeg(f"{number}.jpg", photo(900 + number, 600)) for number in range(3)]
        page.get_by_label("Kies foto’s").set_input_files(photos)
        save(page)
        page.wait_for_url(re.compile(r"/herinneringen/[0-9a-f-]{36}/$"))
        memory = page.url
        one = page.locator(".photos a").first.get_attribute("href")
        for url in (memory, f"{memory}wijzigen/", t.url + one, t.url + ROOM):
            page.goto(url)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, url
            assert faults(page) == []
