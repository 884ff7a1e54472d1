"""Memories for the bereaved: questions about who was, none about who is."""

from datetime import date

import pytest

from balans.diary.content import groups, in_grief, offered, prompts

LIVING = {"plek", "moed", "kleding"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_question_presumes_a_loved_one_who_lives(language):
    known = prompts(language)
    assert set(offered(known)) >= LIVING
    grieving = set(offered(known, bereaved=True))
    assert not grieving & LIVING and "naam-zeggen" in grieving
    assert "naam-zeggen" not in offered(known)


def test_the_questions_for_the_bereaved_come_first():
    shown = in_grief(groups("nl"))
    assert shown[0].name == "na-een-overlijden" and len(shown) == len(groups("nl"))
    assert not {each.id for group in shown for each in group.prompts} & {*LIVING, "koosnaam"}


@pytest.mark.django_db
def test_the_pages_follow_what_was_told(anna):
    assert "Waar is je dierbare het liefst?" in said(anna)
    anna.post("/mijn/overleden/", {})
    page = said(anna)
    assert "het liefst" not in page and page.index("Welk geluid in huis mis je?") < page.index(
        "lachen"
    )


@pytest.mark.parametrize(("year", "book_first"), [("", False), (str(date.today().year - 3), True)])
@pytest.mark.django_db
def test_mijn_plek_leads_to_memories_first_when_it_is_longer_ago(anna, year, book_first):
    anna.post("/mijn/overleden/", {"sinds-year": year})
    page = anna.get("/mijn/").content.decode().split("<main", 1)[1]
    assert (
        page.index("/herinneringen/")
        < page.index("/informatie/afscheid-en-rouw/rouw-is-geen-ziekte/")
    ) is book_first


def said(client) -> str:
    return client.get("/herinneringen/vragen/").content.decode()


@pytest.mark.django_db
def test_the_first_weeks_ask_for_no_good_things(anna):
    assert "Drie goede dingen" in anna.get("/herinneringen/").content.decode()
    anna.post("/mijn/overleden/", {"sinds": "vandaag"})
    assert "Drie goede dingen" not in anna.get("/herinneringen/").content.decode()
    anna.post("/mijn/overleden/", {"sinds-year": str(date.today().year - 3)})
    assert "Drie goede dingen" in anna.get("/herinneringen/").content.decode()
