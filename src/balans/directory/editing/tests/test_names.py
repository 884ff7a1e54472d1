"""Whose name stands where, and who gets what visitors report about offers of nobody's own."""

import pytest
from django.utils import timezone

from balans.accounts.staff.tests.people import become, set_up_app
from balans.directory import links
from balans.directory.editing.keeping import assurer_of
from balans.directory.editing.models import LinkCheck
from balans.directory.editing.rights import Rights
from balans.directory.editing.tests.editors import (
    HOME,
    KAMPEN,
    ZWOLLE,
    anywhere,
    editor,
    offer,
    typed,
)
from balans.directory.editing.tests.test_importing import HEADER, lines, read
from balans.directory.models import LocalOffer
from balans.directory.national import support
from balans.directory.reporting import report_offer

pytestmark = pytest.mark.django_db
DORA, GIJS = "dora.de.vries@example.nl", "gijs@example.nl"


@pytest.fixture(autouse=True)
def links_anew():
    links.forget_links()
    yield
    links.forget_links()


def test_carers_and_other_programs_read_a_desk_and_no_person(anna):
    there = offer()
    editor(DORA, ZWOLLE).post(f"{HOME}klopt/", {"aanbod": [str(there.pk)]})
    for address in (
        f"/hulp/bij-jou/{there.pk}/",
        f"/api/services/{there.pk}",
        "/api/export/services.csv",
    ):
        page = anna.get(address)
        text = b"".join(page) if page.streaming else page.content
        assert page.status_code == 200, address
        assert b"Redactie gemeente Zwolle" in text and b"dora" not in text, address


def test_a_desk_is_called_by_its_municipalities():
    mine = Rights(anywhere().owner_id, everywhere=False, slugs=frozenset({ZWOLLE, KAMPEN}))
    assert assurer_of(mine, [ZWOLLE, KAMPEN]) == "Redactie gemeenten Zwolle en Kampen"
    assert assurer_of(mine, [ZWOLLE, KAMPEN, "hattem", "raalte"]) == "Redactie van 4 gemeenten"
    assert assurer_of(anywhere(), [ZWOLLE]) == "Redactie MantelzorgBalans"


def test_a_list_puts_no_colleague_s_mail_on_a_page_but_an_editor_may():
    row = {"nagekeken door": "jan@zwolle.example"}
    kept = read(lines(row, header=(*HEADER, "nagekeken door")))
    found = kept.rows.get()
    assert "assurer" not in found.record
    assert [each["code"] for each in found.notes] == ["mail_left_out"]
    chosen = typed(doen="zichtbaar", **{"nagekeken-door": "mantelzorg@zwolle.example"})
    editor(DORA, ZWOLLE).post(f"{HOME}nieuw/", chosen)
    assert LocalOffer.objects.get().as_record().assurer == "mantelzorg@zwolle.example"


def test_history_names_editors_to_their_colleagues_alone():
    there = offer()
    dora = editor(DORA, ZWOLLE)
    dora.post(f"{HOME}klopt/", {"aanbod": [str(there.pk)]})
    address = f"{HOME}{there.pk}/geschiedenis/"
    assert "dora.de.vries" in dora.get(address).content.decode()
    text = editor(GIJS, KAMPEN).get(address).content.decode()
    assert "dora" not in text and "niet meer werkt" not in text and "redactie" in text


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_what_is_reported_about_a_national_offer_reaches_somebody(client, role):
    about = next(iter(support("nl").values()))
    report = report_offer(offer=about, kind="contact", text="Dit nummer is weg.")
    become(client, role)
    set_up_app(client)
    text = client.get(f"{HOME}landelijk/").content.decode()
    assert "Dit nummer is weg." in text and about.title in text
    client.post(f"{HOME}meldingen/{report.pk}/")
    report.refresh_from_db()
    assert report.handled_at is not None


def test_an_editor_reads_on_the_first_page_that_a_national_offer_was_reported(monkeypatch):
    from balans.directory.editing import listing

    monkeypatch.setattr(listing, "stale_national", lambda _today: [])
    dora = editor(DORA, ZWOLLE)
    assert "landelijk/" not in dora.get(HOME).content.decode()
    report_offer(offer=next(iter(support("nl").values())), kind="stopped", text="")
    assert "landelijk/" in dora.get(HOME).content.decode()


def test_an_administrator_does_not_deal_with_a_report_of_a_municipality(client):
    there = offer()
    report = report_offer(offer=there.as_offer("nl"), kind="stopped", text="")
    become(client, "administrator")
    set_up_app(client)
    assert client.post(f"{HOME}meldingen/{report.pk}/").status_code == 404


def test_the_page_of_an_offer_says_that_its_site_is_gone_and_no_longer_than_a_minute(anna):
    about = next(each for each in support("nl").values() if each.record.url)
    there = offer(url="https://weg.example/")
    pages = (f"/hulp/aanbod/{about.key}/", f"/hulp/bij-jou/{there.pk}/")
    said = "De website deed het niet"
    assert not any(said in anna.get(each).content.decode() for each in pages)
    for url in (about.record.url, "https://weg.example/"):
        LinkCheck.objects.create(url=url, failures=3, due_at=timezone.now())
    links.forget_links()
    assert all(said in anna.get(each).content.decode() for each in pages)
    LinkCheck.objects.update(failures=0)
    links.forget_links()
    assert not any(said in anna.get(each).content.decode() for each in pages)
