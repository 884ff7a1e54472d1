"""The page of an offer, national and local: what it says, on paper, and when it is gone."""

import uuid
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from balans.directory.actions import keep_offer
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.national import support
from balans.directory.tests.offers import TITLE, publish, record, retire

pytestmark = pytest.mark.django_db


def page_of(client, kept: LocalOffer, language: str = "") -> str:
    middle = "en/help/near-you" if language == "en" else "hulp/bij-jou"
    return client.get(f"/{middle}/{kept.pk}/").content.decode()


def test_a_page_says_all_there_is_to_an_offer(anna):
    kept = publish(
        organisation="Stichting Voet",
        whatsapp="06 12345678",
        chat="https://voet.example/chat",
        mail="dirk@voet.example",
        url="https://voet.example/",
        languages=["nl", "tr"],
        free="yes",
        openings=[{"days": ["tu"], "opens": "10:00", "closes": "12:00"}],
        places=[{"street": "Kade 1", "postcode": "8011 AA", "city": "Zwolle"}],
        assurer="de redactie",
        assured=timezone.localdate(),
    )
    page = page_of(anna, kept)
    for part in (
        TITLE,
        "Stichting Voet",
        "tel:+31381234567",
        "https://wa.me/31612345678",
        "https://voet.example/chat",
        "mailto:dirk@voet.example",
        'href="https://voet.example/" rel="noopener"',
        "Nederlands, Turks",
        "Kade 1, 8011 AA Zwolle",
        "10:00 tot 12:00 uur",
        "door de redactie",
        "Zwolle",
    ):
        assert part in page


def test_what_nobody_checked_for_a_year_says_so_kindly(anna):
    old = publish("Oud", assured=timezone.localdate() - timedelta(days=366))
    new = publish("Nieuw", assured=timezone.localdate())
    assert "voor de zekerheid" in page_of(anna, old)
    assert "voor de zekerheid" not in page_of(anna, new)


@pytest.mark.parametrize("name", list(support("nl")))
def test_every_national_offer_has_its_page_in_both_languages(anna, name):
    assert anna.get(f"/hulp/aanbod/{name}/").status_code == 200
    assert anna.get(f"/en/help/offers/{name}/").status_code == 200


def test_an_offer_without_english_words_says_so_on_an_english_page(anna):
    page = page_of(anna, publish(), "en")
    assert f'<h1 lang="nl">{TITLE}</h1>' in page
    assert "only" in page


def test_an_offer_that_stopped_is_told_kindly_with_the_way_on(anna):
    kept = retire(publish())
    response = anna.get(f"/hulp/bij-jou/{kept.pk}/")
    assert response.status_code == 410
    assert TITLE in response.content.decode()
    assert "/hulp/aanbod/steunpunt/" in response.content.decode()
    assert anna.get(f"/hulp/bij-jou/{kept.pk}/pdf/").status_code == 404
    assert anna.post(f"/hulp/bij-jou/{kept.pk}/bewaren/").status_code == 410
    assert anna.post(f"/hulp/bij-jou/{kept.pk}/klopt-niet/").status_code == 410


def test_a_draft_and_what_never_was_are_answered_alike(anna):
    kept = publish()
    LocalOffer.objects.update(state=LocalOffer.State.DRAFT)
    for offer_id in (kept.pk, uuid.uuid4()):
        assert anna.get(f"/hulp/bij-jou/{offer_id}/").status_code == 404
    assert anna.get("/hulp/aanbod/bestaat-niet/").status_code == 404


def test_an_offer_can_be_taken_along_on_paper(anna):
    kept = publish(assured=date(2026, 11, 1))
    response = anna.get(f"/hulp/bij-jou/{kept.pk}/pdf/")
    text = PdfReader(BytesIO(response.content)).pages[0].extract_text()
    assert "038 123 45 67" in " ".join(text.split())
    assert f"/hulp/bij-jou/{kept.pk}/" in text
    assert anna.get("/hulp/aanbod/mantelzorglijn/pdf/").content[:5] == b"%PDF-"


def test_an_offer_can_be_sent_as_a_message_with_its_address(anna):
    kept = publish()
    message = anna.get(f"/hulp/bij-jou/{kept.pk}/").context["message"]
    assert message.splitlines()[0] == TITLE
    assert message.endswith(f"http://testserver/hulp/bij-jou/{kept.pk}/")


def test_a_local_offer_costs_one_query(anna, django_assert_num_queries):
    kept = publish()
    with django_assert_num_queries(1):
        page_of(anna, kept)


def test_who_only_reads_gets_no_cookie(anna):
    kept = publish()
    for path in ("/hulp/", "/hulp/aanbod/", f"/hulp/bij-jou/{kept.pk}/", "/hulp/plaats/"):
        assert not anna.get(path).cookies


@pytest.mark.parametrize("below", ["", "pdf/", "bewaren/", "klopt-niet/"])
def test_a_draft_that_was_thrown_away_was_never_there(anna, below):
    draft = keep_offer(record=record(), state=LocalOffer.State.DRAFT, why=OfferVersion.Why.MADE)
    retire(draft)
    response = anna.get(f"/hulp/bij-jou/{draft.pk}/{below}")
    assert response.status_code == 404
    assert TITLE not in response.content.decode()


def test_paper_tells_where_one_can_chat(anna):
    kept = publish(chat="https://voet.example/chat")
    paper = anna.get(f"/hulp/bij-jou/{kept.pk}/pdf/").content
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    assert "voet.example/chat" in text
