"""Texts of a group: everything filled in, nothing told that is not for everybody."""

import pytest
from django.utils.translation import override

from balans.groups.materials import review
from balans.groups.materials.content import INSIDE_PLACES, OPEN_PLACES, materials
from balans.groups.materials.filling import known, subject_of, text_of
from balans.groups.materials.tests.invitations import CASES, LINK, day, days, invitation
from balans.outreach import review as outreach_review

TEXTS = [
    (language, name)
    for language in ("nl", "en")
    for name, letter in materials(language).items()
    if not letter.entry.sizes
]


def text(language, name, **changed):
    with override(language):
        letter = materials(language)[name]
        said = invitation(language=language, **changed)
        return f"{subject_of(letter, said)}\n{text_of(letter, said)}"


@pytest.mark.parametrize(("language", "name"), TEXTS)
def test_nothing_is_left_to_fill_in(language, name):
    made = text(language, name)
    assert "{" not in made and "}" not in made
    assert "Samen op adem" in made
    assert "Dora Jansen" in made or name == "sociale-media"
    assert "[" not in made.replace("[naam]", "").replace("[name]", "")


@pytest.mark.parametrize(("language", "name"), TEXTS)
def test_what_is_not_known_stands_between_brackets(language, name):
    made = text(language, name, **CASES["nothing known"])
    assert "{" not in made and "[" in made
    assert "  " not in made


@pytest.mark.parametrize(("language", "name"), TEXTS)
def test_only_who_takes_part_reads_the_address_of_the_video_call(language, name):
    made = text(language, name, place="")
    inside = materials(language)[name].entry.inside
    assert (LINK in made) is inside
    assert ("videogesprek" in made or "video call" in made or inside) or name == "sociale-media"


@pytest.mark.parametrize(("language", "name"), TEXTS)
def test_every_open_text_says_where_to_sign_up(language, name):
    made = text(language, name)
    if not materials(language)[name].entry.inside:
        assert "ABCDEFGHJK" in made


def test_who_takes_part_reads_what_to_do_beforehand():
    assert "Nadenken over je grenzen" in text("nl", "herinnering")
    assert "donderdag 11 maart 2027, 14.00 uur" in text("nl", "herinnering")
    assert "oefening “" not in text("nl", "herinnering", exercise=None)


def test_a_reminder_leads_to_where_it_is_this_time():
    elsewhere = (day(place="de bibliotheek"), day(1))
    made = text("nl", "herinnering", days=elsewhere)
    assert "welkom in de bibliotheek." in made and "De Linde" not in made
    assert "De Linde" in text("nl", "herinnering", days=days(2))
    online = (day(link="https://bel.example/nu"), day(1))
    assert "https://bel.example/nu" in text("nl", "herinnering", days=online)
    assert "De Linde" in text("nl", "bevestiging", days=elsewhere)


def test_what_was_typed_is_never_read_as_a_place_to_fill_in():
    assert "Voor {code} en {meet}" in text("nl", "uitnodiging", title="Voor {code} en {meet}")


def test_days_are_a_list_and_the_time_of_all_stands_below_it():
    lines = text("nl", "uitnodiging").splitlines()
    assert "- donderdag 1 april 2027" in lines
    assert "Steeds van 14.00 tot 15.00 uur" in lines


def test_after_the_last_meeting_no_day_is_invented():
    assert "[Er zijn geen data meer.]" in text("nl", "uitnodiging", is_over=True, days=())


def test_everything_that_a_text_may_hold_is_filled_in():
    assert set(known(invitation())) == OPEN_PLACES | INSIDE_PLACES


def test_the_content_is_in_order():
    assert list(review.problems()) == []


def test_the_check_names_what_cannot_be_filled_in(monkeypatch):
    monkeypatch.setattr(review, "OPEN_PLACES", frozenset({"group"}))
    found = "\n".join(review.problems())
    assert "group-letters/uitnodiging/nl.toml: {dates} is not something that we fill in" in found
    monkeypatch.setattr(outreach_review, "PLACES", ())
    assert any("{site}" in each for each in outreach_review.problems())
