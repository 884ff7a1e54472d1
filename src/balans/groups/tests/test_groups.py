"""Groups: who can read what, who gets a place, and what is left of somebody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balans.accounts.actions import erase_owner, finish_erasing
from balans.accounts.tests.letters import person_behind
from balans.core.boxes import fill_box, new_pair, open_box
from balans.core.vault import CannotOpen
from balans.groups import actions
from balans.groups.codes import SIGNS, new_code, read_code, spoken_code
from balans.groups.models import Group, Participation
from balans.groups.tests.series import begin, facilitator, opened, participant

pytestmark = pytest.mark.django_db


def test_a_code_is_read_however_it_is_typed():
    code = new_code()
    assert read_code(spoken_code(code).lower()) == code
    assert read_code(code.replace(code[4:], "-" + code[4:])) == code
    assert set(code) <= set(SIGNS) and not set("01OIL") & set(SIGNS)
    for wrong in ("", code[1:], code + "A", "O" * 10, "é" * 10):
        assert read_code(wrong) is None


def test_a_box_opens_for_its_key_and_place_alone():
    private, public = new_pair()
    box = fill_box(public, b"Greet", place="a card", filler="")
    assert open_box(private, box, place="a card", filler="") == b"Greet"
    for key, where, changed in (
        (new_pair()[0], "a card", box),
        (private, "a note", box),
        (private, "a card", box[:-1] + bytes([box[-1] ^ 1])),
        (private, "a card", b""),
    ):
        with pytest.raises(CannotOpen):
            open_box(key, changed, place=where, filler="")


def test_the_facilitator_reads_names_and_nobody_else_does():
    dora = facilitator(Client())
    group = begin(dora)
    _anna, taking = participant(group, "Anna")
    assert [each.name for each in opened(dora, group).members] == ["Anna"]
    raw = Participation.objects.get(pk=taking.pk)
    assert b"Anna" not in bytes(raw.box) + bytes(raw.sealed)
    eva = facilitator(Client(), "eva@example.nl")
    theirs = opened(eva, begin(eva))
    assert theirs.name_of(raw) == ""


def test_who_is_erased_leaves_no_name_in_any_backup():
    dora = facilitator(Client())
    group = begin(dora)
    anna, taking = participant(group, "Anna")
    row = Participation.objects.filter(pk=taking.pk).values().get()
    person = person_behind(anna)
    erase_owner(owner=person.owner)
    finish_erasing()
    assert not opened(dora, group).members
    from_backup = Participation(**row)
    assert opened(dora, group).name_of(from_backup) == ""


def test_the_last_place_goes_to_one_and_who_waits_moves_up():
    dora = facilitator(Client())
    group = begin(dora, limit=1)
    _anna, first = participant(group, "Anna")
    _bram, second = participant(group, "Bram")
    _cor, third = participant(group, "Cor")
    assert first.waiting_since is None and second.waiting_since and third.waiting_since
    assert [each.pk for each in actions.leave(taking=first)] == [second.pk]
    assert list(group.participations.waiting()) == [third]
    assert Group.objects.get(pk=group.pk).left == 1


def test_a_group_is_erased_half_a_year_after_its_last_moment():
    dora = facilitator(Client())
    group = begin(dora)
    last = group.meetings.last().starts_at
    almost = last + actions.KEPT - timedelta(hours=1)
    assert actions.erase_old_groups(now=almost) == 0
    assert actions.erase_old_groups(now=last + actions.KEPT) == 1
    assert not Participation.objects.exists()
    assert timezone.now() < last
