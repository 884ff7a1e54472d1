"""Words that mean harm, or come from another script: kept whole, and never more than words."""

import csv
import io
import logging

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balans.core import mail
from balans.core.logs import without_secrets
from balans.core.models import Letter
from balans.groups.joining.letters import stop_address
from balans.groups.joining.tests.people import join_by_code, led_group, mine, of
from balans.groups.leading import changing
from balans.groups.models import AttendanceSheet, Group, Meeting, MeetingNote, Participation, Reply
from balans.groups.tests.series import first_of, opened

pytestmark = pytest.mark.django_db
HOSTILE = (
    '=HYPERLINK("http://kwaad.example")',
    "+1+cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}{% now 'Y' %}#let x = 1; \\u{41} $x$ *a* _b_ @c",
    "Groep\r\nBcc: x@kwaad.example\r\n\r\nBEGIN:VALARM",
    "\u202eمرحبا שלום 你好 👩‍👩‍👧‍👦 Zoë\u0301",
    "a\0b\x1b[31mc",
)
LED = (
    *("group", "change", "stop", "members", "together", "invite", "materials", "after", "results"),
    *(
        "summary",
        "summary_pdf",
        "summary_csv",
        "evaluation_paper",
        "attendance_paper",
        "plan_paper",
    ),
    *("group_slides_pdf", "group_slides_pptx"),
)
OF_MEETING = ("meeting", "meeting_pdf", "run", "screen", "attendance", "note", "move", "cancel")


@pytest.fixture
def led() -> tuple[Client, Group]:
    return led_group()


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_a_group_and_its_people_are_called_every_page_and_paper_is_there(led, words):
    dora, group = led
    here = opened(dora, group)
    data = {"titel": words, "plaats": words, "aantal": "12", "opmerking": words, "taal": "nl"}
    data |= {"gemeente": "Utrecht", "versie": str(here.group.version)}
    assert dora.post(reverse("groups:change", args=[group.pk]), data).status_code == 302
    browser = join_by_code(Group.objects.get(), words)
    meeting = first_of(group)
    kept = opened(dora, group)
    assert kept.members[0].name and "\n" not in kept.words.title and "\0" not in kept.words.place
    pages = [reverse(f"groups:{name}", args=[group.pk]) for name in LED]
    pages += [reverse(f"groups:{name}", args=[group.pk, meeting.pk]) for name in OF_MEETING]
    pages += [reverse("groups:material_pdf", args=[group.pk, "flyer"])]
    for page in pages:
        response = dora.get(page)
        assert response.status_code == 200, page
        is_page = response.headers["Content-Type"].startswith("text/html")
        assert not (is_page and b"<script>alert" in response.content), page
    for page in (mine(group), f"{mine(group)}gegevens/", f"{mine(group)}stoppen/"):
        assert b"<script>alert" not in browser.get(page).content
    dates = browser.get(f"{mine(group)}agenda.ics").content.decode()
    assert dates.count("BEGIN:VEVENT") == 4 and "\r\nBEGIN:VALARM" not in dates
    text = dora.get(reverse("groups:summary_csv", args=[group.pk])).content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not any(each.startswith(("=", "+", "-", "@", "\t")) for each in cells)
    changing.cancel_meeting(here=kept, meeting=meeting, seen=first_of(group).sequence, reason=words)
    for letter in Letter.objects.all():
        made = mail.message(letter, None)
        assert set(made.message().keys()).isdisjoint({"Bcc", "BEGIN"}), letter.kind


def test_ten_thousand_signs_are_refused_with_what_was_typed(led):
    dora, group = led
    long = "é" * 10_000
    page = reverse("groups:change", args=[group.pk])
    data = {"titel": long, "plaats": long, "aantal": "12", "versie": "1", "taal": "nl"}
    response = dora.post(page, data)
    assert response.status_code == 422 and long in response.content.decode()
    code = Group.objects.get().read().code
    assert Client().post(f"/groepen/meedoen/{code}/", {"naam": long}).status_code == 422


def test_what_opens_something_is_not_in_the_log(led, caplog):
    _dora, group = led
    taking = of(join_by_code(group, "Anna", adres="a@example.nl"), group)
    code, stop = group.read().code, stop_address(taking).removeprefix(settings.SITE)
    for path in (f"/groepen/meedoen/{code}/", f"/en/groups/join/{code}/", stop):
        line = without_secrets(f"Internal Server Error: {path}")
        assert code not in line and stop.split("/")[-2] not in line
        assert "…" in line
    for path in (
        mine(group),
        "/groepen/draaiboeken/",
        "/informatie/jij/slapen/",
        "/hulp/zorgverlof/",
    ):
        assert without_secrets(path) == path
    with caplog.at_level(logging.DEBUG):
        Client().get(f"/groepen/meedoen/{code}/")
        Client().post("/groepen/meedoen/", {"code": code})
    assert "a@example.nl" not in caplog.text


def test_after_a_busy_series_no_word_of_it_is_in_the_database(led):
    dora, group = led
    words = "onvindbaarwoord"
    changing.change_group(
        here=opened(dora, group),
        seen=1,
        new=changing.Described(
            words=group.read().model_copy(update={"title": words, "place": words, "note": words}),
            municipality="utrecht",
            language="nl",
            limit=12,
        ),
    )
    browser, meeting = join_by_code(group, words, adres=f"{words}@example.nl"), first_of(group)
    one = [group.pk, meeting.pk]
    browser.post(reverse("groups:reply", args=one), {"komt": "nee", "woorden": words})
    dora.post(reverse("groups:members", args=[group.pk]), {"naam": words})
    dora.post(reverse("groups:invite", args=[group.pk]), {"adressen": f"{words}2@example.nl"})
    dora.post(reverse("groups:note", args=one), {"tekst": words, "_versie": "0"})
    was = {"was": [str(of(browser, group).pk)], "_versie": "0"}
    dora.post(reverse("groups:attendance", args=one), was)
    dora.post(
        reverse("groups:cancel", args=one),
        {"reden": words, "versie": str(first_of(group).sequence)},
    )
    assert Reply.objects.count() == MeetingNote.objects.count() == 1
    assert AttendanceSheet.objects.count() == 1 and Letter.objects.count() >= 2
    assert Meeting.objects.exclude(cancelled_at=None).exists()
    raw = everything()
    assert words.encode() not in raw and words[:8].encode() not in raw
    sheet = bytes(AttendanceSheet.objects.get().sealed)
    assert str(of(browser, group).pk).encode() not in sheet


def everything() -> bytes:
    """Return every value of every table of the groups and of the mail, as it is kept."""
    models = (*Group._meta.apps.get_app_config("groups").get_models(), Letter)
    rows = (value for model in models for row in model.objects.values_list() for value in row)
    return b"\n".join(
        bytes(each) if isinstance(each, bytes | memoryview) else str(each).encode() for each in rows
    )


def test_looking_changes_nothing_for_a_scanner_of_mail_or_a_prefetcher(led):
    dora, group = led
    browser = join_by_code(group, "Anna", adres="a@example.nl")
    dora.post(reverse("groups:invite", args=[group.pk]), {"adressen": "b@example.nl"})
    stop = stop_address(of(browser, group)).removeprefix(settings.SITE)
    before = everything()
    for letter in Letter.objects.all():
        for path in mail.message(letter, None).body.split(settings.SITE)[1:]:
            for method in ("get", "head", "options"):
                getattr(Client(), method)(path.split()[0])
    for each in ("get", "head"):
        assert getattr(Client(), each)(stop).status_code == 200
    pages = [reverse(f"groups:{name}", args=[group.pk]) for name in LED]
    for page in pages:
        dora.get(page, headers={"Sec-Purpose": "prefetch"})
    for tail in ("", "gegevens/", "stoppen/", "agenda.ics"):
        browser.get(f"{mine(group)}{tail}")
    assert everything() == before and Participation.objects.count() == 1
    assert timezone.now() < Group.objects.get().erase_at
