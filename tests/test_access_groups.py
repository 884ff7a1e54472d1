"""The access table of one real group: every address of the groups, by everybody around it.

Dora leads it and Anna takes part; Wim waits for a place, Otto leads another group, Chris is a guest
who has nothing to do with it, and a visitor has nothing at all.
"""

import hashlib
import io
import uuid
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from balans.accounts.models import Share
from balans.accounts.tests.letters import person_behind
from balans.groups.joining.letters import stop_name
from balans.groups.joining.tests.people import with_page
from balans.groups.joining.tests.test_inviting import invite, links
from balans.groups.leading.logo import clean_logo
from balans.groups.leading.pages import keep_logo
from balans.groups.leading.tests.test_together import link_of
from balans.groups.models import Facilitation, Group, OwnScript
from balans.groups.running.tests.meetings import address, bring, reply
from balans.groups.tests.series import begin, facilitator, first_of, participant, put
from tests.test_access import names

pytestmark = pytest.mark.django_db
PEOPLE = ("visitor", "stranger", "participant", "waiting", "other facilitator", "facilitator")
# What they get, in that order.
ALL = "200 200 200 200 200 200"
NOBODY = "404 404 404 404 404 404"
DORA = "404 404 404 404 404 200"
NO_POST = "405 405 405 405 405 405"
NO_STAFF_POST = "404 404 404 404 405 405"
STAFF = "404 404 404 404 200 200"
DORA_GOES_ON = "404 404 404 404 404 302"
DORA_IS_ASKED = "404 404 404 404 404 422"
MEMBERS = "404 404 200 200 404 404"
MEMBERS_GO_ON = "404 404 302 302 404 404"

# name: (what stands in its address, who gets what, who may post)
TABLE = {
    "index": ("", ALL, NO_POST),
    "find": ("", ALL, NO_POST),
    "listed": ("group", ALL, NO_POST),
    "listed_logo": ("group", ALL, NO_POST),
    "register": ("group", ALL, "422 422 302 302 422 200"),
    "code": ("", ALL, "422 422 422 422 422 422"),
    "join": ("code", "200 200 302 302 200 200", "422 422 302 302 422 409"),
    "invited": ("invitation", "200 200 302 302 200 200", "422 422 302 302 422 409"),
    "invite": ("group", DORA, DORA_IS_ASKED),
    "mine": ("group", MEMBERS, MEMBERS_GO_ON),
    "details": ("group", MEMBERS, "404 404 422 422 404 404"),
    "leave": ("group", MEMBERS, MEMBERS_GO_ON),
    "calendar": ("group", MEMBERS, NO_POST),
    "meeting_calendar": ("group meeting", MEMBERS, NO_POST),
    "reply": ("group meeting", "404 404 200 302 404 404", MEMBERS_GO_ON),
    "bring": ("group meeting", "404 404 200 302 404 404", MEMBERS_GO_ON),
    "stop_reminders": ("member stop", ALL, ALL),
    "stop_mail": ("member stop", ALL, ALL),
    "meeting": ("group meeting", DORA, DORA_GOES_ON),
    "meeting_pdf": ("group meeting", DORA, NO_STAFF_POST),
    "run": ("group meeting", DORA, DORA_GOES_ON),
    "screen": ("group meeting", DORA, NO_STAFF_POST),
    "screen_step": ("group meeting", DORA, NO_STAFF_POST),
    "attendance": ("group meeting", DORA, "404 404 404 404 404 409"),
    "note": ("group meeting", DORA, DORA_GOES_ON),
    "brought": ("group meeting brought", DORA, DORA_GOES_ON),
    "looks_calendar": ("group", DORA, NO_STAFF_POST),
    "led": ("", STAFF, NO_STAFF_POST),
    "page": ("", STAFF, "404 404 404 404 422 422"),
    "logo": ("", DORA, NO_STAFF_POST),
    "begin": ("", STAFF, "404 404 404 404 422 422"),
    "take_up": ("handover", STAFF, "404 404 404 404 302 302"),
    "group": ("group", DORA, NO_STAFF_POST),
    "change": ("group", DORA, DORA_IS_ASKED),
    "listing": ("group", NO_STAFF_POST, DORA_GOES_ON),
    "stop": ("group", DORA, DORA_GOES_ON),
    "add_meeting": ("group", DORA, DORA_IS_ASKED),
    "members": ("group", DORA, DORA_IS_ASKED),
    "together": ("group", DORA, DORA),
    "leave_leading": ("group", DORA, DORA_GOES_ON),
    "move": ("group meeting", DORA, DORA_IS_ASKED),
    "cancel": ("group meeting", DORA, "404 404 404 404 404 409"),
    "remove_member": ("group member", DORA, DORA_GOES_ON),
    "admit_member": ("group waiter", NO_STAFF_POST, DORA_GOES_ON),
    "take_off": ("group leading", NOBODY, NOBODY),
    "orphans": ("", NOBODY, NOBODY),
    "scripts": ("", ALL, NO_POST),
    "script": ("grenzen", ALL, NO_POST),
    "script_pdf": ("grenzen", ALL, NO_POST),
    "situation": ("hulp-nu", ALL, NO_POST),
    "handout": ("tips", ALL, NO_POST),
    "handout_pdf": ("tips", ALL, NO_POST),
    "own_scripts": ("", STAFF, NO_STAFF_POST),
    "own_script_make": ("grenzen", STAFF, "404 404 404 404 302 302"),
    "own_script": ("script", DORA, NO_STAFF_POST),
    "own_script_pdf": ("script", DORA, NO_STAFF_POST),
    "own_script_change": ("script", DORA, DORA_IS_ASKED),
    "own_script_history": ("script", DORA, NO_STAFF_POST),
    "own_script_version": ("script 1", DORA, DORA_GOES_ON),
    "own_script_copy": ("script", NO_STAFF_POST, DORA_GOES_ON),
    "own_script_seen": ("script", NO_STAFF_POST, DORA_GOES_ON),
    "own_script_erase": ("script", DORA, DORA_GOES_ON),
    "choose_script": ("group meeting", DORA, DORA_IS_ASKED),
    "evaluate": ("group", "404 404 200 404 404 404", "404 404 302 404 404 404"),
    "evaluate_step": ("group hielp", "404 404 302 404 404 404", "404 404 302 404 404 404"),
    "evaluate_send": ("group", "404 404 302 404 404 404", "404 404 302 404 404 404"),
    "after": ("group", DORA, DORA_GOES_ON),
    "results": ("group", DORA, NO_STAFF_POST),
    "results_pdf": ("group", NOBODY, NO_STAFF_POST),
    "copy_paper": ("group", DORA_GOES_ON, DORA_GOES_ON),
    "summary": ("group", DORA, NO_STAFF_POST),
    "summary_pdf": ("group", DORA, NO_STAFF_POST),
    "summary_csv": ("group", DORA, NO_STAFF_POST),
    "slides_pdf": ("", ALL, NO_POST),
    "slides_pptx": ("", ALL, NO_POST),
    "materials": ("group", DORA, NO_STAFF_POST),
    "material": ("group flyer", DORA, NO_STAFF_POST),
    "material_pdf": ("group flyer", DORA, NO_STAFF_POST),
    "paper": ("group tips", DORA, NO_STAFF_POST),
    "paper_pdf": ("group tips", DORA, NO_STAFF_POST),
    "group_slides_pdf": ("group", DORA, NO_STAFF_POST),
    "group_slides_pptx": ("group", DORA, NO_STAFF_POST),
    "plan_paper": ("group", DORA, NO_STAFF_POST),
    "evaluation_paper": ("group", DORA, NO_STAFF_POST),
    "attendance_paper": ("group", DORA, NO_STAFF_POST),
}


@dataclass(frozen=True)
class Around:
    """A group with everybody around it, and the ids in its addresses."""

    group: Group
    people: dict[str, Client]
    ids: dict[str, str]

    def address(self, name: str, arguments: str) -> str:
        return reverse(f"groups:{name}", args=[self.ids.get(e, e) for e in arguments.split()])

    def browser(self, who: str) -> Client:
        return Client() if who == "visitor" else self.people[who]


@pytest.fixture
def around() -> Around:
    dora, otto, chris = facilitator(Client()), facilitator(Client(), "otto@example.nl"), Client()
    chris.post("/mijn/gegevens/", {"naam": "Chris"})
    begin(otto)
    with_page(dora)
    logo = io.BytesIO()
    Image.new("RGB", (40, 20), (30, 90, 90)).save(logo, "PNG")
    keep_logo(person=person_behind(dora), png=clean_logo(logo.getvalue()))
    group = begin(dora)
    Group.objects.filter(pk=group.pk).update(is_listed=True)
    meeting = first_of(group)
    put(meeting, minutes=20)
    anna, taking = participant(group, "Anna", address="anna@example.nl")
    reply(taking, meeting, coming=True, words="Tot straks")
    brought = bring(anna, taking, meeting)
    wim, waiting = participant(group, "Wim")
    waiting.waiting_since = timezone.now()
    waiting.save()
    dora.post("/groepen/draaiboeken/eigen/maken/grenzen/")
    invite(dora, group, "nog-iemand@example.nl")
    look = {"was": str(taking.pk), f"kijk-{taking.pk}": "2099-03-04"}
    dora.post(address(meeting, "attendance"), {**look, "_versie": "0"})
    people = [chris, anna, wim, otto, dora]
    return Around(
        group=group,
        people=dict(zip(PEOPLE[1:], people, strict=True)),
        ids={
            "group": str(group.pk),
            "meeting": str(meeting.pk),
            "brought": str(brought.pk),
            "member": str(taking.pk),
            "waiter": str(waiting.pk),
            "leading": str(Facilitation.objects.get(group=group).pk),
            "script": str(OwnScript.objects.get().pk),
            "code": group.read().code,
            "invitation": links()[0].rstrip("/").split("/")[-1],
            "handover": link_of(dora, group).rstrip("/").split("/")[-1],
            "stop": stop_name(taking),
        },
    )


def state() -> str:
    """Return a sign of everything that is kept about groups."""
    found = hashlib.sha256()
    for model in [*apps.get_app_config("groups").get_models(), Share]:
        found.update(repr(sorted(map(str, model.objects.values_list()))).encode())
    return found.hexdigest()


def test_every_address_of_a_group_has_a_row():
    known = {f"groups:{name}" for name in TABLE}
    assert known == {name for name in names() if name.startswith("groups:")}


def wrong(around: Around, method: str, who: str, column: int) -> list[str]:
    """Return at which addresses somebody gets something else than the table says."""
    found, browser = [], around.browser(who)
    for name, row in TABLE.items():
        expected = int(row[column].split()[PEOPLE.index(who)])
        with transaction.atomic():
            got = getattr(browser, method)(around.address(name, row[0])).status_code
            if expected not in (404, 405):
                transaction.set_rollback(True)
        if got != expected:
            found.append(f"{method} {name} by {who}: {got}, not {expected}")
        if who == "visitor":
            browser = Client()
    return found


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_around_a_group_gets_what_the_table_says(around, who):
    assert wrong(around, "get", who, 1) == []


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_not_post_changes_nothing(around, who):
    before = state()
    assert wrong(around, "post", who, 2) == []
    assert state() == before


@pytest.mark.parametrize("who", ["other facilitator", "stranger", "participant", "waiting"])
def test_a_group_that_never_was_is_answered_like_somebody_else_s(around, who):
    for name in ("group", "members", "results", "materials"):
        pages = set()
        for group_id in (around.ids["group"], str(uuid.uuid4())):
            answer = around.browser(who).get(reverse(f"groups:{name}", args=[group_id]))
            assert answer.status_code == 404
            pages.add(answer.content.decode().replace(group_id, ""))
        assert len(pages) == 1, name
