"""Keeping what was done: by code with and without a script, with a passkey, with the keyboard."""

import re
import time
import uuid

import pytest

from tests.browser.axe import faults

pytestmark = pytest.mark.browser
PAGES = ["account/", "account/apparaten/", "account/adres/", "account/wachtwoord/"]
PAGES += ["account/herstelblad/", "wissen/"]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def code_for(tab, address: str, used: set[str]) -> str:
    """Return the code that arrived in the mailbox of the demonstration since the used ones."""
    page = tab.page.context.new_page()
    try:
        for _attempt in range(40):
            page.goto(f"{tab.url}/demo/postvak/")
            for mail in page.locator("article", has_text=address).all():
                code = "".join(re.search(r"(\d{3}) (\d{3})", mail.inner_text()).groups())
                if code not in used:
                    used.add(code)
                    return code
            time.sleep(0.25)
    finally:
        page.close()
    raise AssertionError("no code arrived")


@pytest.fixture
def used() -> set[str]:
    """The codes that were used before."""
    return set()


def come_in(
    tab, address: str, used: set[str], start: str = "/mijn/inloggen/", *, shared: bool = False
) -> None:
    page = tab.go(start)
    page.fill("[name=adres]", address)
    page.locator("main form .btn.main").first.click()
    page.wait_for_url("**/code/")
    page.fill("[name=code]", code_for(tab, address, used))
    if shared:
        page.locator("[name=gedeeld]").check(force=True)
    page.locator("main form .btn.main").first.click()
    page.wait_for_url(re.compile("/(mijn|mine)/"))


def new_address() -> str:
    return f"anna-{uuid.uuid4().hex[:8]}@example.nl"


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_a_guest_keeps_what_was_done_and_finds_it_back(tab, used, script):
    address = new_address()
    with tab(java_script_enabled=script) as t:
        page = t.go("/oefeningen/grenzen/begin/")
        page.fill("[name=naam]", "Koosje")
        page.locator("main form .btn.main").first.click()
        page.wait_for_url("**/vraag/**")
        come_in(t, address, used, "/mijn/bewaren/")
    with tab(java_script_enabled=script) as other:
        come_in(other, address, used)
        assert other.go("/mijn/").locator("main a[href*='/oefeningen/grenzen/']").count() >= 1
        other.go("/mijn/account/").get_by_role("button", name="Log uit op dit apparaat").click()
        other.page.wait_for_url("**/mijn/uitgelogd/")
        assert other.go("/mijn/account/").url.endswith("/mijn/inloggen/")


def test_a_passkey_makes_an_account_and_opens_it_again(tab):
    with tab() as t:
        line = t.page.context.new_cdp_session(t.page)
        line.send("WebAuthn.enable")
        line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        page = t.go("/mijn/bewaren/")
        page.get_by_role("button", name="Maak een passkey").click()
        page.wait_for_url("**/mijn/")
        t.go("/mijn/account/").get_by_role("button", name="Log uit op dit apparaat").click()
        page.wait_for_url("**/mijn/uitgelogd/")
        t.go("/mijn/inloggen/").get_by_role("button", name="Met je passkey").click()
        page.wait_for_url("**/mijn/")
        assert t.go("/mijn/account/").locator("h1").inner_text() == "Je account"


def test_a_passkey_that_is_not_given_leads_to_kind_words(tab):
    with tab() as t:
        page = t.go("/mijn/inloggen/")
        page.evaluate("() => { navigator.credentials.get = () => Promise.reject('no'); }")
        page.get_by_role("button", name="Met je passkey").click()
        page.wait_for_selector(".errors")
        assert "andere manier" in page.locator(".errors").inner_text()


def test_signing_in_with_the_keyboard_alone(tab, used):
    address = new_address()
    with tab() as t:
        page = t.go("/mijn/inloggen/")
        page.focus("[name=adres]")
        page.keyboard.type(address)
        page.keyboard.press("Enter")
        page.wait_for_url("**/code/")
        page.keyboard.type(code_for(t, address, used))
        page.keyboard.press("Enter")
        page.wait_for_url("**/mijn/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_an_account_has_an_accessibility_fault(tab, used, scheme):
    found = []
    with tab(color_scheme=scheme, service_workers="block") as t:
        come_in(t, new_address(), used)
        for path in PAGES:
            page = t.go(f"/mijn/{path}")
            found += faults(page)
            page.goto(t.url + page.locator("footer a[hreflang=en]").get_attribute("href"))
            assert page.locator("html").get_attribute("lang") == "en", path
            found += faults(page)
        page = t.go("/mijn/account/herstelblad/")
        page.locator("main form .btn.main").click()
        page.wait_for_selector(".recovery-code")
        found += faults(page)
    assert found == []
