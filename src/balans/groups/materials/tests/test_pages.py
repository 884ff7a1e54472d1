"""The pages of materials: for who leads the group, with what that person and the group say."""

import html
import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pptx import Presentation
from pypdf import PdfReader

from balans.accounts.tests.letters import person_behind
from balans.core.references import references
from balans.groups.evaluating.survey import survey
from balans.groups.materials.content import materials
from balans.groups.materials.tests.invitations import png
from balans.groups.models import Facilitator
from balans.groups.tests.series import LINK, PLACE, TITLE, begin, facilitator, participant
from balans.groups.words import PublicWords

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8
SHEETS = (
    *(each.name for each in references("handout", "nl")),
    "mijn-plan",
    "evaluatie-op-papier",
)


@pytest.fixture
def dora(db) -> Client:
    """Sign in Dora, who has a page of her own with a logo."""
    browser = facilitator(Client())
    page = Facilitator(owner=person_behind(browser).owner, changed_at=timezone.now())
    page.seal(PublicWords(name="Dora Jansen", organisation="De Waard", phone="076 123 45 67"))
    page.seal_logo(png())
    page.save(force_insert=True)
    return browser


def words(response) -> str:
    reader = PdfReader(io.BytesIO(response.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def address(name: str, group, *args: str) -> str:
    return reverse(f"groups:{name}", args=[group.pk, *args])


def test_the_list_leads_to_everything(dora, django_assert_max_num_queries):
    group = begin(dora)
    with django_assert_max_num_queries(MOST_QUERIES):
        response = dora.get(address("materials", group))
    page = response.content.decode()
    for name, letter in materials("nl").items():
        assert f'href="{address("material", group, letter.slug)}"' in page, name
    for name in ("group_slides_pdf", "group_slides_pptx", "attendance_paper"):
        assert address(name, group) in page
    for slug in SHEETS:
        assert f'href="{address("paper", group, slug)}"' in page, slug
    assert f"{address('material_pdf', group, 'flyer')}?blad=a4-twee" in page
    assert "ontbreken nog" not in page


def test_who_has_no_page_yet_is_led_there(db):
    eva = facilitator(Client(), "eva@example.nl")
    page = eva.get(address("materials", begin(eva))).content.decode()
    assert f'href="{reverse("groups:page")}"' in page and "ontbreken nog" in page


@pytest.mark.parametrize("name", list(materials("nl")))
def test_every_material_can_be_read_copied_and_printed(dora, name, django_assert_max_num_queries):
    group = begin(dora)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = dora.get(address("material", group, name)).content.decode()
    assert TITLE in page
    assert "<copy-text" in page
    assert ("mailto:" in page) is (materials("nl")[name].entry.kind == "mail")
    response = dora.get(address("material_pdf", group, name))
    assert response["Content-Type"] == "application/pdf"
    assert TITLE in words(response)


def test_a_flyer_can_be_copied_with_all_that_stands_on_it(dora):
    group = begin(dora)
    text = copied(dora.get(address("material", group, "flyer")))
    first = date_format(timezone.localtime(group.meetings.first().starts_at), "l j F Y")
    for said in (TITLE, first, PLACE, "Dora Jansen", "met de code", "De Waard", "076 123 45 67"):
        assert said in text, said
    assert "<" not in text and "\n\n\n" not in text
    group.stopped_at = timezone.now()
    group.save()
    text = copied(dora.get(address("material", group, "flyer")))
    assert "voor het laatst bij elkaar geweest" in text and "met de code" not in text


@pytest.mark.parametrize("slug", SHEETS)
def test_every_sheet_comes_with_the_groups_name_as_pdf_and_as_text(
    dora, slug, django_assert_max_num_queries
):
    group = begin(dora)
    with django_assert_max_num_queries(MOST_QUERIES):
        response = dora.get(address("paper", group, slug))
    page, text = response.content.decode(), copied(response)
    assert "<copy-text" in page and address("paper_pdf", group, slug) in page and TITLE in text
    made = dora.get(address("paper_pdf", group, slug))
    assert made["Content-Type"] == "application/pdf" and TITLE in words(made)
    assert PdfReader(io.BytesIO(made.content)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    if slug not in ("mijn-plan", "evaluatie-op-papier"):
        assert "De Waard" in words(made) and "De Waard" in text
        assert len(PdfReader(io.BytesIO(made.content)).pages) == 1


def test_a_sheet_that_is_not_there_is_not_there(dora):
    assert dora.get(address("paper", begin(dora), "onzin")).status_code == 404


def copied(response) -> str:
    """Return what the field to copy holds."""
    found = re.search(r'id="id_tekst"[^>]*>(.*?)</textarea>', response.content.decode(), re.S)
    assert found is not None
    return html.unescape(found[1])


def test_in_english_everything_is_english(dora):
    group = begin(dora)
    page = dora.get(f"/en/groups/leading/{group.pk}/materials/invitation/").content.decode()
    assert "Sign up at" in page and "Aanmelden" not in page
    made = words(dora.get(f"/en/groups/leading/{group.pk}/materials/leaflet/pdf/"))
    assert "with the code" in made
    assert dora.get(f"/en/groups/leading/{group.pk}/materials/uitnodiging/").status_code == 404


def test_a_print_comes_on_the_sheet_that_was_asked_for(dora):
    group = begin(dora)
    for size, wide in (("a5", 420), ("a4", 593), ("a4-twee", 839)):
        response = dora.get(address("material_pdf", group, "flyer"), {"blad": size})
        box = PdfReader(io.BytesIO(response.content)).pages[0].mediabox
        assert abs(float(box.width) - wide) < 3
        assert f'filename="flyer-{size}.pdf"' in response["Content-Disposition"]
    assert dora.get(address("material_pdf", group, "flyer"), {"blad": "a3"}).status_code == 404
    wrong = dora.get(address("material_pdf", group, "uitnodiging"), {"blad": "a5"})
    assert wrong.status_code == 404
    assert dora.get(address("material", group, "bestaat-niet")).status_code == 404


def test_the_video_call_is_never_told_to_who_did_not_join(dora):
    group = begin(dora)
    group.seal(group.read().model_copy(update={"place": ""}))
    group.save()
    for name, letter in materials("nl").items():
        page = dora.get(address("material", group, name)).content.decode()
        assert (LINK in page) is letter.entry.inside, name
    assert LINK not in words(dora.get(address("group_slides_pdf", group)))


def test_a_meeting_that_is_off_stands_on_nothing(dora):
    group = begin(dora)
    first = group.meetings.first()
    before = dora.get(address("material", group, "uitnodiging")).content.decode()
    first.cancelled_at = timezone.now()
    first.save()
    after = dora.get(address("material", group, "uitnodiging")).content.decode()
    said = date_format(timezone.localtime(first.starts_at), "l j F Y")
    assert said in before and said not in after


def test_a_stopped_series_invites_nobody(dora):
    group = begin(dora)
    group.stopped_at = timezone.now()
    group.save()
    page = dora.get(address("materials", group)).content.decode()
    assert "nodigen niemand meer uit" in page
    made = words(dora.get(address("material_pdf", group, "flyer")))
    assert "voor het laatst bij elkaar geweest" in made and "met de code" not in made


def test_names_stand_on_the_list_only_for_who_asks(dora):
    group = begin(dora, limit=1)
    participant(group, "Anna de Eerste")
    participant(group, "Bram die wacht")
    empty = words(dora.get(address("attendance_paper", group)))
    named = words(dora.get(address("attendance_paper", group), {"namen": "1"}))
    assert "Anna" not in empty
    assert "Anna de Eerste" in named and "Bram" not in named


def test_my_plan_and_the_evaluation_come_on_paper(dora):
    group = begin(dora)
    made = words(dora.get(address("plan_paper", group)))
    assert TITLE in made and "Mijn plan" in made
    made = words(dora.get(address("evaluation_paper", group)))
    assert survey("nl").words.title in made and TITLE in made


def test_slides_are_for_everybody_and_with_a_groups_name_for_who_leads_it(dora):
    public = Client().get(reverse("groups:slides_pptx"))
    assert public.status_code == 200
    assert 'filename="dia-s.pptx"' in public["Content-Disposition"]
    assert len(Presentation(io.BytesIO(public.content)).slides) == 14
    assert TITLE not in words(Client().get(reverse("groups:slides_pdf")))
    group = begin(dora)
    made = words(dora.get(address("group_slides_pdf", group)))
    assert TITLE in made and PLACE in made and "Dora Jansen" in made
    own = Presentation(io.BytesIO(dora.get(address("group_slides_pptx", group)).content))
    assert own.core_properties.author == "De Waard"


@pytest.mark.parametrize(
    "name",
    [
        "materials",
        "group_slides_pdf",
        "group_slides_pptx",
        "plan_paper",
        "evaluation_paper",
        "attendance_paper",
    ],
)
def test_another_facilitator_and_a_participant_cannot_tell_it_exists(dora, name):
    group = begin(dora)
    eva = facilitator(Client(), "eva@example.nl")
    anna, _taking = participant(group, "Anna")
    for browser in (eva, anna, Client()):
        assert browser.get(address(name, group)).status_code == 404
        assert browser.get(address("material", group, "flyer")).status_code == 404
        assert browser.get(address("material_pdf", group, "flyer")).status_code == 404
        assert browser.get(address("paper", group, "tips")).status_code == 404
        assert browser.get(address("paper_pdf", group, "tips")).status_code == 404


def test_a_logo_that_cannot_be_read_keeps_nobody_from_a_flyer(dora):
    page = Facilitator.objects.get()
    page.seal_logo(b"not a picture")
    page.save()
    response = dora.get(address("material_pdf", begin(dora), "flyer"))
    assert TITLE in words(response)
