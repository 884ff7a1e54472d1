"""Carers in a real browser: with and without JavaScript, with the keyboard, without connection."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.conftest import PHONE, onward, walk

pytestmark = pytest.mark.browser
EXERCISES = ["grenzen", "activiteiten", "doelen", "contact"]
BLOCK = {
    "grenzen": ".piles",
    "activiteiten": ".balance",
    "doelen": ".plan-list",
    "contact": ".message",
}


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize("slug", EXERCISES)
def test_an_exercise_from_the_front_door_to_something_useful(tab, slug, script):
    with tab(java_script_enabled=script, service_workers="block") as t:
        page = t.go("/")
        page.locator(f'main a[href="/oefeningen/{slug}/"]').first.click()
        met = walk(page, slug)
        assert 8 <= len(met) <= 20
        expect(page.locator("h1")).to_be_visible()
        assert page.locator(BLOCK[slug]).count() >= 1, page.locator("main").inner_text()
        pdf = page.get_by_role("link", name="Download als pdf").get_attribute("href")
        file = page.request.get(t.url + pdf)
        assert file.headers["content-type"] == "application/pdf" and file.body()[:5] == b"%PDF-"
        assert t.elsewhere == []


def test_the_name_given_first_stands_in_later_questions(tab):
    with tab() as t:
        page = t.go("/oefeningen/activiteiten/")
        met = " ".join(walk(page, "activiteiten", look=lambda p: None))
        assert "Jan" in met or "Jan" in page.locator("main").inner_text()


def test_back_loses_nothing_and_stopping_leads_back_to_where_one_was(tab):
    with tab() as t:
        page = t.go("/oefeningen/doelen/begin/")
        page.get_by_label("Hoe heet degene voor wie je zorgt?").fill("Jan")
        onward(page)
        page.wait_for_url("**/vraag/**")
        page.locator("main input[type=checkbox]").first.check(force=True)
        page.get_by_role("button", name="Terug").click()
        expect(page.get_by_label("Hoe heet degene voor wie je zorgt?")).to_have_value("Jan")
        onward(page)
        page.wait_for_url("**/vraag/gemist/")
        expect(page.locator("main input[type=checkbox]").first).to_be_checked()
        page.get_by_role("button", name="Stoppen en later verder").click()
        page.get_by_role("link", name="Ga verder waar je was").click()
        expect(page.locator("h1")).to_have_text("Wat zou je eigenlijk willen?")


def test_an_answer_is_changed_at_the_end_and_the_outcome_follows(tab):
    with tab() as t:
        t.become("greet")
        page = t.go("/oefeningen/contact/")
        page.get_by_role("link", name="Bekijk je uitkomst").first.click()
        page.get_by_role("link", name="Bekijk of verander je antwoorden").click()
        page.locator('main a[href*="/vraag/wie/"]').first.click()
        page.locator("input[name=naam]").fill("Johannes")
        onward(page)
        page.wait_for_url("**/antwoorden/")
        assert "Johannes" in page.locator("main").inner_text()


def test_a_whole_exercise_with_the_keyboard_alone(tab):
    with tab(viewport={"width": 1280, "height": 900}) as t:
        page = t.go("/oefeningen/contact/")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#inhoud")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Begin", exact=True)).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/begin/")
        page.locator("#inhoud").focus()
        page.keyboard.press("Tab")
        page.keyboard.type("Jan")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.wait_for_url("**/vraag/**")
        for _turn in range(40):
            if "/uitkomst/" in page.url:
                break
            page.locator("#inhoud").focus()
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
            before = page.url
            skip = page.get_by_role("button", name="Verder", exact=True)
            for _step in range(80):
                page.keyboard.press("Tab")
                if skip.evaluate("each => each === document.activeElement"):
                    break
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url, before=before: url != before)
        assert "/uitkomst/" in page.url


def test_focus_can_always_be_seen(tab):
    with tab(viewport={"width": 1280, "height": 900}) as t:
        page = t.go("/oefeningen/grenzen/begin/")
        for _step in range(25):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                """() => {
                const style = (each) => each && getComputedStyle(each).outlineStyle !== "none";
                const at = document.activeElement;
                return at === document.body || style(at) || style(at.closest("label, summary"))
                  || [...(at.parentElement?.children || [])].some(style);
                }"""
            )
            assert seen, page.evaluate("document.activeElement.outerHTML")


def test_after_wiping_the_back_button_finds_nothing(tab):
    with tab() as t:
        page = t.go("/oefeningen/doelen/begin/")
        page.get_by_label("Hoe heet degene voor wie je zorgt?").fill("Geheime Jan")
        onward(page)
        page.wait_for_url("**/vraag/**")
        t.go("/mijn/wissen/")
        page.locator("main form button").first.click()
        page.wait_for_url("**/gewist/")
        for _step in range(4):
            page.go_back()
            assert "Geheime Jan" not in page.content()
        assert not [each for each in page.context.cookies() if each["name"] == "balans_gast"]


PATHS = [
    "/",
    "/oefeningen/",
    "/oefeningen/grenzen/",
    "/oefeningen/grenzen/begin/",
    "/nu-iemand-spreken/",
    "/mijn/",
    "/mijn/lezen/",
    "/mijn/meenemen/",
    "/mijn/delen/",
    "/gedeeld/niet-hier/",
    "/mijn-plan/nieuw/",
    "/privacy/",
    "/galerij/",
]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_runs_off_a_small_screen(tab, path):
    spaced = (
        "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        " word-spacing: .16em !important }"
    )
    with tab(viewport={"width": 320, "height": 640}, bypass_csp=True) as t:
        page = t.go(path)
        wide = "() => document.documentElement.scrollWidth - innerWidth"
        assert page.evaluate(wide) <= 0
        page.add_style_tag(content=spaced)
        assert page.evaluate(wide) <= 0


def test_outcomes_fit_a_small_screen(tab):
    with tab(viewport={"width": 320, "height": 640}) as t:
        t.become("greet")
        for path in t.page.locator('a[href$="/"]:has-text("uitkomst")').evaluate_all(
            "all => all.map((each) => each.pathname)"
        ):
            page = t.go(path)
            assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0, (
                path
            )


def test_without_a_connection_there_is_a_calm_page_with_numbers(tab, line):
    with tab(line=line) as t:
        page = t.go("/")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        line.cut()
        t.go("/oefeningen/doelen/")
        expect(page.locator("h1")).to_have_text("Er is nu geen internet")
        expect(page.locator('main a[href="tel:112"]')).to_be_visible()
        t.go("/nu-iemand-spreken/")
        expect(page.locator("h1")).to_have_text("Nu iemand spreken")


def test_an_answer_given_without_a_connection_is_sent_when_it_is_back(tab):
    with tab() as t:
        page = t.go("/oefeningen/doelen/begin/")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.get_by_label("Hoe heet degene voor wie je zorgt?").fill("Jan")
        page.context.set_offline(True)
        onward(page)
        expect(page.locator("#zonder-verbinding")).to_be_visible()
        page.context.set_offline(False)
        page.wait_for_url("**/vraag/**")
        page.get_by_role("button", name="Terug").click()
        expect(page.get_by_label("Hoe heet degene voor wie je zorgt?")).to_have_value("Jan")


def test_a_message_is_edited_and_copied(tab):
    with tab(permissions=["clipboard-read", "clipboard-write"]) as t:
        t.become("samira")
        page = t.go("/oefeningen/contact/")
        page.get_by_role("link", name="Bekijk je uitkomst").first.click()
        box = page.locator("textarea").first
        box.fill("Lieve allemaal, het gaat langzaam. Samira")
        box.locator("xpath=ancestor::form").get_by_role("button", name="Bewaar").first.click()
        page.wait_for_load_state()
        expect(page.locator("textarea").first).to_have_value(
            "Lieve allemaal, het gaat langzaam. Samira"
        )
        page.get_by_role("button", name=re.compile("^Kopieer")).first.click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == "Lieve allemaal, het gaat langzaam. Samira"


def test_enter_in_a_list_goes_on_without_javascript(tab):
    with tab(java_script_enabled=False) as t:
        page = t.go("/oefeningen/doelen/begin/")
        for _step in range(3):
            onward(page)
            page.wait_for_load_state()
        expect(page.locator("main ol input").first).to_be_visible()
        page.locator("main ol input").first.fill("Naar zee")
        page.locator("main ol input").first.press("Enter")
        page.wait_for_url(lambda url: "/eigenlijk/" not in url)


def test_a_choice_can_be_taken_back_without_javascript(tab):
    with tab(java_script_enabled=False) as t:
        page = t.go("/oefeningen/grenzen/begin/")
        expect(page.get_by_text("Laat open")).to_be_hidden()
        page.get_by_label("Mijn partner").check(force=True)
        page.get_by_text("Laat open").click()
        expect(page.get_by_label("Mijn partner")).not_to_be_checked()
        onward(page)
        page.get_by_role("button", name="Terug").click()
        expect(page.get_by_label("Mijn partner")).not_to_be_checked()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_everything_is_taken_along_and_brought_back_in_another_browser(tab, tmp_path, script):
    with tab(java_script_enabled=script) as t:
        t.become("wim")
        t.page.get_by_role("link", name="Meenemen en terugzetten").first.click()
        with t.page.expect_download() as waiting:
            t.page.get_by_role("link", name="Download alles (zip)").click()
        waiting.value.save_as(tmp_path / "mijn.zip")
    with tab(java_script_enabled=script) as t:
        page = t.go("/mijn/")
        page.get_by_role("link", name="Meenemen en terugzetten").first.click()
        page.get_by_label("Jouw bestand").set_input_files(tmp_path / "mijn.zip")
        page.get_by_role("button", name="Zet terug").click()
        page.wait_for_url("**/mijn/?terug=*")
        expect(page.get_by_text("dingen teruggezet")).to_be_visible()
        assert t.go("/mijn/alles/").locator("main li.setting").count() >= 4


VOICE = """
  const said = (window.said = []);
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const voice = { paused: false, cancel() {}, pause() { this.paused = true; },
    resume() { this.paused = false; },
    speak(each) {
      said.push([each.lang, each.text]);
      if (said.length < 4) setTimeout(each.onend);
    } };
  Object.defineProperty(window, "speechSynthesis", { value: voice });
"""


def test_a_page_is_read_aloud_sentence_by_sentence_and_stops_when_asked(tab):
    with tab() as t:
        t.page.add_init_script(VOICE)
        page = t.go("/oefeningen/doelen/")
        page.get_by_role("button", name="Lees voor").click()
        page.wait_for_function("() => said.length === 4")
        said = page.evaluate("said")
        assert said[0] == ["nl", "Wat ik eigenlijk wil"]
        assert all(text.count(".") <= 1 for _language, text in said)
        page.get_by_role("button", name="Pauze").click()
        assert page.evaluate("speechSynthesis.paused")
        page.get_by_role("button", name="Ga door").click()
        page.get_by_role("button", name="Stop met voorlezen").click()
        expect(page.get_by_role("button", name="Lees voor")).to_be_visible()
        expect(page.get_by_role("button", name="Stop met voorlezen")).to_be_hidden()


def test_a_message_goes_to_the_share_sheet_of_the_telephone(tab):
    share = "window.shared = []; navigator.share = async (each) => void shared.push(each.text);"
    with tab() as t:
        t.page.add_init_script(share)
        t.become("wim")
        t.go("/oefeningen/contact/")
        t.page.get_by_role("link", name="Bekijk je uitkomst").first.click()
        t.page.get_by_role("button", name="Deel").first.click()
        assert t.page.evaluate("shared") == [t.page.locator("textarea").first.input_value()]


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_wish_becomes_a_plan_whose_steps_are_ticked_off(tab, script):
    with tab(java_script_enabled=script, service_workers="block") as t:
        t.become("samira")
        page = t.go("/mijn-plan/")
        page.get_by_role("link", name="Maak er een plan van").first.click()
        page.locator('[name="week"]').first.fill("Fatiha vragen")
        page.get_by_role("button", name="Bewaar mijn plan").click()
        page.wait_for_url(lambda url: "/nieuw/" not in url)
        found = faults(page) if script else []
        page.get_by_role("button", name="Gedaan").first.click()
        expect(page.get_by_text("Gedaan:").first).to_be_visible()
        page.get_by_role("link", name="Kijk hoe het gaat").click()
        page.get_by_label("Een beetje").check(force=True)
        page.get_by_label("Zo doorgaan").check(force=True)
        found += faults(page) if script else []
        page.get_by_role("button", name="Bewaar").click()
        page.wait_for_url(lambda url: "/kijken/" not in url)
        page.get_by_role("link", name="Wis dit plan").click()
        page.get_by_role("button", name="Ja, wis dit plan").click()
        page.wait_for_url("**/mijn-plan/")
        assert found == [] and t.elsewhere == []


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_memory_is_shared_looked_at_and_withdrawn(tab, script):
    seen = {"java_script_enabled": script, "service_workers": "block"}
    with tab(**seen) as greet, tab(user_agent="iPhone", color_scheme="dark", **seen) as inge:
        page, found = greet.go("/herinneringen/nieuw/"), []

        def check(each):
            each.wait_for_load_state()
            found.extend(faults(each) if script else [])
            assert each.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

        page.locator("input[name=titel]").fill("De boot naar Texel")
        page.locator("textarea[name=tekst]").fill("Opa voerde de meeuwen.")
        onward(page)
        page.get_by_role("link", name="Deel", exact=True).click()
        page.get_by_label("Voor wie is het?").fill("Inge")
        page.get_by_label("Van wie komt het?").fill("Greet")
        check(page)
        page.get_by_role("button", name="Maak de link").click()
        link = page.locator("#link").inner_text()
        expect(page.get_by_role("button", name="Kopieer de link")).to_be_visible(visible=script)
        check(page)
        inge.page.goto(link)
        expect(inge.page.locator("h1")).to_have_text("Greet deelt een herinnering met jou")
        check(inge.page)
        inge.page.get_by_label("Hoe heet je?").fill("Inge")
        inge.page.get_by_role("button", name="Bekijk").click()
        expect(inge.page.get_by_text("Opa voerde de meeuwen.")).to_be_visible()
        check(inge.page)
        greet.go("/mijn/delen/")
        expect(page.get_by_text("Er is één keer gekeken")).to_be_visible()
        expect(page.get_by_text("op een iPhone")).to_be_visible()
        check(page)
        page.get_by_role("link", name="Langer of korter").click()
        page.get_by_label("Tot ik ermee stop").check(force=True)
        check(page)
        page.get_by_role("button", name="Bewaar").click()
        page.get_by_role("link", name="Stop met delen").click()
        check(page)
        page.get_by_role("button", name="Ja, stop met delen").click()
        page.get_by_role("link", name="Haal weg uit deze lijst").click()
        check(page)
        inge.page.reload()
        expect(inge.page.locator("h1")).to_have_text("Deze link werkt niet (meer)")
        assert found == [] and greet.elsewhere == inge.elsewhere == []


def test_the_folding_menu_opens_without_javascript(tab):
    with tab(java_script_enabled=False, viewport=PHONE) as t:
        page = t.go("/")
        page.locator("details.fold summary").click()
        expect(page.locator("details.fold nav a").first).to_be_visible()


def test_a_screen_reader_hears_question_choices_and_progress(tab):
    with tab() as t:
        page = t.go("/oefeningen/doelen/begin/")
        heard = page.locator("main").aria_snapshot()
        assert 'textbox "Hoe heet degene voor wie je zorgt?"' in heard
        assert 'group "Voor wie zorg je?"' in heard
        assert 'radio "Mijn partner"' in heard and 'button "Verder"' in heard
        assert "stap 1 van hooguit" in heard


def test_a_screen_reader_hears_what_is_wrong_first(tab):
    with tab() as t:
        page = t.go("/oefeningen/doelen/begin/")
        page.get_by_label("Hoe heet degene voor wie je zorgt?").fill("x" * 500)
        onward(page)
        expect(page.locator(".errors")).to_be_focused()
        field = page.get_by_label("Hoe heet degene voor wie je zorgt?")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_value("x" * 500)


def test_motion_stops_when_one_asks_for_it(tab):
    moving = "() => document.getAnimations().filter((each) => each.playState === 'running').length"
    with tab(reduced_motion="reduce") as t:
        assert t.go("/").evaluate(moving) == 0
    with tab() as t:
        assert t.go("/").evaluate(moving) > 0
        t.go("/mijn/lezen/")
        t.page.locator("input[name=calm]").check(force=True)
        t.page.locator("main form button").first.click()
        assert t.go("/").evaluate(moving) == 0
