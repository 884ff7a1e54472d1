"""What a facilitator sees after the last meeting: results from five, and numbers without names."""

import csv
import io
import uuid
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balans.accounts.actions import erase_owner, finish_erasing
from balans.accounts.tests.letters import person_behind
from balans.core.models import Letter
from balans.groups import actions
from balans.groups.evaluating.paper import summary_document
from balans.groups.evaluating.results import results_of
from balans.groups.evaluating.sending import MOST
from balans.groups.evaluating.summary import summary_of
from balans.groups.evaluating.summary_views import organisation_of
from balans.groups.evaluating.tests.people import look_back, over
from balans.groups.models import AttendanceSheet, Evaluation, Facilitator, Group, Invite, Meeting
from balans.groups.running.looks import looks_of
from balans.groups.tests.series import begin, facilitator, opened, participant
from balans.groups.words import Attendance, Extra, Mark, PublicWords, Roster

pytestmark = pytest.mark.django_db
PAGES = ("daarna/", "evaluatie/", "evaluatie/overnemen/", "samenvatting/")
PAPER = {"gemak": "soms", "tempo": "snel", "waarde": "4", "anders": "", "woord": "Van papier"}


@pytest.fixture
def group(dora: Client) -> Group:
    return over(dora)


def url(group: Group, rest: str) -> str:
    return f"/groepen/leiden/{group.pk}/{rest}"


def read(client: Client, group: Group, rest: str) -> str:
    response = client.get(url(group, rest))
    assert response.status_code == 200
    return response.content.decode()


def note(led, meeting: Meeting, *came: uuid.UUID, look_on: date | None = None) -> None:
    sheet = AttendanceSheet(meeting=meeting)
    marks = tuple(Mark(who=each, came=True, look_on=look_on) for each in came)
    sheet.seal(led.vault, Attendance(marks=marks))
    sheet.save()


def rows(led) -> dict[str, str]:
    return {label: value for part in summary_of(led).sections for label, value in part.rows}


# Results.


def test_below_five_there_is_only_a_count(dora, group):
    look_back(group, 4)
    page = read(dora, group, "evaluatie/")
    assert "4 terugblikken zijn gestuurd" in page
    assert "Meer pauze." not in page and "op je gemak" not in page
    assert dora.get(url(group, "evaluatie.pdf")).status_code == 404
    assert Evaluation.objects.filter(pk__in=[Evaluation.objects.first().pk]).exists()
    assert dora.get(url(group, f"evaluatie/{Evaluation.objects.first().pk}/")).status_code == 404


def test_from_five_there_are_counts_in_words_and_what_people_wrote(dora, group):
    look_back(group, 5)
    page = read(dora, group, "evaluatie/")
    assert "Ja: 5 van de 5" in page and "Gemiddeld 8,0 van 10" in page
    assert page.count("Meer pauze.") == 5
    pdf = dora.get(url(group, "evaluatie.pdf"))
    assert pdf.status_code == 200 and pdf.content.startswith(b"%PDF")


def test_a_sixth_changes_nothing_but_the_count(dora, group):
    look_back(group, 5)
    before = results_of(opened(dora, group))
    look_back(group, 1, beter={"beter": "De zesde"}, groep={"gemak": "nee"})
    after = results_of(opened(dora, group))
    assert after.questions == before.questions
    assert (after.total, after.waiting) == (6, 1)
    page = read(dora, group, "evaluatie/")
    assert "De zesde" not in page and "1 terugblik wacht nog" in page


def test_a_question_that_few_answered_says_how_many(dora, group):
    look_back(group, 4, beter={})
    look_back(group, 1)
    page = read(dora, group, "evaluatie/")
    assert "1 mens vulde dit in. Dat is te weinig" in page
    assert "Meer pauze." not in page


def test_words_stand_in_an_order_of_chance_that_stays(dora, group):
    for number in range(5):
        look_back(
            group, 1, beter={"beter": f"beter {number}"}, anders={"anders": f"anders {number}"}
        )
    first, second = (results_of(opened(dora, group)) for _each in range(2))
    assert first == second
    better, other = (
        [each.split()[1] for each in first.question(name).words] for name in ("beter", "anders")
    )
    assert sorted(better) == sorted(other) == list("01234")


def test_those_under_an_older_key_are_only_counted(dora, group):
    look_back(group, 5)
    led = opened(dora, group)
    Group.objects.filter(pk=group.pk).update(key_number=2)
    fresh = type(led)(
        person=led.person, group=led.group, facilitation=led.facilitation, private=b"k" * 32
    )
    found = results_of(fresh)
    assert (found.total, found.closed, found.counting, found.questions) == (5, 5, 0, ())


# Paper.


def test_a_form_on_paper_is_copied_once_and_makes_no_five_with_the_others(dora, group):
    look_back(group, 4)
    wanted = str(uuid.uuid4())
    for _time in range(2):
        kept = dora.post(url(group, "evaluatie/overnemen/"), {**PAPER, "_poging": wanted})
        assert kept.status_code == 302
    assert Evaluation.objects.filter(is_paper=True).count() == 1
    page = read(dora, group, "evaluatie/")
    assert "5 terugblikken zijn gestuurd" in page and "Van papier" not in page
    look_back(group, 1)
    page = read(dora, group, "evaluatie/")
    assert "Van papier" in page and "Ja: 5 van de 6" in page


def test_a_question_that_is_hidden_for_its_paper_says_so(dora, group):
    look_back(group, 4)
    look_back(group, 1, woord={})
    dora.post(url(group, "evaluatie/overnemen/"), PAPER)
    page = read(dora, group, "evaluatie/")
    assert "5 mensen vulden dit in. Zonder de formulieren van papier" in page
    assert "Van papier" not in page


def test_what_is_typed_wrong_from_paper_comes_back(dora, group):
    wrong = dora.post(url(group, "evaluatie/overnemen/"), {**PAPER, "gemak": "xx"})
    assert wrong.status_code == 422 and "Van papier" in wrong.content.decode()
    empty = dora.post(url(group, "evaluatie/overnemen/"), {})
    assert empty.status_code == 422 and not Evaluation.objects.exists()


def test_a_group_holds_a_number_of_evaluations(dora, group, monkeypatch):
    monkeypatch.setattr("balans.groups.evaluating.sending.MOST", 1)
    dora.post(url(group, "evaluatie/overnemen/"), PAPER)
    full = dora.post(url(group, "evaluatie/overnemen/"), PAPER)
    assert full.status_code == 422 and "Van papier" in full.content.decode()
    assert Evaluation.objects.count() == 1 < MOST


def test_paper_can_be_copied_from_the_day_of_the_last_meeting(dora):
    group = begin(dora)
    assert dora.post(url(group, "evaluatie/overnemen/"), PAPER).status_code == 302
    assert not Evaluation.objects.exists()


# After.


def test_who_gave_an_address_gets_one_mail_with_the_link(dora, group):
    participant(group, "Anna", address="anna@example.nl")
    participant(group, "Bram")
    before = Letter.objects.count()
    for _time in range(2):
        answer = dora.post(url(group, "daarna/"))
        assert answer.url.endswith("?gemaild=1")
    assert Letter.objects.count() == before + 1
    page = read(dora, group, "daarna/")
    assert f"/groepen/mijn/{group.pk}/terugblik/" in page


def test_before_it_opens_nobody_is_mailed(dora):
    group = begin(dora)
    participant(group, "Anna", address="anna@example.nl")
    before = Letter.objects.count()
    dora.post(url(group, "daarna/"))
    assert Letter.objects.count() == before
    assert "Deelnemers kunnen terugkijken vanaf" in read(dora, group, "daarna/")


def test_follow_ups_and_agreed_days_are_there(dora, group):
    look = timezone.now() + timedelta(days=30)
    Meeting.objects.create(group=group, kind="look", script="doelen", starts_at=look)
    _anna, taking = participant(group, "Anna")
    led, last = opened(dora, group), group.meetings.first()
    note(led, last, taking.pk, uuid.uuid4(), look_on=date(2027, 3, 29))
    assert [(each.on, each.name) for each in looks_of(opened(dora, group))] == [
        (date(2027, 3, 29), "Anna")
    ]
    page = read(dora, group, "daarna/")
    assert "maandag 29 maart 2027" in page and "Anna" in page
    assert "vooraf vanzelf een bericht" in page


# The summary.


def test_the_numbers_have_no_names_and_hide_what_points_at_somebody(dora, group):
    led = opened(dora, group)
    takings = [participant(group, f"Deelnemer {each}")[1] for each in range(6)]
    extra = Extra(id=uuid.uuid4(), name="Tante Jo")
    group.seal_roster(led.vault, Roster(extras=(extra,)))
    group.save()
    for meeting in group.meetings.all()[:3]:
        note(led, meeting, *(each.pk for each in takings), extra.id)
    look_back(group, 2)
    actions.leave(taking=takings[0])
    found = rows(opened(dora, group))
    assert found["Deden mee"] == "9"
    assert found["Maakten de reeks af (kwamen minstens 3 keer)"] == "7"
    assert found["Stopten onderweg"] == "minder dan 5"
    assert found["Stuurden een terugblik"] == "minder dan 5"
    for rest in ("samenvatting/", "samenvatting.csv"):
        page = read(dora, group, rest)
        assert "Deelnemer" not in page.replace("Deelnemers", "") and "Jo" not in page


def test_who_is_erased_still_counts_by_number(dora, group):
    led = opened(dora, group)
    anna, taking = participant(group, "Anna")
    for meeting in group.meetings.all():
        note(led, meeting, taking.pk)
    erase_owner(owner=person_behind(anna).owner)
    finish_erasing()
    found = rows(opened(dora, group))
    assert found["Deden mee"] == "1"
    assert found["Maakten de reeks af (kwamen minstens 3 keer)"] == "1"


def test_invited_and_averages_are_there_from_five(dora, group):
    now = timezone.now()
    for number in range(3):
        Invite.objects.create(
            group=group, lookup=f"l{number}", digest=f"d{number}", sealed=b"", sent_at=now
        )
    look_back(group, 5)
    found = rows(opened(dora, group))
    assert found["Uitgenodigd per mail"] == "3"
    assert found["Stuurden een terugblik"] == "5"
    assert found["Hoeveel had je aan de groep?"] == "Gemiddeld 8,0 van 10"
    assert "Meer pauze." not in str(found)


def test_days_are_those_on_the_wall_across_summer_time(dora):
    first = datetime.fromisoformat("2027-03-22T22:30:00+00:00")
    group = begin(dora, first=first)
    labels = " ".join(rows(opened(dora, group)))
    assert "maandag 22 maart 2027" in labels and "dinsdag 30 maart 2027" in labels


def test_a_meeting_that_was_off_or_not_noted_says_so(dora, group):
    first = group.meetings.first()
    first.cancelled_at = timezone.now()
    first.save()
    values = list(rows(opened(dora, group)).values())
    assert "ging niet door" in values and "niet genoteerd" in values


def test_it_is_there_on_paper_and_for_a_spreadsheet(dora, group):
    assert dora.get(url(group, "samenvatting.pdf")).content.startswith(b"%PDF")
    text = dora.get(url(group, "samenvatting.csv")).content.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert table[0] == ["deel", "wat", "aantal"] and all(len(row) == 3 for row in table)


def test_the_paper_carries_the_name_of_the_organisation(dora, group):
    led = opened(dora, group)
    assert organisation_of(led) == ""
    page = Facilitator(owner=led.person.owner, changed_at=timezone.now())
    page.seal(PublicWords(name="Dora", organisation="Steunpunt De Linde"))
    page.save()
    document = summary_document(summary_of(led), organisation_of(led))
    assert "Steunpunt De Linde" in document.subtitle and "Dora" not in str(document)


# Who may come in.


@pytest.mark.parametrize("rest", [*PAGES, "samenvatting.pdf", "samenvatting.csv", "evaluatie.pdf"])
def test_nobody_else_sees_any_of_it(dora, group, rest):
    look_back(group, 5)
    assert dora.get(url(group, rest)).status_code == 200
    anna, _taking = participant(group, "Anna")
    eva = facilitator(Client(), "eva@example.nl")
    for other in (Client(), anna, eva):
        assert other.get(url(group, rest)).status_code == 404


@pytest.mark.parametrize("rest", PAGES)
def test_every_page_asks_few_queries_and_is_there_in_english(
    dora, group, rest, django_assert_max_num_queries
):
    look_back(group, 5)
    for meeting in group.meetings.all():
        note(opened(dora, group), meeting, uuid.uuid4())
    with django_assert_max_num_queries(8):
        page = dora.get(url(group, rest))
    elsewhere = page.context["page"].alternates[0].url
    assert elsewhere.startswith("/en/")
    assert dora.get(elsewhere).status_code == 200
