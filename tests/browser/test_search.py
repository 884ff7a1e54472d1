"""Searching in a real browser: with the keyboard, and without JavaScript."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium, served):
    context = chromium.new_context(base_url=served.url)
    yield context.new_page()
    context.close()


def test_suggestions_are_a_combobox_for_the_keyboard(page):
    page.goto("/zoeken/")
    field = page.get_by_role("combobox")
    assert field.get_attribute("aria-expanded") == "false"
    field.press_sequentially("nach")
    page.get_by_role("option").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert "suggesties" in page.locator("search-suggest [role=status]").inner_text()
    field.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    field.press("ArrowUp")
    assert page.get_by_role("option").last.get_attribute("aria-selected") == "true"
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "nach"
    field.press("ArrowDown")
    assert field.get_attribute("aria-expanded") == "true"
    field.press("Enter")
    page.wait_for_url("**/hulp/bij/nacht-slapen/")


def test_enter_without_a_choice_searches(page):
    page.goto("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("wie betaalt de nachtzorg")
    field.press("Enter")
    page.wait_for_url("**/zoeken/?q=*")
    assert page.locator("#antwoord").inner_text() == "Hoe betaal ik dit allemaal?"


def test_no_page_is_told_what_was_looked_for(page):
    told = []
    page.on("request", lambda request: told.append(request.headers.get("referer", "")))
    page.goto("/zoeken/?q=nacht")
    page.get_by_role("combobox").press("End")
    page.get_by_role("combobox").press_sequentially("z")
    page.get_by_role("option").first.wait_for()
    page.locator(".readings a").first.click()
    page.wait_for_load_state()
    assert told and not any("q=" in each for each in told)


def test_it_works_without_javascript(chromium, served):
    context = chromium.new_context(base_url=served.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/zoeken/")
    page.get_by_role("searchbox").fill("mijn man wil geen vreemden in huis")
    page.get_by_role("button", name="Zoek").click()
    page.locator("#antwoord a").click()
    assert page.url.endswith("/hulp/bij/geen-vreemden/")
    context.close()
