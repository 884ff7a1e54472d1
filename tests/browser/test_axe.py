"""No accessibility fault on any page, in both languages and both schemes (WCAG 2.2 AA, axe)."""

import pytest

from tests.browser.axe import faults
from tests.browser.conftest import walk

pytestmark = pytest.mark.browser
PUBLIC = [
    "/",
    "/oefeningen/",
    "/oefeningen/grenzen/",
    "/oefeningen/activiteiten/",
    "/oefeningen/doelen/",
    "/oefeningen/contact/",
    "/oefeningen/grenzen/uitleg/",
    "/oefeningen/contact/uitleg/7/",
    "/oefeningen/activiteiten/uitleg/alles/",
    "/zoeken/",
    "/zoeken/?q=wie+betaalt+de+nachtzorg",
    "/zoeken/?q=ik+wil+niet+meer+leven",
    "/zoeken/?q=xyzzyqwert",
    "/nu-iemand-spreken/",
    "/groepen/",
    "/groepen/zoeken/",
    "/groepen/zoeken/?online=1&taal=en",
    "/groepen/meedoen/",
    "/groepen/meedoen/22222-22222/",
    "/groepen/uitnodiging/abc/",
    "/over/",
    "/materiaal/",
    "/materiaal/?organisatie=Steunpunt&mail=geen",
    "/materiaal/flyer/",
    "/materiaal/mail-aan-een-mantelzorger/",
    "/groepen/draaiboeken/",
    "/groepen/draaiboeken/grenzen/",
    "/groepen/draaiboeken/informatie/",
    "/groepen/draaiboeken/als/hulp-nu/",
    "/groepen/draaiboeken/blad/kaartje/",
    "/privacy/",
    "/toegankelijkheid/",
    "/api/uitleg/",
    "/offline/",
    "/mijn/",
    "/mijn/lezen/",
    "/mijn/gegevens/",
    "/mijn/overleden/",
    "/informatie/laatste-fase/de-eerste-uren-en-dagen/",
    "/informatie/afscheid-en-rouw/rouw-is-geen-ziekte/",
    "/mijn/meenemen/",
    "/mijn/delen/",
    "/gedeeld/niet-hier/",
    "/herinneringen/",
    "/herinneringen/nieuw/",
    "/herinneringen/nieuw/?vraag=lachen",
    "/herinneringen/drie-goede-dingen/",
    "/herinneringen/vragen/",
    "/herinneringen/zoeken/",
    "/mijn-plan/",
    "/mijn-plan/nieuw/",
    "/mijn-plan/agenda/",
    "/mijn/seintjes/",
    "/hoe-gaat-het/",
    "/hoe-gaat-het/over-de-checks/",
    "/hoe-gaat-het/csi/",
    "/hoe-gaat-het/jonge-mantelzorger/",
    "/hoe-gaat-het/csi/samen/",
    "/hoe-gaat-het/csi/ritme/",
    "/mijn-plan/stop/abc/",
    "/mijn/wissen/",
    "/mijn/bewaren/",
    "/mijn/inloggen/",
    "/mijn/inloggen/wachtwoord/",
    "/mijn/inloggen/herstelblad/",
    "/mijn/uitgelogd/",
    "/demo/postvak/",
    "/galerij/",
    "/demo/",
    "/bestaat-niet/",
]
EXERCISES = ["grenzen", "activiteiten", "doelen", "contact"]


@pytest.mark.parametrize(("language", "scheme"), [("nl", "light"), ("en", "light"), ("nl", "dark")])
def test_public_pages(tab, language, scheme):
    found = []
    with tab(color_scheme=scheme, service_workers="block") as t:
        for path in PUBLIC:
            page = t.go(path)
            if language == "en":
                link = page.locator("footer a[hreflang=en]")
                if link.count():
                    page.goto(t.url + link.get_attribute("href"))
                    assert page.locator("html").get_attribute("lang") == "en", path
            found += faults(page, of_colour=scheme == "dark")
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", EXERCISES)
def test_every_question_and_the_outcome(tab, slug, scheme):
    found = []
    language = {"light": "nl", "dark": "en"}[scheme]
    with tab(color_scheme=scheme, service_workers="block") as t:
        page = t.go(f"/oefeningen/{slug}/")
        if language == "en":
            page.goto(t.url + page.locator("footer a[hreflang=en]").get_attribute("href"))
        walk(page, slug, look=lambda each: found.extend(faults(each)))
        found += faults(page)
    assert found == []


def test_a_page_with_faults_and_the_pages_of_an_attempt(tab):
    found = []
    with tab(service_workers="block") as t:
        page = t.go("/oefeningen/doelen/begin/")
        page.locator("input[name=naam]").fill("x" * 500)
        page.locator("main form .btn.main").first.click()
        page.wait_for_selector(".errors")
        found += faults(page)
        t.become("greet")
        found += faults(t.page)
        links = t.page.locator("main a").evaluate_all("all => all.map((each) => each.pathname)")
        for path in sorted(set(links)):
            if not path.endswith(".pdf"):
                found += faults(t.go(path))
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_plan_with_its_steps_its_look_and_its_calendar(tab, scheme):
    found = []
    with tab(color_scheme=scheme, service_workers="block") as t:
        page = t.go("/mijn-plan/nieuw/")
        for name, text in (("doel", "Naar zee"), ("week", "Inge bellen"), ("maand", "Gaan")):
            page.locator(f"input[name={name}]").first.fill(text)
        page.locator("input[name=check][value='2']").check(force=True)
        page.locator("main form .btn.main").first.click()
        plan = page.url.removeprefix(t.url)
        page.locator("form[action$='/stap-erbij/'] button").first.click()
        page.wait_for_selector(".errors")
        found += faults(page)
        page.locator("button[value=done]").first.click()
        for path in (plan, f"{plan}kijken/", f"{plan}kleiner/", "/mijn-plan/"):
            found += faults(t.go(path))
        t.go("/mijn-plan/agenda/").locator("button[value=maak]").click()
        page.wait_for_selector("#id_adres")
        page.locator("summary").evaluate_all("all => all.forEach((each) => each.click())")
        found += faults(page)
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_checks_over_time(tab, scheme):
    found = []
    with tab(color_scheme=scheme, service_workers="block") as t:
        t.become("greet")
        for path in ("/hoe-gaat-het/", "/hoe-gaat-het/csi/verloop/?erbij=1"):
            page = t.go(path)
            if scheme == "dark":
                page.goto(t.url + page.locator("footer a[hreflang=en]").get_attribute("href"))
            found += faults(page)
        page.locator("main form .btn").last.click()
        found += faults(page)
        for box in page.locator("table input").all()[:2]:
            box.check()
        page.locator("main form .btn").last.click()
        page.wait_for_url("**/*naast*/**" if scheme == "light" else "**/*beside*/**")
        found += faults(page)
    assert found == []
