"""What a meeting prints or shows is linked where a facilitator prepares it."""

import pytest
from django.test import Client
from django.urls import reverse

from balans.groups import review
from balans.groups.content import scripts
from balans.groups.models import Meeting
from balans.groups.tests.series import begin, facilitator

pytestmark = pytest.mark.django_db
SHOWN = {
    "informatie": ("dia-s.pdf", "dia-s.pptx", "materiaal/flyer/"),
    "grenzen": ("blad/tips/", "blad/drie-goede-dingen/", "blad/spelregels/", "materiaal/flyer/"),
    "activiteiten": ("blad/mijn-plan/",),
    "doelen": ("blad/mijn-plan/",),
    "contact": ("blad/kaartje/", "blad/na-de-reeks/", "blad/evaluatie-op-papier/"),
    "terugkijken": ("blad/na-de-reeks/", "blad/mijn-plan/"),
}


@pytest.fixture
def dora() -> Client:
    return facilitator(Client())


def page_of(client: Client, href: str) -> str:
    response = client.get(href)
    assert response.status_code == 200, href
    return response.content.decode()


def meeting_of(dora: Client, script: str) -> str:
    group = begin(dora)
    meeting = group.meetings.first()
    Meeting.objects.filter(pk=meeting.pk).update(script=script)
    return reverse("groups:meeting", args=[group.pk, meeting.pk])


@pytest.mark.parametrize("name", SHOWN)
def test_the_page_of_a_meeting_leads_to_each_sheet_with_the_groups_name(dora, name):
    page = page_of(dora, meeting_of(dora, name))
    for tail in SHOWN[name]:
        assert f'{tail}"' in page, tail


def test_every_link_to_a_sheet_opens(dora):
    group = begin(dora)
    for name in SHOWN:
        meeting = Meeting.objects.filter(group=group).first()
        Meeting.objects.filter(pk=meeting.pk).update(script=name)
        page = page_of(dora, reverse("groups:meeting", args=[group.pk, meeting.pk]))
        for part in page.split('href="')[1:]:
            href = part.split('"')[0]
            if "/materiaal/" in href:
                assert dora.get(href).status_code == 200, href


def test_the_script_of_the_information_meeting_leads_everybody_to_the_slides():
    for language, start in (("nl", ""), ("en", "/en")):
        slug = scripts(language)["informatie"].slug(language)
        room = "/groepen/draaiboeken" if language == "nl" else "/groups/scripts"
        page = page_of(Client(), f"{start}{room}/{slug}/")
        assert ".pptx" in page and ".pdf" in page


def test_a_script_leads_to_how_its_own_exercise_goes():
    page = page_of(Client(), "/groepen/draaiboeken/grenzen/")
    assert "/oefeningen/grenzen/uitleg/" in page and "/oefeningen/activiteiten/uitleg/" in page
    assert "/draaiboeken/blad/tips/" in page


def test_the_meeting_says_which_step_shows_a_walk_through(dora):
    step = next(each for each in scripts("nl")["grenzen"].steps if each.walkthrough)
    page = page_of(dora, meeting_of(dora, "grenzen"))
    assert f"bij de stap “{step.words.title}”" in page


def test_the_meeting_leads_to_reading_its_script_and_to_another(dora):
    href = meeting_of(dora, "grenzen")
    page = page_of(dora, href)
    assert "/groepen/draaiboeken/grenzen/" in page and f'{href}draaiboek/"' in page


def test_the_content_check_names_a_sheet_that_is_not_there():
    wrong = scripts("nl")["grenzen"].model_copy(update={"sheets": ("tips", "onzin")})
    assert [each.rpartition(": ")[2] for each in review.sheets_missing(wrong)] == [
        "there is no sheet 'onzin'"
    ]
