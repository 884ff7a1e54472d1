"""The pages of an editor: who comes in, making and changing, checking, history, conflicts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from balans.accounts.staff.areas import COUNTRY, give_area, take_area
from balans.accounts.staff.command import CannotDo, area, staff
from balans.accounts.staff.models import EditorArea
from balans.accounts.staff.tests.people import become, set_up_app
from balans.directory.editing.models import LinkCheck
from balans.directory.editing.tests.editors import (
    HOME,
    KAMPEN,
    ZWOLLE,
    editor,
    offer,
    record,
    typed,
)
from balans.directory.links import forget_links
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.offer import offer_of
from balans.directory.reporting import report_offer

pytestmark = pytest.mark.django_db
DORA, EVA = "dora@example.nl", "eva@example.nl"
State, Why = LocalOffer.State, OfferVersion.Why


@pytest.fixture
def dora():
    """An editor of Zwolle."""
    return editor(DORA, ZWOLLE)


# Who comes in.


def test_an_editor_without_a_municipality_reads_whom_to_ask(client):
    become(client, "editor", DORA)
    set_up_app(client)
    page = client.get(HOME)
    assert page.status_code == 200
    assert "balans staff area" in page.content.decode()
    assert client.get(f"{HOME}nieuw/").status_code == 200
    assert not LocalOffer.objects.exists()
    assert client.post(f"{HOME}nieuw/", typed(doen="zichtbaar")).status_code == 200
    assert not LocalOffer.objects.exists()


@pytest.mark.parametrize("way", ["veranderen", "weghalen", "terughalen"])
def test_what_lies_partly_elsewhere_is_read_and_not_changed(dora, way):
    there = offer("Samen", (ZWOLLE, KAMPEN))
    assert dora.get(f"{HOME}{there.pk}/").status_code == 200
    assert "/veranderen/" not in dora.get(f"{HOME}{there.pk}/").content.decode()
    address = f"{HOME}{there.pk}/{way}/"
    assert dora.post(address, typed(doen="zichtbaar")).status_code == 404
    there.refresh_from_db()
    assert there.number == 1


def test_an_offer_of_the_whole_country_is_for_an_editor_of_the_whole_country(dora):
    there = offer("Overal", ())
    assert dora.post(f"{HOME}{there.pk}/weghalen/").status_code == 404
    everywhere = editor(EVA, COUNTRY)
    assert everywhere.post(f"{HOME}{there.pk}/weghalen/").status_code == 302


def test_nobody_gives_an_offer_to_a_municipality_of_others(dora):
    page = dora.post(f"{HOME}nieuw/", typed(doen="zichtbaar", gemeenten=[KAMPEN]))
    assert page.status_code == 422
    assert "Voor Kampen mag jij niets veranderen" in page.content.decode()
    page = dora.post(f"{HOME}nieuw/", typed(doen="zichtbaar", gemeenten=[], overal="ja"))
    assert page.status_code == 422


def test_areas_are_given_on_the_command_line_and_listed():
    with pytest.raises(CannotDo):
        area(DORA, ZWOLLE, remove=False, known={ZWOLLE})
    staff("add", DORA, "editor")
    assert area(DORA, ZWOLLE, remove=False, known={ZWOLLE}) == [f"{DORA} edits zwolle"]
    assert "for zwolle" in staff("list", "", "")[0]
    with pytest.raises(CannotDo):
        area(DORA, "nergenshuizen", remove=False, known={ZWOLLE})


def test_areas_wait_with_an_invitation_and_go_with_the_role():
    staff("add", DORA, "editor")
    give_area(address=DORA, municipality=ZWOLLE)
    from django.test import Client

    from balans.accounts.tests.letters import sign_in

    sign_in(Client(), DORA)
    assert list(EditorArea.objects.values_list("municipality", flat=True)) == [ZWOLLE]
    give_area(address=DORA, municipality=KAMPEN)
    assert take_area(address=DORA, municipality=KAMPEN)
    assert not take_area(address=DORA, municipality=KAMPEN)
    staff("remove", DORA, "editor")
    assert not EditorArea.objects.exists()


# Making and changing.


def test_an_offer_is_made_and_seen_by_carers(dora):
    page = dora.post(f"{HOME}nieuw/", typed(doen="zichtbaar"))
    assert page.status_code == 302
    made = LocalOffer.objects.get()
    assert (made.state, made.title) == (State.PUBLISHED, "Inloop")
    assert made.as_record().phone == "038 123 45 67"
    assert LocalOffer.objects.published().within(ZWOLLE).get() == made
    assert dora.get(page.url).status_code == 200


def test_every_field_comes_back_from_the_form(dora):
    whole = record(
        areas=(ZWOLLE,),
        organisation="Welzijn",
        whatsapp="06 12 34 56 78",
        chat="https://chat.example",
        mail="a@b.nl",
        url="https://b.nl",
        audiences=("young", "carer"),
        ways=("phone", "place"),
        languages=("nl", "tr"),
        free="partly",
        always=True,
        openings=({"days": ("mo", "we"), "opens": "09:00", "closes": "17:00"},),
        places=({"name": "Linde", "street": "Laan 1", "postcode": "8011 AB", "city": "Zwolle"},),
        about_dying=True,
        assured="2026-10-01",
        assurer="Team",
        words={
            "nl": {part: f"{part} nl" for part in ("title", "text", "how", "expect", "cost", "who")}
            | {"hours": "uren nl"},
            "en": {part: f"{part} en" for part in ("title", "text", "how", "expect", "cost", "who")}
            | {"hours": "uren en"},
        },
    )
    from django.http import QueryDict

    from balans.directory.editing.form import form_of, read_form
    from balans.directory.editing.tests.editors import rights

    mine = rights(DORA)
    form = form_of(whole, mine)
    again = read_form(QueryDict(form.typed.urlencode()), mine, timezone.localdate())
    assert again.errors == {}
    assert again.record == whole


def test_what_cannot_be_kept_comes_back_with_what_was_typed(dora):
    page = dora.post(f"{HOME}nieuw/", typed(doen="zichtbaar", naam="", telefoon="bel maar"))
    text = page.content.decode()
    assert page.status_code == 422
    assert 'value="bel maar"' in text and "Koffie met anderen." in text
    assert "#id_naam" in text and "#id_telefoon" in text
    assert not LocalOffer.objects.exists()


def test_a_preview_keeps_nothing(dora):
    page = dora.post(f"{HOME}nieuw/", typed(doen="bekijk"))
    assert page.status_code == 200
    assert "Zo ziet een mantelzorger het" in page.content.decode()
    assert not LocalOffer.objects.exists()


def test_more_rows_for_hours_keep_what_was_typed(dora):
    page = dora.post(f"{HOME}nieuw/", typed(doen="meer", **{"open-4-van": "9:00"}))
    assert page.status_code == 200
    assert 'name="open-6-van"' in page.content.decode()


def test_a_draft_is_seen_by_nobody_else(dora, client):
    dora.post(f"{HOME}nieuw/", typed(doen="concept"))
    made = LocalOffer.objects.get()
    assert made.state == State.DRAFT
    assert client.get(f"/hulp/bij-jou/{made.pk}/").status_code == 404


def test_two_editors_at_the_same_time_lose_nothing(dora):
    eva = editor(EVA, ZWOLLE)
    there = offer()
    changed = typed(doen="zichtbaar", versie="1", omschrijving="Van Dora.")
    assert dora.post(f"{HOME}{there.pk}/veranderen/", changed).status_code == 302
    other = typed(doen="zichtbaar", versie="1", naam="Van Eva", gratis="unknown")
    page = eva.post(f"{HOME}{there.pk}/veranderen/", other)
    text = page.content.decode()
    assert page.status_code == 409
    assert "Een collega veranderde dit ook" in text and "dora bewaarde dit" in text
    assert 'value="Van Eva"' in text and ">\nVan Dora.</textarea>" in text
    assert 'name="versie" value="2"' in text
    both = typed(doen="zichtbaar", versie="2", naam="Van Eva", omschrijving="Van Dora.")
    assert eva.post(f"{HOME}{there.pk}/veranderen/", both).status_code == 302
    there.refresh_from_db()
    assert (there.number, there.title) == (3, "Van Eva")


def test_an_offer_is_taken_away_and_brought_back(dora, client):
    there = offer()
    assert dora.get(f"{HOME}{there.pk}/weghalen/").status_code == 200
    dora.post(f"{HOME}{there.pk}/weghalen/")
    there.refresh_from_db()
    assert there.state == State.RETIRED
    dora.post(f"{HOME}{there.pk}/terughalen/")
    there.refresh_from_db()
    assert there.state == State.DRAFT


# History.


def test_history_says_who_what_and_why_and_puts_back(dora):
    dora.post(f"{HOME}nieuw/", typed(doen="zichtbaar"))
    there = LocalOffer.objects.get()
    changed = typed(doen="zichtbaar", versie="1", naam="Nieuwe naam")
    dora.post(f"{HOME}{there.pk}/veranderen/", changed)
    text = dora.get(f"{HOME}{there.pk}/geschiedenis/").content.decode()
    assert "redactie, dora" in text
    assert "<td>Inloop</td><td>Nieuwe naam</td>" in text
    dora.post(f"{HOME}{there.pk}/geschiedenis/", {"versie": "1"})
    there.refresh_from_db()
    assert (there.title, there.number, there.state) == ("Inloop", 3, State.PUBLISHED)
    assert there.versions.get(number=3).why == Why.UNDONE


def test_a_version_of_an_offer_of_others_is_not_put_back(dora):
    there = offer(areas=(KAMPEN,))
    assert dora.get(f"{HOME}{there.pk}/geschiedenis/").status_code == 200
    assert dora.post(f"{HOME}{there.pk}/geschiedenis/", {"versie": "1"}).status_code == 404


def test_a_version_that_lay_elsewhere_is_not_put_back(dora):
    from balans.directory.actions import keep_offer

    there = offer(areas=(KAMPEN,))
    keep_offer(record=record(), state=State.PUBLISHED, why=Why.CHANGED, offer=there)
    assert dora.post(f"{HOME}{there.pk}/geschiedenis/", {"versie": "1"}).status_code == 404


# What needs doing.


def test_the_first_page_counts_what_needs_doing(dora, django_assert_max_num_queries):
    today = timezone.localdate()
    offer("Nooit")
    offer("Vers", assured=today, url="https://weg.example")
    offer("Oud", assured=today - timedelta(days=400))
    offer("Elders", (KAMPEN,))
    reported = offer("Gemeld", assured=today)
    shown = offer_of(reported.as_record(), "nl", key=str(reported.pk), local=True)
    report_offer(offer=shown, kind="stopped", text="Dicht sinds mei")
    now = timezone.now()
    LinkCheck.objects.create(url="https://weg.example", failures=3, due_at=now, failing_since=now)
    forget_links()
    with django_assert_max_num_queries(8):
        page = dora.get(HOME)
    counts = {each.name: each.number for each in page.context["heaps"]}
    assert counts == {
        **{"voorstel": 0, "melding": 1, "kapot": 1, "nooit": 1, "oud": 1},
        **{"concept": 0, "zichtbaar": 4, "weg": 0, "alles": 4},
    }
    for name, title in (("nooit", "Nooit"), ("oud", "Oud"), ("kapot", "Vers")):
        text = dora.get(f"{HOME}?lijst={name}").content.decode()
        assert text.count('class="what"') == 1 and f">{title}</a>" in text
    text = dora.get(f"{HOME}{reported.pk}/").content.decode()
    assert "Dicht sinds mei" in text
    forget_links()


def test_a_search_finds_by_name_and_organisation(dora):
    offer("Koffie", organisation="Welzijn Noord")
    offer("Thee")
    text = dora.get(f"{HOME}?zoek=noord").content.decode()
    assert ">Koffie</a>" in text and ">Thee</a>" not in text


def test_all_is_still_right_in_one_click_and_for_several(dora):
    one, two, three = offer("Een"), offer("Twee"), offer("Drie", (KAMPEN,))
    page = dora.post(f"{HOME}klopt/een/", {"een": str(one.pk), "aanbod": str(two.pk)})
    assert page.url == f"{HOME}?gedaan=1"
    one.refresh_from_db()
    assert one.assured_on == timezone.localdate()
    assert one.as_record().assurer == "Redactie gemeente Zwolle"
    ids = [str(each.pk) for each in (one, two, three)]
    dora.post(f"{HOME}klopt/", {"aanbod": ids, "terug": f"{HOME}?lijst=nooit"})
    two.refresh_from_db()
    three.refresh_from_db()
    assert (two.assured_on, three.assured_on) == (timezone.localdate(), None)
    assert two.versions.get(number=2).why == Why.CHECKED


def test_an_editor_finds_the_way_from_their_account(dora):
    assert f'href="{HOME}"' in dora.get("/mijn/account/").content.decode()


def test_nobody_is_led_away_to_another_site(dora):
    for back in ("https://kwaad.example/", "//kwaad.example", "/mijn/"):
        page = dora.post(f"{HOME}klopt/", {"aanbod": [], "terug": back})
        assert page.url.startswith(HOME)


def test_a_report_is_dealt_with_by_who_may_change_the_offer(dora):
    mine, other = offer(), offer("Elders", (KAMPEN,))
    reports = [
        report_offer(
            offer=offer_of(each.as_record(), "nl", key=str(each.pk), local=True),
            kind="hours",
            text="",
        )
        for each in (mine, other)
    ]
    assert dora.post(f"{HOME}meldingen/{reports[0].pk}/").status_code == 302
    assert dora.post(f"{HOME}meldingen/{reports[1].pk}/").status_code == 404
    for each in reports:
        each.refresh_from_db()
    assert [each.handled_at is None for each in reports] == [False, True]


def test_national_offers_that_are_old_are_listed_to_read(dora, monkeypatch):
    from datetime import date

    monkeypatch.setattr(timezone, "localdate", lambda: date(2031, 1, 1))
    text = dora.get(f"{HOME}landelijk/").content.decode()
    assert "content/support/" in text and "<form" not in text.split("<main")[1].split("</main")[0]


def test_a_long_list_has_pages(dora):
    for number in range(27):
        offer(f"Aanbod {number:02}")
    text = dora.get(f"{HOME}?lijst=alles").content.decode()
    assert text.count('class="what"') == 25 and "Blad 1 van 2" in text
    text = dora.get(f"{HOME}?lijst=alles&blad=2").content.decode()
    assert text.count('class="what"') == 2


def test_what_must_be_chosen_is_not_left_open(dora):
    for page in ("inlezen/", "nieuw/"):
        assert "Laat open" not in dora.get(HOME + page).content.decode(), page
