"""What happens to evaluations: begun, sent without a name, copied from paper, shown in steps."""

import json
import secrets
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from balans.accounts.person import Person
from balans.core.boxes import fill_box
from balans.core.language import page_language
from balans.core.padding import with_room
from balans.groups.evaluating.showing import STEP
from balans.groups.evaluating.survey import FLOW, Evaluating, draft_id, opened_draft, survey
from balans.groups.models import Evaluation, Group, Participation
from balans.groups.opened import Joined
from balans.questionnaires.actions import begin_attempt, erase_attempt
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.journey import Scene
from balans.questionnaires.models import Attempt

BLOCK_BYTES = 4096
"""Nearly every evaluation is as long as any other: its length does not tell who wrote much."""

MOST = 200
"""More evaluations than people in a group can only come from somebody who plays."""


class AlreadySent(Exception):
    """This participant sent an evaluation: there is nothing left to change or to send."""


class ChangedMeanwhile(Exception):
    """Something was answered since the page was read through: read it through once more."""


class TooMany(Exception):
    """A group has as many evaluations as it can hold."""


def begin_evaluation(*, here: Joined) -> None:
    """Begin to fill in an evaluation, in one's own vault. Twice changes nothing."""
    begin_attempt(
        person=here.person,
        flow=survey(),
        wanted_id=draft_id(here.participation.pk),
        values={},
        finished=False,
    )


@transaction.atomic
def send_evaluation(*, here: Joined, seen: str) -> None:
    """Put the answers in a box of nobody and erase what was filled in, both or neither.

    `seen`: what stood on the page that was read through (Evaluating.seen). Raise AlreadySent, also
    for the second of two at the same time, and ChangedMeanwhile.
    """
    group = Group.objects.select_for_update().get(pk=here.group.pk)
    mine = Participation.objects.filter(pk=here.participation.pk, evaluated=False)
    if not mine.update(evaluated=True):
        raise AlreadySent
    draft = opened_draft(here)
    if draft is None or draft.seen != seen or draft.is_empty or not draft.journey.finished:
        raise ChangedMeanwhile
    _keep(group, uuid.uuid4(), draft.journey.scene, is_paper=False)
    erase_attempt(attempt=draft.attempt, by=here.person)


@transaction.atomic
def copy_from_paper(*, group: Group, wanted_id: uuid.UUID, scene: Scene) -> None:
    """Keep a form that was filled in on paper. The same id twice is one form. Raise TooMany."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    if not Evaluation.objects.filter(pk=wanted_id).exists():
        _keep(group, wanted_id, scene, is_paper=True)


def _keep(group: Group, new_id: uuid.UUID, scene: Scene, *, is_paper: bool) -> None:
    """Put one more among the others, all anew in an order of chance.

    So neither the order in the database nor its transactions tell which one came last.
    """
    rows = [*group.evaluations.all(), _boxed(group, new_id, scene, is_paper=is_paper)]
    if len(rows) > MOST:
        raise TooMany
    _next_step(group, rows)
    secrets.SystemRandom().shuffle(rows)
    group.evaluations.all().delete()
    Evaluation.objects.bulk_create(rows)


def _boxed(group: Group, new_id: uuid.UUID, scene: Scene, *, is_paper: bool) -> Evaluation:
    flow = scene.flow
    words = with_room(json.dumps(_given(flow, scene), ensure_ascii=False).encode(), BLOCK_BYTES)
    return Evaluation(
        id=new_id,
        group=group,
        flow=flow.name,
        version=flow.version,
        key_number=group.key_number,
        is_paper=is_paper,
        box=fill_box(bytes(group.public_key), words, place=place_of(new_id), filler=""),
    )


def place_of(evaluation_id: uuid.UUID) -> str:
    """Return where the box of an evaluation stands."""
    return f"evaluation {evaluation_id}"


def _given(flow: Flow, scene: Scene) -> Mapping[str, Any]:
    values = {question.id: scene.value(question.id) for question in flow.questions}
    return {key: value for key, value in values.items() if value is not None}


def _next_step(group: Group, rows: list[Evaluation]) -> None:
    """Let those that wait be shown from now on, together, once there are enough of them."""
    waiting = [
        each
        for each in rows
        if not each.step and not each.is_paper and each.key_number == group.key_number
    ]
    if len(waiting) >= STEP:
        last = group.evaluations.aggregate(last=Max("step"))["last"] or 0
        for each in waiting:
            each.step = last + 1


def forget_draft(*, draft: Evaluating) -> None:
    """Erase what somebody filled in and does not want to send."""
    erase_attempt(attempt=draft.attempt, by=draft.person)


def forget_lone_drafts() -> int:
    """Erase what was filled in for a group that is gone, or that somebody left; return how many."""
    drafts = Attempt.objects.filter(flow=FLOW)
    owners = drafts.values("owner")
    open_ones = Participation.objects.filter(owner__in=owners, evaluated=False)
    kept = {draft_id(each) for each in open_ones.values_list("pk", flat=True)}
    lone = [each for each in drafts.values_list("pk", flat=True) if each not in kept]
    Attempt.objects.filter(pk__in=lone).delete()
    return len(lone)


def move_drafts(origin: Person, into: Person) -> None:
    """Let an account have what its guest was filling in: no parcel puts a survey back.

    In the caller's transaction, which then erases the guest. The id stays, since it follows from
    the place in the group, and that moves along.
    """
    for draft in Attempt.objects.visible_to(origin).filter(flow=FLOW):
        draft_key, answers = draft.pk, draft.read_answers(origin.vault)
        draft.delete()
        flow = catalogue(page_language()).get(FLOW, draft.version)
        begin_attempt(person=into, flow=flow, wanted_id=draft_key, values=answers, finished=False)
