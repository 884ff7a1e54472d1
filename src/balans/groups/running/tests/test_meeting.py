"""The page of one meeting, and its script on paper."""

from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from balans.accounts.tests.letters import person_behind, sent
from balans.groups.joining.reminding import rest
from balans.groups.models import Meeting
from balans.groups.running.tests.meetings import address, bring, reply
from balans.groups.tests.series import PLACE, begin, facilitator, first_of, participant, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(dora) -> Meeting:
    return first_of(begin(dora))


def page_of(client, url) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_before_it_the_facilitator_reads_aim_preparation_and_place(dora, meeting):
    page = page_of(dora, address(meeting))
    assert "Nadenken over je grenzen" in page and PLACE in page
    assert "Ieder weet één moment" in page and "Zet de stoelen in een kring" in page
    assert "Iemand heeft nu hulp nodig" in page
    assert address(meeting, "run") in page and address(meeting, "meeting_pdf") in page


def test_who_comes_is_only_what_they_say_themselves(dora, meeting):
    for name, told in (
        ("Anna", {"coming": True, "prepared": True}),
        ("Bram", {"coming": False, "words": "Mijn vrouw heeft een afspraak."}),
        ("Cor", {}),
    ):
        _client, taking = participant(meeting.group, name)
        if told:
            reply(taking, meeting, **told)
    page = page_of(dora, address(meeting))
    coming, rest = page.split("Komt (1)")[1].split("Komt niet (1)")
    assert "Anna" in coming and "deed de oefening" in coming
    not_coming, silent = rest.split("Liet nog niets weten (1)")
    assert "Bram" in not_coming and "Mijn vrouw heeft een afspraak." in not_coming
    assert "Cor" in silent and "1 zegt de oefening gedaan te hebben" in page


def test_who_waits_for_a_place_is_not_among_who_comes(dora):
    meeting = first_of(begin(dora, limit=1))
    for name in ("Anna", "Bram"):
        participant(meeting.group, name)
    page = page_of(dora, address(meeting))
    assert "Anna" in page and "Bram" not in page


def test_a_meeting_of_sixty_costs_no_more_queries_than_one_of_two(
    dora, django_assert_max_num_queries
):
    meeting = first_of(begin(dora, limit=60))
    for number in range(60):
        client, taking = participant(meeting.group, f"Naam {number}")
        reply(taking, meeting, coming=True, words="Tot dan")
        if number < 2:
            bring(client, taking, meeting)
    for name in ("meeting", "run", "attendance"):
        with django_assert_max_num_queries(8):
            page_of(dora, address(meeting, name))


def test_after_it_the_words_for_home_are_mailed_once_to_who_gave_an_address(dora, meeting):
    put(meeting, hours=-3)
    participant(meeting.group, "Anna", address="anna@example.nl")
    participant(meeting.group, "Bram")
    assert "Mail dit aan de groep" in page_of(dora, address(meeting))
    for _twice in range(2):
        response = dora.post(address(meeting), follow=True)
        assert "De mail gaat naar 1 deelnemer." in response.content.decode()
    ((to, subject, text),) = sent("group")
    assert to == "anna@example.nl" and subject == "Voor de volgende keer met je groep"
    assert "Doe voor de volgende keer de oefening" in text and "We zien elkaar weer op" in text
    assert "Bram" not in text


def test_who_lost_a_loved_one_gets_no_exercise_by_mail_and_the_number_does_not_tell(dora, meeting):
    put(meeting, hours=-3)
    participant(meeting.group, "Anna", address="anna@example.nl")
    client, _taking = participant(meeting.group, "Bram", address="bram@example.nl")
    rest(person_behind(client))
    response = dora.post(address(meeting), follow=True)
    assert "De mail gaat naar 2 deelnemers." in response.content.decode()
    told = {to: text for to, _subject, text in sent("group")}
    assert "oefening" in told["anna@example.nl"]
    assert "oefening" not in told["bram@example.nl"] and "plan" not in told["bram@example.nl"]
    assert "welkom zoals je bent" in told["bram@example.nl"]
    assert "We zien elkaar weer op" in told["bram@example.nl"]


def test_a_meeting_that_is_off_or_lost_its_script_says_so_and_cannot_run(dora, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(cancelled_at=meeting.starts_at)
    page = page_of(dora, address(meeting))
    assert "Deze bijeenkomst gaat niet door." in page and address(meeting, "run") not in page
    assert dora.get(address(meeting, "run")).status_code == 404
    Meeting.objects.filter(pk=meeting.pk).update(cancelled_at=None, script="bestaat-niet")
    assert "hoort geen draaiboek" in page_of(dora, address(meeting))
    for name in ("run", "screen", "meeting_pdf"):
        assert dora.get(address(meeting, name)).status_code == 404


@pytest.mark.parametrize(
    "name", ["meeting", "run", "screen", "screen_step", "attendance", "note", "meeting_pdf"]
)
def test_another_facilitator_s_meeting_does_not_exist(meeting, name):
    eva = facilitator(Client(), "eva@example.nl")
    assert eva.get(address(meeting, name)).status_code == 404
    mine = begin(eva)
    mixed = address(meeting, name).replace(str(meeting.group_id), str(mine.pk))
    assert eva.get(mixed).status_code == 404
    assert Client().get(address(meeting, name)).status_code == 404


def test_the_script_on_paper_has_the_place_and_the_times_of_that_day(dora, meeting):
    response = dora.get(address(meeting, "meeting_pdf"))
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(response.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert PLACE in text and "Iemand heeft nu hulp nodig" in text
    assert "no-store" in response["Cache-Control"]


def test_after_it_only_what_people_said_and_what_follows_is_left(dora, meeting):
    _client, ans = participant(meeting.group, "Ans")
    participant(meeting.group, "Bert")
    reply(ans, meeting, coming=False)
    put(meeting, days=-1)
    page = page_of(dora, address(meeting))
    assert "Wat mensen lieten weten" in page and "Ans" in page
    assert "Bert" not in page and "Wie er komt" not in page and "Wat als…" not in page


def test_many_names_are_folded(dora, meeting):
    for number in range(9):
        participant(meeting.group, f"Deelnemer {number}")
    page = page_of(dora, address(meeting))
    assert "<summary>Liet nog niets weten (9)</summary>" in page
