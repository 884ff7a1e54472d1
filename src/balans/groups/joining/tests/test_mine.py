"""The participant's own page: what it shows and when, and what they let know."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balans.accounts.tests.letters import person_behind
from balans.core.boxes import new_pair
from balans.groups import actions
from balans.groups.content import scripts
from balans.groups.joining.replying import words_of
from balans.groups.joining.tests.people import (
    PAGE,
    join_by_code,
    led_group,
    mine,
    of,
    with_page,
)
from balans.groups.models import Facilitation, Group, Participation, Reply
from balans.groups.tests.series import LINK, PLACE, TITLE, facilitator, first_of, opened, put
from balans.groups.words import GroupWords

pytestmark = pytest.mark.django_db


def answer(browser: Client, group: Group, **posted: str):
    return browser.post(f"{mine(group)}{first_of(group).pk}/antwoord/", posted)


def text(browser: Client, group: Group) -> str:
    return browser.get(mine(group)).content.decode()


def finish(browser: Client, exercise: str = "grenzen") -> None:
    """Do an exercise to its end, by skipping every question."""
    response = browser.post(f"/oefeningen/{exercise}/begin/", {"naam": "Jan"})
    while "uitkomst" not in response.headers["Location"]:
        response = browser.post(response.headers["Location"], {"_actie": "overslaan"})


def test_the_next_meeting_comes_first_with_its_place_and_who_leads():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    page = text(anna, group)
    assert page.index("De volgende bijeenkomst") < page.index("Alle bijeenkomsten")
    for words in (TITLE, PLACE, PAGE.phone, PAGE.mail, "Je heet hier Anna"):
        assert words in page
    assert scripts("nl")["grenzen"].words.title in page


def test_the_page_is_there_in_english():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    page = anna.get(f"/en/groups/mine/{group.pk}/").content.decode()
    assert "The next meeting" in page and scripts("en")["grenzen"].words.title in page


def test_the_video_link_shows_from_the_day_before_and_only_to_who_has_a_place():
    _dora, group = led_group(limit=1)
    anna, bram = join_by_code(group, "Anna"), join_by_code(group, "Bram")
    assert LINK not in text(anna, group)
    put(first_of(group), minutes=30)
    assert LINK in text(anna, group) and LINK not in text(bram, group)


def test_the_exercise_is_offered_until_it_is_done():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    assert 'href="/oefeningen/grenzen/"' in text(anna, group)
    finish(anna)
    page = text(anna, group)
    assert "Je deed de oefening" in page and "/meenemen/" in page


def test_what_the_script_asks_at_home_shows_after_its_meeting():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    home = scripts("nl")["grenzen"].words.home
    assert home and home not in text(anna, group)
    put(first_of(group), days=-1)
    assert home in text(anna, group)
    second = group.meetings.all()[1]
    for starts_at in (second.starts_at, timezone.now() - timedelta(hours=2)):
        second.starts_at, second.cancelled_at = starts_at, timezone.now()
        second.save()
        assert home not in text(anna, group)


def test_who_comes_says_so_changes_their_mind_and_adds_words():
    dora, group = led_group()
    anna = join_by_code(group, "Anna")
    answer(anna, group, _kort="1", komt="ja")
    assert "Je liet weten: ik kom." in text(anna, group)
    answer(anna, group, komt="nee", woorden="Jan moet naar het\r\nziekenhuis 💛")
    page = text(anna, group)
    assert "Je liet weten: ik kan niet." in page and "ziekenhuis 💛" in page
    [row] = Reply.objects.select_related("participation")
    assert b"ziekenhuis" not in bytes(row.box) + bytes(row.sealed)
    assert words_of(opened(dora, group), row) == "Jan moet naar het\nziekenhuis 💛"
    answer(anna, group, _kort="1", komt="ja")
    row.refresh_from_db()
    assert row.coming is True and row.box is None and row.sealed is None
    answer(anna, group, komt="weet-niet")
    assert Reply.objects.get().coming is None


def test_that_one_did_the_exercise_is_told_only_when_one_says_so():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    finish(anna)
    answer(anna, group, komt="ja")
    assert Reply.objects.get().prepared is False
    answer(anna, group, komt="ja", gedaan="ja")
    answer(anna, group, _kort="1", komt="ja")
    assert Reply.objects.get().prepared is True
    answer(anna, group, komt="ja")
    assert Reply.objects.get().prepared is False


def test_a_reply_that_is_too_long_comes_back():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    response = answer(anna, group, komt="nee", woorden="x" * 501)
    assert response.status_code == 422 and "x" * 501 in response.content.decode()
    assert not Reply.objects.exists()


def test_replies_are_taken_up_to_the_start():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    put(first_of(group), minutes=-1)
    response = answer(anna, group, komt="nee", woorden="Te laat")
    page = response.content.decode()
    assert response.status_code == 409 and "al begonnen" in page and "Te laat" in page
    assert not Reply.objects.exists()
    assert "Nu bezig" in text(anna, group)


def test_a_meeting_that_is_off_says_so_everywhere():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    meeting = first_of(group)
    meeting.cancelled_at = timezone.now()
    meeting.seal_changes(GroupWords(note="Dora is ziek."))
    meeting.save()
    page = text(anna, group)
    assert "gaat niet door" in page and "Dora is ziek." in page
    assert scripts("nl")["activiteiten"].words.title in page
    assert answer(anna, group, komt="ja").status_code == 409
    assert "gaat niet door" in anna.get(f"{mine(group)}{meeting.pk}/antwoord/").content.decode()


def test_another_place_this_time_is_said():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    meeting = first_of(group)
    meeting.seal_changes(GroupWords(place="De bibliotheek"))
    meeting.save()
    assert "De bibliotheek" in text(anna, group)


def test_who_waits_sees_the_dates_and_replies_to_nothing():
    _dora, group = led_group(limit=1)
    join_by_code(group, "Anna")
    bram = join_by_code(group, "Bram")
    page = text(bram, group)
    assert "Je staat op de wachtlijst" in page and "Geef een mailadres" in page
    assert "/antwoord/" not in page and "/meenemen/" not in page
    answer(bram, group, komt="ja")
    assert not Reply.objects.exists()


def test_a_group_that_was_stopped_or_is_over_says_so():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    group.stopped_at = timezone.now()
    group.save()
    page = text(anna, group)
    assert "Deze groep is gestopt" in page and "De volgende bijeenkomst" not in page
    assert answer(anna, group, komt="ja").status_code == 409
    Group.objects.update(stopped_at=None)
    group.meetings.update(starts_at=timezone.now() - timedelta(days=2))
    assert "Alle bijeenkomsten zijn geweest" in text(anna, group)


def test_during_a_meeting_its_video_link_is_the_main_action_and_homework_is_over():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    put(first_of(group), minutes=-5)
    page = text(anna, group)
    assert f'<a class="btn" href="{LINK}"' in page and "Wat je vooraf kunt doen" not in page
    assert "/meenemen/" in page


def test_looking_back_is_offered_only_once_there_is_something_to_look_back_on():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    Group.objects.update(stopped_at=timezone.now())
    assert "Terugblik op de groep" not in text(anna, group)
    Group.objects.update(stopped_at=None)
    group.meetings.update(starts_at=timezone.now() - timedelta(days=2))
    page = text(anna, group)
    assert 'class="btn main" href="' in page and "Terugblik op de groep" in page
    assert "Zet de data in je agenda" not in page


@pytest.mark.parametrize("how", ["taken out", "erased", "never", "somebody else"])
def test_a_group_that_is_not_there_is_kindly_not_there(how):
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    if how == "taken out":
        Participation.objects.all().delete()
    elif how == "erased":
        Group.objects.filter(pk=group.pk).delete()
    elif how == "somebody else":
        anna = Client()
    address = mine(group) if how != "never" else f"/groepen/mijn/{person_behind(anna).owner.pk}/"
    response = anna.get(address)
    assert response.status_code == 404
    assert "Deze groep is er niet (meer)" in response.content.decode()
    assert TITLE not in response.content.decode()


def test_name_address_and_reminders_are_changed_on_one_page():
    dora, group = led_group()
    anna = join_by_code(group, "Anna", adres="anna@example.nl")
    page = anna.get(mine(group) + "gegevens/").content.decode()
    assert 'value="anna@example.nl"' in page and 'value="Anna"' in page
    wrong = anna.post(mine(group) + "gegevens/", {"naam": "", "adres": "x"})
    assert wrong.status_code == 422
    posted = {"naam": "Ank", "adres": "", "seintjes": "nee"}
    assert anna.post(mine(group) + "gegevens/", posted).status_code == 302
    taking = of(anna, group)
    assert taking.read_address() == "" and taking.reminded is False
    assert [each.name for each in opened(dora, group).members] == ["Ank"]
    assert "Je heet hier Ank" in text(anna, group)


def hand_to_a_new_facilitator(group: Group) -> Client:
    """Let Eva lead in place of Dora, who could not hand her the key."""
    private, public = new_pair()
    Facilitation.objects.all().delete()
    eva = facilitator(Client(), "eva@example.nl")
    with_page(eva, PAGE.model_copy(update={"name": "Eva Bos"}))
    row = Facilitation(
        group=group, owner=person_behind(eva).owner, key_number=2, since=timezone.now()
    )
    row.seal_key(person_behind(eva).vault, private)
    row.save()
    Group.objects.filter(pk=group.pk).update(public_key=public, key_number=2)
    return eva


def test_a_new_facilitator_knows_nothing_until_one_says_yes():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    answer(anna, group, komt="nee", woorden="Jan is ziek")
    eva = hand_to_a_new_facilitator(group)
    page = text(anna, group)
    assert "Er is een nieuwe gespreksleider" in page and "Eva Bos" in page
    assert [each.name for each in opened(eva, group).members] == [""]
    answer(anna, group, komt="ja", woorden="Toch wel")
    assert Reply.objects.get().coming is False
    for _click in range(2):
        anna.post(mine(group), {"_actie": "door"})
    assert [each.name for each in opened(eva, group).members] == ["Anna"]
    row = Reply.objects.select_related("participation").get()
    assert words_of(opened(eva, group), row) == "Jan is ziek"
    assert "Er is een nieuwe gespreksleider" not in text(anna, group)


def test_a_group_without_a_facilitator_says_so():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    Facilitation.objects.all().delete()
    assert "nu geen gespreksleider" in text(anna, group)


def test_the_page_asks_the_database_little(django_assert_max_num_queries):
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    finish(anna)
    answer(anna, group, komt="ja", woorden="Fijn")
    for address in ("", "gegevens/", "stoppen/", "agenda.ics"):
        with django_assert_max_num_queries(8):
            assert anna.get(mine(group) + address).status_code == 200
    for address in ("antwoord", "meenemen", "agenda.ics"):
        tail = address if "." in address else f"{address}/"
        with django_assert_max_num_queries(8):
            assert anna.get(f"{mine(group)}{first_of(group).pk}/{tail}").status_code == 200
    group.meetings.update(starts_at=timezone.now() - timedelta(days=1))
    put(first_of(group), days=20)
    group.meetings.filter(starts_at__gt=timezone.now()).update(kind="look", script="terugkijken")
    with django_assert_max_num_queries(8):
        assert "Hoe was de groep voor jou?" in text(anna, group)


def test_who_took_part_is_asked_to_look_back_while_a_follow_up_still_comes():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    finish(anna)
    assert "Terugblik op de groep" not in text(anna, group)
    group.meetings.update(starts_at=timezone.now() - timedelta(days=1))
    put(first_of(group), days=20)
    group.meetings.filter(starts_at__gt=timezone.now()).update(kind="look")
    page = text(anna, group)
    assert "De volgende bijeenkomst" in page and "Hoe was de groep voor jou?" in page
    Participation.objects.update(waiting_since=timezone.now())
    assert "Terugblik op de groep" not in text(anna, group)
    Participation.objects.update(waiting_since=None, evaluated=True)
    page = text(anna, group)
    assert "Je terugblik is gestuurd" in page and f"{mine(group)}terugblik/" not in page


def test_nobody_sees_another_participant():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    join_by_code(group, "Berendina")
    assert "Berendina" not in text(anna, group) and group.read().code not in text(anna, group)


def test_leaving_takes_all_along_and_keeps_what_is_one_s_own():
    dora, group = led_group()
    anna = join_by_code(group, "Anna")
    finish(anna)
    answer(anna, group, komt="ja")
    page = anna.get(mine(group) + "stoppen/").content.decode()
    assert "Dit verdwijnt" in page and "Dit blijft van jou" in page
    assert Participation.objects.exists()
    response = anna.post(mine(group) + "stoppen/")
    assert "Je bent gestopt met de groep" in anna.get(response.headers["Location"]).content.decode()
    assert not opened(dora, group).members and not Reply.objects.exists()
    assert anna.get("/mijn/").content.decode().count("Nadenken over") >= 1
    assert anna.post(mine(group) + "stoppen/").status_code == 404
    assert Group.objects.get().left == 1


def test_twice_joined_after_leaving_is_a_new_place():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    actions.leave(taking=of(anna, group))
    join_by_code(group, "Anna", anna)
    assert Participation.objects.count() == 1


ENGLISH = {
    "": "The next meeting",
    "details/": "About you in this group",
    "leave/": "Do you want to leave this group?",
    "{meeting}/reply/": "Are you coming?",
    "{meeting}/bring/": "Bring it to the group",
}


@pytest.mark.parametrize("tail", ENGLISH)
def test_every_page_is_there_in_english_and_leads_to_dutch(tail):
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    address = f"/en/groups/mine/{group.pk}/{tail.format(meeting=first_of(group).pk)}"
    page = anna.get(address).content.decode()
    assert ENGLISH[tail] in page and f'hreflang="nl" href="http://testserver{mine(group)}' in page
