"""Walk-throughs in a real browser: turned with keys or links, and played as the script does."""

import importlib.util
from pathlib import Path

import pytest

from balans.core.references import refer
from balans.questionnaires.content import catalogue
from balans.walkthroughs.content import walkthrough

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).resolve().parents[2] / "bin" / "walkthroughs.py"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("walkthroughs_script", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_arrow_keys_turn_the_pages_and_stop_at_both_ends(tab):
    with tab(service_workers="block") as t:
        page = t.go("/oefeningen/grenzen/uitleg/")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**/uitleg/2/")
        page.keyboard.press("ArrowLeft")
        page.wait_for_url("**/grenzen/uitleg/")
        page = t.go("/oefeningen/grenzen/uitleg/7/")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowLeft")
        page.wait_for_url("**/uitleg/6/")
        assert t.elsewhere == []


def test_links_lead_through_every_scene_without_javascript(tab):
    with tab(java_script_enabled=False) as t:
        page = t.go("/en/exercises/wishes/")
        page.get_by_role("link", name="See how it works").click()
        for scene in walkthrough("doelen", "en").scenes:
            assert page.locator("h1").inner_text() == scene.words.title
            shown = page.locator("figure img")
            assert shown.evaluate("image => image.complete && image.naturalWidth") == scene.width
            page.locator(".walk-on .btn").first.click()
        assert page.url.endswith("/exercises/wishes/begin/")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["grenzen", "activiteiten", "doelen", "contact"])
def test_every_scene_can_still_be_played(tab, script, name, language):
    walk, flow = walkthrough(name, language), catalogue(language).newest(name)
    options = {"device_scale_factor": script.SCALE, "service_workers": "block"}
    with tab(**options) as t:
        begin = refer("exercise", name, language).href
        played = dict(script.Actor(t.page, t.url, walk, flow, begin).play())
    assert list(played) == [scene.entry.id for scene in walk.scenes]
    assert all(picture.width == 2 * 390 for picture in played.values())
