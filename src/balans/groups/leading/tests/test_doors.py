"""Who comes in where: every page of a facilitator, by every kind of person."""

import pytest
from django.test import Client
from django.urls import reverse

from balans.accounts.staff.tests.people import become, set_up_app
from balans.accounts.tests.letters import person_behind
from balans.groups.leading.urls import patterns
from balans.groups.models import Group, Meeting, Participation
from balans.groups.tests.series import begin, facilitator, participant

pytestmark = pytest.mark.django_db
GROUP, MEETING, MEMBER = "a group of dora", "a meeting of it", "who takes part in it"

# name: (arguments, dora who leads it, eva who leads another group)
PAGES: dict[str, tuple[list[str], int, int]] = {
    "led": ([], 200, 200),
    "page": ([], 200, 200),
    "logo": ([], 404, 404),
    "begin": ([], 200, 200),
    "take_up": (["abc"], 404, 404),
    "group": ([GROUP], 200, 404),
    "change": ([GROUP], 200, 404),
    "listing": ([GROUP], 405, 405),
    "stop": ([GROUP], 200, 404),
    "add_meeting": ([GROUP], 200, 404),
    "move": ([GROUP, MEETING], 200, 404),
    "cancel": ([GROUP, MEETING], 200, 404),
    "members": ([GROUP], 200, 404),
    "remove_member": ([GROUP, MEMBER], 200, 404),
    "admit_member": ([GROUP, MEMBER], 405, 405),
    "together": ([GROUP], 200, 404),
    "leave_leading": ([GROUP], 200, 404),
    "take_off": ([GROUP, "1"], 404, 404),
    "orphans": ([], 404, 404),
}


@pytest.fixture
def people(dora) -> dict[str, Client]:
    group = begin(dora)
    anna, _taking = participant(group, "Anna")
    eva, hurried, hanna = Client(), Client(), Client()
    facilitator(eva, "eva@example.nl")
    become(hurried, "facilitator", "fay@example.nl")
    become(hanna, "administrator", "hanna@example.nl")
    set_up_app(hanna)
    return {
        "dora": dora,
        "eva": eva,
        "anna, who takes part": anna,
        "hanna, who administers": hanna,
        "a visitor": Client(),
        "fay, without her second step": hurried,
    }


def address(name: str) -> str:
    known = {
        GROUP: str(Group.objects.get().pk),
        MEETING: str(Meeting.objects.first().pk),
        MEMBER: str(Participation.objects.get().pk),
    }
    return reverse(f"groups:{name}", args=[known.get(each, each) for each in PAGES[name][0]])


def test_every_page_stands_in_the_table():
    assert sorted(PAGES) == sorted(each.name for each in patterns)


@pytest.mark.parametrize("name", PAGES)
def test_each_person_gets_what_the_table_says(name, people):
    url, (_arguments, leads, other) = address(name), PAGES[name]
    is_for_administrators = name == "orphans"
    expected = {
        "dora": leads,
        "eva": other,
        "anna, who takes part": 404,
        "hanna, who administers": 200 if is_for_administrators else 404,
        "a visitor": 404,
        "fay, without her second step": 404 if is_for_administrators else 302,
    }
    assert {who: client.get(url).status_code for who, client in people.items()} == expected


@pytest.mark.parametrize("name", [name for name in PAGES if PAGES[name][0] and name != "group"])
def test_nobody_else_changes_anything(name, people):
    url = address(name)
    for who, client in people.items():
        if who != "dora":
            status = client.post(url, {"doen": "af", "reden": "x", "lijst": "aan"}).status_code
            assert status == (302 if who.startswith("fay") else 404), who
    group = Group.objects.get()
    assert (group.version, group.is_listed, group.stopped_at) == (1, False, None)
    assert group.participations.count() == 1 and group.facilitations.count() == 1
    assert group.facilitations.get().owner == person_behind(people["dora"]).owner
