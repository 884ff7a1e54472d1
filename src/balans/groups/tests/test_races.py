"""Several at the same moment: one last place, one new guest, one invitation, one sheet."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client

from balans.accounts.models import Owner
from balans.accounts.person import new_form
from balans.accounts.tests.letters import person_behind
from balans.groups.actions import join
from balans.groups.joining.inviting import InvitationUsed, invite_all, join_invited
from balans.groups.models import AttendanceSheet, Facilitation, Group, Invite, Participation
from balans.groups.running.attending import ChangedMeanwhile, save_attendance
from balans.groups.tests.series import begin, facilitator, opened, participant
from balans.groups.words import Mark

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do things at the same moment, each with a connection of its own; return what came of each.

    The tests' SQLite lies in memory and cannot wait: there they go one after the other, as a file
    has it, where every transaction waits for the one before.
    """
    number = len(acts) if is_apart() else 1
    gate = Barrier(number)

    def run(act: Callable[[], object]) -> object:
        try:
            gate.wait(timeout=20)
            return act()
        except Exception as error:
            return type(error)
        finally:
            if is_apart():
                connections.close_all()

    if not is_apart():
        return [run(each) for each in acts]
    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, acts))


def is_apart() -> bool:
    """Return whether several connections can be at it at the same time."""
    return connection.vendor != "sqlite" or "memory" not in str(connection.settings_dict["NAME"])


def guests(number: int) -> list[Client]:
    found = [Client() for _each in range(number)]
    for each in found:
        each.post("/mijn/gegevens/", {"naam": "Iemand"})
    return found


def test_one_of_several_gets_the_last_place_and_the_others_wait():
    group = begin(facilitator(Client()), limit=2)
    participant(group, "Anna")
    people = [person_behind(each) for each in guests(AT_ONCE)]
    at_once(*(lambda who=who: join(person=who, group=group, name="x") for who in people))
    assert group.participations.inside().count() == 2
    assert group.participations.waiting().count() == AT_ONCE - 1


def test_a_form_sent_by_several_clicks_at_once_makes_one_guest():
    group = begin(facilitator(Client()))
    page, before = f"/groepen/meedoen/{group.read().code}/", Owner.objects.count()
    form = {"naam": "Anna", "_een": new_form()}
    found = at_once(*(lambda: Client().post(page, form).status_code for _each in range(AT_ONCE)))
    assert found == [302] * AT_ONCE
    assert Participation.objects.count() == 1 and Owner.objects.count() == before + 1


def test_a_personal_invitation_lets_one_of_several_in():
    dora = facilitator(Client())
    group = begin(dora)
    invite_all(here=opened(dora, group), addresses=["a@example.nl"])
    invite, people = Invite.objects.get(), [person_behind(each) for each in guests(AT_ONCE)]
    found = at_once(
        *(
            lambda who=who: join_invited(person=who, invite=invite, name="x", address="") and "in"
            for who in people
        )
    )
    assert Counter(found) == {"in": 1, InvitationUsed: AT_ONCE - 1}
    assert Participation.objects.count() == 1


def test_of_several_first_sheets_one_is_kept_and_the_others_are_told():
    dora = facilitator(Client())
    group = begin(dora)
    _browser, anna = participant(group, "Anna")
    meeting = group.meetings.first()
    marks = [Mark(who=anna.pk, came=True)]
    leading = [opened(dora, group) for _each in range(AT_ONCE)]
    found = at_once(
        *(
            lambda led=led: save_attendance(led=led, meeting=meeting, marks=marks, version=0)
            for led in leading
        )
    )
    assert Counter(found) == {None: 1, ChangedMeanwhile: AT_ONCE - 1}
    assert AttendanceSheet.objects.get().version == 1
    assert Group.objects.get().took_part == 1 and Facilitation.objects.count() == 1
