"""Memories in a real browser: written, left, found again; with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults

pytestmark = pytest.mark.browser
ROOM = "/herinneringen/"
PAGES = {
    ROOM: ["", "?bladzijde=2", "ID/", "ID/wijzigen/", "ID/kladje/", "ID/wissen/"],
    "/en/memories/": ["", "ID/", "ID/change/", "ID/draft/", "ID/erase/", "search/"],
}


def save(page) -> None:
    page.get_by_role("button", name="Bewaar", exact=True).click()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_memory_from_a_question_to_finding_it_back(tab, script):
    with tab(java_script_enabled=script, service_workers="block") as t:
        page = t.go("/")
        page.get_by_text("Menu", exact=True).click()
        page.get_by_role("link", name="Herinneringen", exact=True).locator("visible=true").click()
        first = page.locator("#kop-vraag").inner_text()
        page.get_by_role("link", name="Een andere vraag").click()
        question = page.locator("#kop-vraag").inner_text()
        assert question != first
        page.get_by_role("link", name="Schrijf hierover").click()
        expect(page.locator("h1")).to_have_text(question)
        page.get_by_label("Wat wil je bewaren?").fill("Opa liet de meeuwen uit zijn hand eten.")
        page.get_by_label("Een titel").fill("De boot naar Texel")
        page.get_by_label("Jaar").fill("1987")
        page.get_by_text("Een stemming erbij").click()
        page.get_by_label("Om te lachen").check(force=True)
        save(page)
        expect(page.locator("h1")).to_have_text("De boot naar Texel")
        expect(page.locator(".memory")).to_contain_text(question)
        page.get_by_role("link", name="Naar al je herinneringen").click()
        expect(page.get_by_role("heading", name="Ergens in 1987")).to_be_visible()
        page.get_by_label("Zoek in je eigen woorden").fill("meeuw hand")
        page.get_by_role("button", name="Zoek").click()
        expect(page.locator("mark")).to_have_text(["meeuwen", "hand"])
        page.get_by_role("link", name="De boot naar Texel").click()
        page.go_back()
        expect(page.locator("mark")).to_have_text(["meeuwen", "hand"])
        assert "meeuw" not in page.url and t.elsewhere == []


def test_typing_keeps_a_draft_that_is_offered_again(tab):
    with tab(service_workers="block") as t:
        page = t.go(f"{ROOM}nieuw/")
        page.get_by_label("Wat wil je bewaren?").fill("Over de tuin 🌷")
        expect(page.locator("draft-saver [role=status]")).to_have_text(
            re.compile(r"Kladje bewaard om \d\d:\d\d")
        )
        t.go(ROOM)
        page.get_by_role("link", name=re.compile("^Schrijf verder")).click()
        expect(page.get_by_label("Wat wil je bewaren?")).to_have_value("Over de tuin 🌷")
        page.get_by_label("Een titel").fill("De tuin")
        expect(page.locator("draft-saver [role=status]")).not_to_be_empty()
        save(page)
        expect(page.locator("h1")).to_have_text("De tuin")
        t.go(ROOM)
        assert page.get_by_text("Hier was je gebleven").count() == 0


def test_a_draft_that_cannot_be_kept_says_so_and_keeps_the_text(tab):
    with tab(service_workers="block") as t:
        page = t.go(f"{ROOM}nieuw/")
        page.route("**/kladje/", lambda route: route.abort())
        page.get_by_label("Wat wil je bewaren?").fill("Over de tuin")
        status = page.locator("draft-saver [role=status]")
        expect(status).to_contain_text("Je kladje is nu niet bewaard. Je tekst staat hier nog.")
        page.unroute("**/kladje/")
        page.get_by_label("Wat wil je bewaren?").press_sequentially("!")
        expect(status).to_contain_text("Kladje bewaard om")
        save(page)
        expect(page.locator(".memory")).to_contain_text("Over de tuin")


def test_without_javascript_a_draft_is_kept_by_hand_and_thrown_away(tab):
    with tab(java_script_enabled=False, service_workers="block") as t:
        page = t.go(f"{ROOM}nieuw/")
        page.get_by_label("Wat wil je bewaren?").fill("Half af")
        page.get_by_role("button", name="Bewaar als kladje").click()
        expect(page.get_by_text("Je kladje is bewaard.")).to_be_visible()
        page.get_by_role("link", name=re.compile("^Gooi weg")).click()
        page.get_by_role("button", name="Ja, gooi het weg").click()
        assert page.get_by_text("Half af").count() == 0


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_two_devices_lose_nothing(tab, script):
    with tab(java_script_enabled=script, service_workers="block") as t:
        page = t.go(f"{ROOM}nieuw/")
        page.get_by_label("Wat wil je bewaren?").fill("Het begin")
        save(page)
        url = page.url
        other = page.context.new_page()
        page.goto(f"{url}wijzigen/")
        other.goto(f"{url}wijzigen/")
        other.get_by_label("Wat wil je bewaren?").fill("Van de telefoon")
        save(other)
        page.get_by_label("Wat wil je bewaren?").fill("Van de laptop")
        save(page)
        expect(page.locator("h1")).to_have_text("Er zijn twee teksten")
        assert faults(page) == [] if script else True
        page.get_by_role("button", name="Bewaar allebei").click()
        expect(page.locator(".memory")).to_contain_text("Van de laptop")
        t.go(ROOM)
        kept = page.locator(".entry h3").all_inner_texts()
        assert sorted(kept) == ["Van de laptop", "Van de telefoon"]


def test_three_good_things_with_the_keyboard_alone(tab):
    with tab(service_workers="block", viewport={"width": 1280, "height": 900}) as t:
        page = t.go(f"{ROOM}drie-goede-dingen/")
        page.locator("#inhoud").focus()
        page.keyboard.press("Tab")
        page.keyboard.type("De zon op het bed")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/herinneringen/[0-9a-f-]{36}/$"))
        expect(page.locator(".things li")).to_have_text(["De zon op het bed"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("room", [ROOM, "/en/memories/"])
def test_every_page_of_the_room_can_be_used_by_everybody(tab, room, scheme):
    found = []
    with tab(color_scheme=scheme, service_workers="block") as t:
        t.become("greet")
        page = t.go(ROOM)
        for _time in range(2):
            t.go(f"{ROOM}nieuw/?vraag=lachen")
            page.locator("[name=tekst]").fill("Opa liet de meeuwen uit zijn hand eten.")
            page.get_by_text("Een stemming erbij").click()
            page.locator("[name=stemming][value=warm]").check(force=True)
            found += faults(page)
            save(page)
        memory = page.url.split("/")[-2]
        page.goto(f"{t.url}{ROOM}zoeken/")
        page.locator("[name=woorden]").fill("meeuwen")
        page.get_by_role("button", name="Zoek").click()
        found += faults(page)
        for path in PAGES[room]:
            path = path.replace("ID", memory)
            page.goto(t.url + room + path)
            assert page.locator("h1").count() == 1, path
            found += faults(page)
    assert found == []


def test_no_page_of_the_room_is_wider_than_a_small_telephone(tab):
    with tab(service_workers="block", viewport={"width": 320, "height": 640}) as t:
        page = t.go(f"{ROOM}nieuw/")
        page.locator("[name=tekst]").fill("Hottentottententententoonstelling" * 8)
        page.locator("[name=titel]").fill("Donaudampfschifffahrtsgesellschaft" * 3)
        save(page)
        paths = [page.url, f"{page.url}wijzigen/", f"{page.url}wissen/"]
        rest = ("", "nieuw/", "drie-goede-dingen/", "vragen/", "zoeken/")
        for url in [*paths, *(f"{t.url}{ROOM}{each}" for each in rest)]:
            page.goto(url)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, url
