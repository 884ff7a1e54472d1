"""The groups of a hundred carers: two, one going on and one over, with all that is in them."""

import json
import secrets
from collections.abc import Iterator, Mapping
from datetime import timedelta
from random import Random

from django.db.models import Model

from balans.accounts.staff.models import Role
from balans.core import vault
from balans.core.boxes import fill_box, new_pair
from balans.core.padding import with_room
from balans.groups.actions import KEPT, code_lookup, tell
from balans.groups.evaluating.sending import BLOCK_BYTES, place_of
from balans.groups.evaluating.showing import STEP
from balans.groups.evaluating.survey import FLOW
from balans.groups.models import (
    AttendanceSheet,
    Evaluation,
    Facilitation,
    Facilitator,
    Group,
    Invite,
    Meeting,
    Participation,
    Reply,
)
from balans.groups.words import Attendance, GroupWords, Mark, PublicWords
from balans.questionnaires.content import catalogue
from bench.crowd.people import Made, answers_of
from bench.crowd.shapes import FACILITATORS, MEMBERS, id_of

SCRIPTS = ("grenzen", "activiteiten", "doelen", "contact")
TOWNS = ("utrecht", "zwolle", "assen", "groningen", "zeist", "amsterdam")


def rows_of(seed: int, hundred: int, made: Mapping[int, Made]) -> Iterator[Model]:
    """Yield the groups of a hundred carers; `made`: by number."""
    for place in FACILITATORS:
        first = hundred * 100
        members = [made[first + each] for each in MEMBERS[place]]
        yield from _group(seed, first + place, made[first + place], members)


def group_id_of(seed: int, leader: int) -> object:
    """Return the id of the group that a carer leads."""
    return id_of(seed, leader, "group")


def _group(seed: int, number: int, leader: Made, members: list[Made]) -> Iterator[Model]:
    dice, now, is_over = leader.dice, leader.now, number % 100 == FACILITATORS[1]
    private, public = new_pair()
    code = f"{dice.getrandbits(60):015x}"
    group = Group(id=id_of(seed, number, "group"), public_key=public, code_lookup=code_lookup(code))
    start = now + timedelta(days=-60 if is_over else dice.randrange(2, 40))
    group.created_at = group.changed_at = start - timedelta(days=30)
    group.erase_at = start + timedelta(weeks=3) + KEPT
    group.municipality, group.is_listed = dice.choice(TOWNS), dice.random() < 0.3
    group.seal(GroupWords(title=f"Samen op adem {number}", place="Buurthuis De Linde", code=code))
    leading = Facilitation(group=group, owner=leader.owner, key_number=1, since=group.created_at)
    leading.seal_key(leader.person.vault, private)
    page = Facilitator(owner=leader.owner, changed_at=group.created_at)
    page.seal(PublicWords(name="Dora", organisation="Welzijn De Linde"))
    role = Role(owner=leader.owner, name=Role.Name.FACILITATOR, given_at=group.created_at)
    leader.slots[0].second_step_at = now
    meetings = [
        Meeting(
            group=group,
            kind=Meeting.Kind.MEETING,
            script=script,
            starts_at=start + timedelta(weeks=week),
        )
        for week, script in enumerate(SCRIPTS)
    ]
    takings = [_taking(group, each) for each in members]
    yield from (group, leading, page, role, *meetings, *takings)
    yield from _replies(dice, meetings, takings)
    yield from _invites(group, private, takings)
    if is_over:
        yield from _sheets(group, private, meetings, takings)
        yield from evaluations(group, dice, 2 * STEP)


def _taking(group: Group, made: Made) -> Participation:
    taking = Participation(group=group, owner=made.owner, joined_at=group.created_at)
    taking.let_rest(rests=False)
    tell(person=made.person, group=group, taking=taking, name="Jan")
    taking.seal_address("jan@crowd.example" if made.owner.has_account else "")
    return taking


def _replies(
    dice: Random, meetings: list[Meeting], takings: list[Participation]
) -> Iterator[Model]:
    for meeting in meetings:
        for taking in takings:
            if dice.random() < 0.6:
                yield Reply(participation=taking, meeting=meeting, coming=dice.random() < 0.8)


def _invites(group: Group, private: bytes, takings: list[Participation]) -> Iterator[Model]:
    opened = group.vault(private)
    for taking in takings[: len(takings) // 2]:
        invite = Invite(group=group, sent_at=group.created_at, used_at=group.created_at)
        invite.participation, invite.lookup = taking, secrets.token_hex(32)
        invite.digest = vault.host_digest(f"invited to {group.pk}", str(invite.pk))
        invite.sealed = opened.seal(b"jan@crowd.example", record=str(invite.pk), field="to")
        yield invite


def _sheets(
    group: Group, private: bytes, meetings: list[Meeting], takings: list[Participation]
) -> Iterator[Model]:
    for meeting in meetings:
        sheet = AttendanceSheet(meeting=meeting)
        marks = tuple(Mark(who=each.pk, came=True) for each in takings)
        sheet.seal(group.vault(private), Attendance(marks=marks))
        meeting.came = len(marks)
        yield sheet


def evaluations(group: Group, dice: Random, many: int) -> Iterator[Evaluation]:
    """Yield filled-in evaluations of a group, five in a step."""
    flow = catalogue("nl").newest(FLOW)
    for number in range(many):
        row = Evaluation(group=group, flow=flow.name, version=flow.version, key_number=1)
        row.step = number // STEP + 1
        given = {key: each for key, each in answers_of(flow, dice).items() if each is not None}
        words = with_room(json.dumps(given).encode(), BLOCK_BYTES)
        row.box = fill_box(bytes(group.public_key), words, place=place_of(row.pk), filler="")
        yield row
