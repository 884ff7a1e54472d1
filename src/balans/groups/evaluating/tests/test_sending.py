"""Looking back without a name: begun, answered, read through, sent; twice is impossible."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from balans.accounts.tests.letters import person_behind
from balans.core.boxes import open_box
from balans.groups import actions
from balans.groups.evaluating.inviting import evaluation_for
from balans.groups.evaluating.sending import (
    BLOCK_BYTES,
    AlreadySent,
    begin_evaluation,
    forget_lone_drafts,
    move_drafts,
    place_of,
    send_evaluation,
)
from balans.groups.evaluating.tests.people import (
    ANSWERS,
    fill_in,
    look_back,
    over,
    send,
    steps,
    url,
)
from balans.groups.models import Evaluation, Group, Participation
from balans.groups.opened import Joined
from balans.groups.saying import say_day
from balans.groups.tests.series import begin, facilitator, opened, participant
from balans.questionnaires import carrying
from balans.questionnaires.models import Attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def dora() -> Client:
    return facilitator(Client())


@pytest.fixture
def group(dora: Client) -> Group:
    return over(dora)


def joined(client: Client, taking: Participation) -> Joined:
    return Joined(person=person_behind(client), group=taking.group, participation=taking)


def test_what_was_answered_goes_into_a_box_of_nobody_and_is_erased(dora, group):
    anna, taking = participant(group, "Anna")
    fill_in(anna, group)
    assert Attempt.objects.count() == 1
    send(anna, group)
    row = Evaluation.objects.get()
    words = open_box(opened(dora, group).private, bytes(row.box), place=place_of(row.pk), filler="")
    assert json.loads(words)["beter"] == "Meer pauze."
    assert json.loads(words)["hielp"]["chosen"] == ["grenzen", "contact"]
    assert not Attempt.objects.exists()
    taking.refresh_from_db()
    assert taking.evaluated


def test_nothing_in_the_row_tells_who_or_when():
    fields = {field.name for field in Evaluation._meta.get_fields()}
    assert fields == {"id", "group", "flow", "version", "key_number", "is_paper", "step", "box"}


def test_an_evaluation_is_as_long_as_any_other(group):
    look_back(group, 1)
    look_back(group, 1, anders={}, beter={}, woord={"woord": "Ik schreef veel. " * 100})
    assert len({len(bytes(each.box)) for each in Evaluation.objects.all()}) == 1
    assert len(bytes(Evaluation.objects.first().box)) > BLOCK_BYTES


def test_the_order_in_the_database_is_one_of_chance(group):
    lasts = []
    for _time in range(12):
        before = set(Evaluation.objects.values_list("pk", flat=True))
        look_back(group, 1)
        found = list(Evaluation.objects.order_by().values_list("pk", flat=True))
        new = next(each for each in found if each not in before)
        lasts.append(found.index(new) == len(found) - 1)
    assert not all(lasts[4:])


def test_who_sent_it_once_cannot_send_it_again(group):
    anna, taking = participant(group, "Anna")
    fill_in(anna, group)
    send(anna, group)
    assert anna.post(url(group)).status_code == 302
    fresh = joined(anna, taking)
    begin_evaluation(here=fresh)
    with pytest.raises(AlreadySent):
        send_evaluation(here=fresh, seen="")
    assert Evaluation.objects.count() == 1


def test_a_page_that_was_left_open_says_that_it_was_sent(group):
    anna, _taking = participant(group, "Anna")
    fill_in(anna, group)
    send(anna, group)
    late = anna.post(url(group, "vraag/beter/"), {"beter": "Nog iets"}, follow=True)
    assert "Wat je daarna nog invulde, kon er niet meer bij" in late.content.decode()
    assert not Attempt.objects.exists()
    calm = anna.get(url(group, "nalezen/"), follow=True).content.decode()
    assert "Je terugblik is gestuurd" in calm and "Wat je daarna nog" not in calm


def test_what_changed_in_another_tab_is_read_through_again_before_it_goes(group):
    anna, taking = participant(group, "Anna")
    fill_in(anna, group)
    seen = anna.get(url(group, "nalezen/")).context["here"].seen
    anna.post(url(group, "vraag/beter/"), {"beter": "Iets anders"})
    again = anna.post(url(group, "nalezen/"), {"_gezien": seen})
    assert again.status_code == 409
    assert "Iets anders" in again.content.decode()
    taking.refresh_from_db()
    assert not taking.evaluated and not Evaluation.objects.exists()


def test_who_skips_everything_sends_nothing(group):
    anna, _taking = participant(group, "Anna")
    fill_in(
        anna,
        group,
        **{page: {} for page in ANSWERS},
    )
    assert "Stuur zonder naam" not in anna.get(url(group, "nalezen/")).content.decode()
    assert send(anna, group).status_code == 409
    assert not Evaluation.objects.exists()


def test_it_opens_on_the_day_of_the_last_meeting(dora):
    group = begin(dora)
    anna, taking = participant(group, "Anna")
    assert "Je kunt terugkijken vanaf" in anna.get(url(group)).content.decode()
    anna.post(url(group))
    assert not Attempt.objects.exists()
    last = timezone.now() + timedelta(minutes=5)
    soon = over(dora, last=last)
    _bram, theirs = participant(soon, "Bram")
    assert evaluation_for(joined(_bram, theirs)).state == "open"
    assert evaluation_for(joined(anna, taking)).state == "later"


def test_one_can_stop_and_go_on_later(group):
    anna, taking = participant(group, "Anna")
    anna.post(url(group))
    stopped = anna.post(url(group, "vraag/hielp/"), {"hielp": "grenzen", "_actie": "stoppen"})
    assert stopped.url == url(group)
    assert evaluation_for(joined(anna, taking)).state == "begun"
    assert url(group, "vraag/groep/") in anna.get(url(group)).content.decode()
    assert anna.get(url(group, "vraag/woord/")).url == url(group, "vraag/groep/?let-op=vraag")
    assert anna.get(url(group, "nalezen/")).url == url(group, "vraag/groep/")


def test_one_can_change_an_answer_and_comes_back_to_read_through(group):
    anna, _taking = participant(group, "Anna")
    fill_in(anna, group)
    page = anna.get(url(group, "vraag/beter/?naar=antwoorden"))
    assert "Meer pauze." in page.content.decode()
    changed = anna.post(url(group, "vraag/beter/"), {"beter": "Koffie", "_naar": "antwoorden"})
    assert changed.url == url(group, "nalezen/")


def test_what_one_does_not_want_to_send_is_erased(group):
    anna, taking = participant(group, "Anna")
    fill_in(anna, group)
    anna.post(url(group, "nalezen/"), {"_actie": "wissen"})
    assert not Attempt.objects.exists()
    assert evaluation_for(joined(anna, taking)).state == "open"


def test_what_was_filled_in_for_a_group_that_is_gone_is_erased(group, dora):
    anna, taking = participant(group, "Anna")
    bram, _theirs = participant(group, "Bram")
    fill_in(anna, group)
    fill_in(bram, group)
    anna.post("/oefeningen/grenzen/begin/", {"naam": "Jan"})
    actions.leave(taking=taking)
    assert forget_lone_drafts() == 1
    assert Attempt.objects.filter(flow="evaluatie").count() == 1
    group.delete()
    assert forget_lone_drafts() == 1
    assert Attempt.objects.get().flow == "grenzen"


def test_the_page_of_the_group_invites_leads_on_and_says_when_it_was_sent(group):
    anna, _taking = participant(group, "Anna")
    look = timezone.now() + timedelta(days=30)
    group.meetings.create(kind="look", script="doelen", starts_at=look)

    def shown() -> str:
        return anna.get(f"/groepen/mijn/{group.pk}/").content.decode()

    assert url(group) in shown() and "Kijk terug" in shown()
    assert "De volgende bijeenkomst" in shown() and say_day(look) in shown()
    fill_in(anna, group)
    assert "Ga verder met je terugblik" in shown()
    send(anna, group)
    assert "Je terugblik is gestuurd" in shown() and url(group) not in shown()


def test_what_a_guest_was_filling_in_goes_along_into_an_account(group):
    anna, taking = participant(group, "Anna")
    fill_in(anna, group)
    bram, _other = participant(over(facilitator(Client(), "eva@example.nl")), "Bram")
    origin, into = person_behind(anna), person_behind(bram)
    Participation.objects.filter(pk=taking.pk).update(owner=into.owner)
    move_drafts(origin, into)
    assert "Meer pauze." in bram.get(url(group, "nalezen/")).content.decode()
    assert not Attempt.objects.filter(owner=origin.owner).exists()


def test_who_waits_for_a_place_has_nothing_to_look_back_on(dora):
    group = over(dora)
    Group.objects.filter(pk=group.pk).update(limit=0)
    anna, taking = participant(Group.objects.get(pk=group.pk), "Anna")
    assert taking.waiting_since is not None
    assert anna.get(url(group)).status_code == 404
    assert evaluation_for(joined(anna, taking)) is None


def test_answers_are_shown_in_steps_of_five(group):
    look_back(group, 4)
    assert steps(group) == [0] * 4
    look_back(group, 1)
    assert steps(group) == [1] * 5
    look_back(group, 4)
    assert steps(group) == [0] * 4 + [1] * 5
    look_back(group, 1)
    assert steps(group) == [1] * 5 + [2] * 5


def test_those_of_an_older_key_make_no_five_with_new_ones(group):
    look_back(group, 4)
    Group.objects.filter(pk=group.pk).update(key_number=2)
    look_back(Group.objects.get(pk=group.pk), 1)
    assert steps(group) == [0] * 5


def test_it_is_nothing_of_the_person_elsewhere(group):
    anna, _taking = participant(group, "Anna")
    fill_in(anna, group)
    for page in ("/mijn/", "/mijn/alles/", "/oefeningen/", "/hoe-gaat-het/"):
        assert "Terugblik op de groep" not in anna.get(page, follow=True).content.decode()
    attempt = Attempt.objects.get()
    assert anna.get(f"/oefeningen/uitkomst/{attempt.pk}/").status_code == 404
    assert anna.get(f"/oefeningen/terugblik/{attempt.pk}/").status_code == 404
    fhir = anna.get("/api/fhir/Questionnaire/evaluatie.v1")
    assert fhir.status_code == 404


def test_a_parcel_has_it_as_something_being_filled_in_and_does_not_put_it_back(group):
    anna, _taking = participant(group, "Anna")
    fill_in(anna, group)
    person = person_behind(anna)
    taken = carrying.take(person)
    assert [each.questionnaire for each in taken] == ["evaluatie"]
    assert [each.paper for each in carrying.sections(person)] == [""]
    assert list(carrying.papers(person)) == []
    send(anna, group)
    assert carrying.take(person) == []
    assert carrying.bring_back(person, taken) == 0


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_is_there_in_both_languages(group, prefix):
    anna, _taking = participant(group, "Anna")
    fill_in(anna, group)
    with override("en" if prefix else "nl"):
        addresses = [
            reverse("groups:evaluate", args=[group.pk]),
            reverse("groups:evaluate_step", args=[group.pk, "groep"]),
            reverse("groups:evaluate_send", args=[group.pk]),
        ]
    for address in addresses:
        assert address.startswith(f"{prefix}/")
        assert anna.get(address).status_code == 200
