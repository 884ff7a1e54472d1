"""Beginning a series: proposed days, bad input, nothing typed is lost, begun once."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from balans.groups.models import Group, Meeting
from balans.groups.moments import on_the_wall
from balans.groups.tests.series import begin, facilitator

pytestmark = pytest.mark.django_db
NEW = "/groepen/leiden/nieuw/"
BASIS = {
    "stap": "basis",
    "naar": "verder",
    "nummer": "7d6dd5f8-53d2-4a0c-9a35-0d6b4f8a6b11",
    "reeks": "vijf",
    "titel": "Samen in balans",
    "dag": "2027-02-04",
    "tijd": "14:00",
    "ritme": "fortnight",
    "plaats": "Buurthuis De Linde, Utrecht",
    "link": "",
    "gemeente": "Utrecht",
    "taal": "nl",
    "aantal": "12",
    "opmerking": "Bel aan bij de zijdeur.\nKoffie staat klaar.",
}


@pytest.fixture(autouse=True)
def winter(monkeypatch):
    """It is the first of January 2027, by the clock of planning."""
    now = timezone.datetime(2027, 1, 1, 12, tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr("balans.groups.leading.begin_views.timezone.now", lambda: now)


def fields(response) -> dict[str, str]:
    """Return what a browser would post back from the page: hidden, typed and chosen."""
    html, found = response.content.decode(), dict[str, str]()
    for tag in re.findall(r"<input[^>]*>", html):
        got = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if got.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        if "name" in got and got["name"] != "csrfmiddlewaretoken":
            found[got["name"]] = got.get("value", "")
    for name, text in re.findall(
        r'<textarea[^>]*name="([\w-]+)"[^>]*>\n(.*?)</textarea>', html, re.S
    ):
        found[name] = text
    for name, options in re.findall(r'<select[^>]*name="([\w-]+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def days(response) -> list[str]:
    sent = fields(response)
    return [sent[name] for name in sorted(sent) if re.fullmatch(r"dag-\d", name)]


def test_a_series_begins_in_two_pages(dora):
    blank = fields(dora.get(NEW))
    first = dora.post(NEW, {**blank, "dag": "2027-02-04", "plaats": "De Linde", "naar": "verder"})
    assert days(first) == [
        *("2027-02-04", "2027-02-18", "2027-03-04", "2027-03-18", "2027-04-01"),
        *("2027-04-29", "2027-07-01"),
    ]
    assert not Group.objects.exists()
    done = dora.post(NEW, {**fields(first), "naar": "verder"})
    group = Group.objects.get()
    assert done.url == f"/groepen/leiden/{group.pk}/?begonnen=1"
    meetings = list(group.meetings.all())
    assert [each.script for each in meetings] == [
        *("informatie", "grenzen", "activiteiten", "doelen", "contact"),
        *("terugkijken", "terugkijken"),
    ]
    assert [each.kind for each in meetings[-2:]] == ["look", "look"]
    assert {f"{on_the_wall(each.starts_at)[1]:%H:%M}" for each in meetings} == {"14:00"}
    assert b"Je reeks is er" in dora.get(done.url).content


def test_what_was_typed_goes_along_over_every_page_and_back(dora):
    page = dora.post(NEW, BASIS)
    sent = fields(page)
    assert all(
        sent.get(name, "") == text for name, text in BASIS.items() if name not in ("stap", "naar")
    )
    changed = {**sent, "dag-1": "2027-02-19", "tijd-1": "19:30"}
    back = dora.post(NEW, {**changed, "naar": "terug"})
    assert fields(back)["opmerking"] == BASIS["opmerking"]
    again = dora.post(NEW, {**fields(back), "naar": "verder"})
    assert fields(again)["dag-1"] == "2027-02-19" and fields(again)["tijd-1"] == "19:30"
    anew = dora.post(NEW, {**fields(back), "dag": "2027-02-11", "naar": "verder"})
    assert days(anew)[1] == "2027-02-25"


def test_a_follow_up_can_be_left_out(dora):
    sent = fields(dora.post(NEW, BASIS))
    del sent["mee-6"]
    dora.post(NEW, {**sent, "naar": "verder"})
    assert Meeting.objects.filter(kind="look").count() == 1


def test_a_double_post_begins_once_and_another_s_id_tells_nothing(dora):
    sent = {**fields(dora.post(NEW, BASIS)), "naar": "verder"}
    assert dora.post(NEW, sent).url == dora.post(NEW, sent).url
    assert Group.objects.count() == 1
    eva = facilitator(type(dora)(), "eva@example.nl")
    theirs = eva.post(NEW, sent)
    assert Group.objects.count() == 2 and BASIS["nummer"] not in theirs.url


def test_a_series_across_the_change_to_summer_time_keeps_its_clock(dora):
    sent = fields(dora.post(NEW, {**BASIS, "dag": "2027-03-18", "reeks": "vier"}))
    dora.post(NEW, {**sent, "naar": "verder"})
    moments = [on_the_wall(each.starts_at) for each in Meeting.objects.all()]
    assert moments[0][0] == date(2027, 3, 18) and moments[1][0] == date(2027, 4, 1)
    assert {f"{clock:%H:%M}" for _day, clock in moments} == {"14:00"}
    utc = [each.starts_at.utctimetuple().tm_hour for each in Meeting.objects.all()[:2]]
    assert utc == [13, 12]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"dag": "2026-12-31"}, "al voorbij"),
        ({"dag": "2030-02-04"}, "Klopt het jaar"),
        ({"dag": "2027-02-30"}, "Deze dag kennen we niet"),
        ({"dag": ""}, "Kies een dag"),
        ({"tijd": "half drie"}, "Deze tijd kennen we niet"),
        ({"dag": "2027-03-28", "tijd": "02:30"}, "de klok gaat een uur vooruit"),
        ({"plaats": "", "link": ""}, "Vul een plek in, of een link"),
        ({"link": "http://bel.example/a"}, "begint met https"),
        ({"link": "javascript:alert(1)"}, "begint met https"),
        ({"link": "https://u:p@bel.example"}, "begint met https"),
        ({"aantal": "0"}, "van 1 tot en met 60"),
        ({"aantal": "61"}, "van 1 tot en met 60"),
        ({"aantal": "veel"}, "van 1 tot en met 60"),
        ({"titel": "  "}, "Geef de groep een naam"),
        ({"titel": "x" * 81}, "Dit is te lang"),
        ({"opmerking": "x" * 100_000}, "Dit is te lang"),
        ({"gemeente": "Nergenshuizen"}, "Deze plaats kennen we niet"),
        ({"gemeente": "Bergen"}, "Welke bedoel je"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_stays(dora, changes, said):
    response = dora.post(NEW, BASIS | changes)
    assert response.status_code == 422 and said in response.content.decode()
    sent = fields(response)
    for name, text in (BASIS | changes).items():
        if name not in ("stap", "naar"):
            assert sent[name].strip("\n") == text, name
    assert not Group.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"dag-1": "2027-02-04"}, "valt samen met een andere"),
        ({"dag-1": "2027-02-01"}, "eerder aan de beurt"),
        ({"dag-2": "2026-02-04"}, "al voorbij"),
        ({"dag-5": "2027-02-05"}, "eerder aan de beurt"),
        ({"dag-3": "31-2-2027"}, "Deze dag kennen we niet"),
        ({"dag-3": "2027-03-28", "tijd-3": "2.15"}, "de klok gaat een uur vooruit"),
    ],
)
def test_a_day_that_cannot_be_is_said_and_what_was_typed_stays(dora, changes, said):
    sent = fields(dora.post(NEW, BASIS)) | changes
    response = dora.post(NEW, {**sent, "naar": "verder"})
    assert response.status_code == 422 and said in response.content.decode()
    assert fields(response)["dag-3"] == sent["dag-3"]
    assert not Group.objects.exists()


def test_what_one_may_like_to_know_is_shown_once_and_one_can_go_on(dora):
    page = dora.post(NEW, {**BASIS, "aantal": "20"})
    assert "praat het makkelijker" in page.content.decode()
    kings_day = {**fields(page), "dag-4": "2027-04-27", "dag-5": "2027-05-25", "naar": "verder"}
    asked = dora.post(NEW, kings_day)
    assert asked.status_code == 200 and "Dit is Koningsdag." in asked.content.decode()
    assert dora.post(NEW, {**fields(asked), "naar": "verder"}).status_code == 302


def test_another_series_at_that_time_is_a_remark(dora):
    from balans.groups.moments import moment_of

    begin(dora, first=moment_of(date(2027, 2, 4), timezone.datetime.min.time().replace(hour=14)))
    page = dora.post(NEW, BASIS)
    assert "Je leidt dan ook “Samen op adem”, om 14.00 uur." in page.content.decode()
    assert dora.post(NEW, {**fields(page), "naar": "verder"}).status_code == 302


def test_an_order_of_one_s_own(dora):
    order = dora.post(NEW, {**BASIS, "reeks": "eigen"})
    assert "Je eigen volgorde" in order.content.decode()
    none = dora.post(NEW, {**fields(order), "naar": "verder"})
    assert none.status_code == 422
    chosen = {**fields(order), "deel-1": "contact", "deel-3": "grenzen", "deel-4": "zomaar"}
    page = dora.post(NEW, {**chosen, "naar": "verder"})
    assert len(days(page)) == 4
    dora.post(NEW, {**fields(page), "naar": "verder"})
    found = Meeting.objects.filter(kind="meeting").values_list("script", flat=True)
    assert list(found) == ["contact", "grenzen"]


def test_the_pages_are_there_in_english(dora):
    with override("en"):
        url = reverse("groups:begin")
    assert b"Begin a series" in dora.get(url).content
    page = dora.post(url, BASIS)
    assert b"The days of your series" in page.content


def test_a_series_that_was_begun_stays_half_a_year_after_its_last_moment(dora):
    sent = fields(dora.post(NEW, BASIS))
    dora.post(NEW, {**sent, "naar": "verder"})
    group = Group.objects.get()
    assert group.erase_at == group.meetings.last().starts_at + timedelta(days=180)
