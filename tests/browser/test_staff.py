"""Staff in a real browser: the second step with and without a script, and the way of their work."""

import os
import subprocess
import sys

import pytest

from balans.accounts.staff.tests.people import code_of, secret_on
from balans.accounts.staff.tests.provider import CLIENT, SECRET, provider
from conftest import PATIENCE, serving
from tests.browser.axe import faults
from tests.browser.conftest import Tab
from tests.browser.test_accounts import DEVICE, come_in, new_address

pytestmark = pytest.mark.browser
STEP, ADMIN = "/mijn/tweede-stap/", "/beheer/"


@pytest.fixture
def used() -> set[str]:
    """The codes from the mail that were used before."""
    return set()


def give(data, address: str, role: str) -> None:
    """Give a role, as the host does."""
    command = [sys.executable, "-m", "balans.cli", "staff", "add", address, role]
    subprocess.run(command, env=os.environ | {"BALANS_DATA": str(data)}, check=True)


def become(t, served, used: set[str]) -> str:
    address = new_address()
    give(served.data, address, "administrator")
    come_in(t, address, used)
    return address


def set_up(page) -> bytes:
    page.get_by_role("button", name="Stel een app in").click()
    page.wait_for_selector(".qr svg")
    secret = secret_on(page.content().encode())
    page.fill("[name=code]", code_of(secret))
    page.get_by_role("button", name="Zet de tweede stap aan").click()
    return secret


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_the_second_step_leads_to_the_page_that_was_asked_for(tab, served, used, script):
    with tab(java_script_enabled=script) as t:
        address = become(t, served, used)
        secret = set_up(t.go(ADMIN))
        t.page.wait_for_url(t.url + ADMIN)
        assert t.page.locator("h1").inner_text() == "Beheer"
    with tab(java_script_enabled=script) as other:
        come_in(other, address, used)
        page = other.go(ADMIN)
        page.fill("[name=code]", "000000")
        page.get_by_role("button", name="Ga verder").click()
        page.wait_for_selector(".errors")
        page.fill("[name=code]", code_of(secret, steps=1))
        page.get_by_role("button", name="Ga verder").click()
        page.wait_for_url(t.url + ADMIN)


def test_a_passkey_is_set_up_and_confirms(tab, served, used):
    with tab() as t:
        become(t, served, used)
        line = t.page.context.new_cdp_session(t.page)
        line.send("WebAuthn.enable")
        line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        page = t.go(ADMIN)
        page.get_by_role("button", name="Maak een passkey").click()
        page.wait_for_url(t.url + ADMIN)
        t.go("/mijn/account/").get_by_role("button", name="Log uit op dit apparaat").click()
        page.wait_for_url("**/mijn/uitgelogd/")
        t.go("/mijn/inloggen/").get_by_role("button", name="Met je passkey").click()
        page.wait_for_url("**/mijn/")
        assert t.go(ADMIN).locator("h1").inner_text() == "Beheer"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_for_staff_has_an_accessibility_fault(tab, served, used, scheme):
    found = []
    with tab(color_scheme=scheme, service_workers="block") as t:
        address = become(t, served, used)
        page = t.go(f"{STEP}?verder={ADMIN}")
        found += faults(page)
        page.get_by_role("button", name="Stel een app in").click()
        page.wait_for_selector(".qr svg")
        for path in (f"{STEP}app/", STEP):
            found += both_languages(t, path)
        set_up(t.go(STEP))
        page.wait_for_url(f"**{STEP}")
        for path in (STEP, "/mijn/account/", ADMIN):
            found += both_languages(t, path)
    with tab(color_scheme=scheme, service_workers="block") as other:
        come_in(other, address, used)
        found += both_languages(other, STEP)
        other.page.locator("main form .btn.main").first.click()
        other.page.wait_for_selector(".errors")
        found += faults(other.page)
    assert found == []


def both_languages(t, path: str) -> list[str]:
    page = t.go(path)
    found = faults(page)
    page.goto(t.url + page.locator("footer a[hreflang=en]").get_attribute("href"))
    assert page.locator("html").get_attribute("lang") == "en", path
    return found + faults(page)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_staff_come_in_through_their_organisation(tmp_path, chromium, script):
    with provider() as there:
        there.claims = {"amr": ["mfa"]}
        names = {"ISSUER": there.url, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET}
        names = {f"BALANS_OIDC_{name}": value for name, value in names.items()}
        with serving(tmp_path, **names, BALANS_OIDC_NAME="De Linde") as server:
            give(tmp_path, "dora@example.nl", "administrator")
            context = chromium.new_context(java_script_enabled=script)
            context.set_default_timeout(PATIENCE)
            t = Tab(context.new_page(), server.url)
            page = t.go("/mijn/inloggen/")
            page.get_by_role("button", name="Log in met De Linde").click()
            page.wait_for_url("**/mijn/")
            assert t.go(ADMIN).locator("h1").inner_text() == "Beheer"
            context.close()
