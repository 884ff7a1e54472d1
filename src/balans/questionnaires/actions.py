"""What happens to attempts: begin, keep answers, finish, erase."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from balans.accounts.person import Person
from balans.questionnaires.content import Flow
from balans.questionnaires.finished import tell_finished
from balans.questionnaires.models import Answer, Attempt, seal_value
from balans.questionnaires.times import forget_times


@transaction.atomic
def begin_attempt(
    *, person: Person, flow: Flow, wanted_id: uuid.UUID, values: Mapping[str, Any], finished: bool
) -> Attempt:
    """Begin a questionnaire with its first answers, both or neither.

    The same id twice gives the same attempt (a double post). An id that is somebody else's gives
    a new attempt under another id.
    """
    now = timezone.now()
    known = Attempt.objects.filter(pk=wanted_id).first()
    if known is not None and known.owner_id == person.owner.pk and known.flow == flow.name:
        _save(known, values, person, now, finished=finished)
        return known
    attempt = Attempt.objects.create(
        id=wanted_id if known is None else uuid.uuid4(),
        owner=person.owner,
        flow=flow.name,
        version=flow.version,
        started_at=now,
        changed_at=now,
        finished_at=now if finished else None,
    )
    _keep(attempt, values, person, now)
    if finished:
        tell_finished(person, flow.name)
    return attempt


@transaction.atomic
def save_answers(
    *, attempt: Attempt, values: Mapping[str, Any], by: Person, finished: bool = False
) -> None:
    """Seal and keep some answers, each in place of the one before. Twice changes nothing.

    When this returns outside a transaction, the answers are on disk.
    """
    _save(attempt, values, by, timezone.now(), finished=finished)


def _save(
    attempt: Attempt, values: Mapping[str, Any], by: Person, now: datetime, *, finished: bool
) -> None:
    first_time = finished and attempt.finished_at is None
    if first_time:
        attempt.finished_at = now
    attempt.changed_at = now
    here = Attempt.objects.filter(pk=attempt.pk)
    if not here.update(changed_at=now, finished_at=attempt.finished_at):
        raise Attempt.DoesNotExist("erased while it was being answered")
    _keep(attempt, values, by, now)
    if first_time:
        tell_finished(by, attempt.flow)


def _keep(attempt: Attempt, values: Mapping[str, Any], by: Person, moment: datetime) -> None:
    forget_times(by)
    Answer.objects.bulk_create(
        [
            Answer(
                attempt=attempt,
                question=question,
                sealed=seal_value(by.vault, attempt.pk, question, value),
                saved_at=moment,
            )
            for question, value in values.items()
        ],
        update_conflicts=True,
        unique_fields=["attempt", "question"],
        update_fields=["sealed", "saved_at"],
    )


class Taken(Protocol):
    """An attempt as a parcel holds it: see carrying.TakenAttempt."""

    id: uuid.UUID
    questionnaire: str
    version: int
    started_at: datetime
    changed_at: datetime
    finished_at: datetime | None


@transaction.atomic
def bring_back_attempt(*, person: Person, taken: Taken, answers: Mapping[str, Any]) -> bool:
    """Put an attempt from a parcel back; return False when this person has it already.

    An id that is somebody else's gives another id. No moment lies in the future.
    """
    known, now = Attempt.objects.filter(pk=taken.id).first(), timezone.now()
    if known is not None and known.owner_id == person.owner.pk:
        return False
    attempt = Attempt.objects.create(
        id=taken.id if known is None else uuid.uuid4(),
        owner=person.owner,
        flow=taken.questionnaire,
        version=taken.version,
        started_at=min(taken.started_at, now),
        changed_at=min(taken.changed_at, now),
        finished_at=min(taken.finished_at, now) if taken.finished_at else None,
    )
    _keep(attempt, answers, person, attempt.changed_at)
    if attempt.finished_at is not None:
        tell_finished(person, attempt.flow)
    return True


@transaction.atomic
def forget_answers(*, attempt: Attempt, questions: list[str]) -> None:
    """Erase some kept values, such as one's own version of a message."""
    attempt.answers.filter(question__in=questions).delete()


@transaction.atomic
def erase_attempt(*, attempt: Attempt, by: Person) -> None:
    """Erase one attempt with all its answers. Twice changes nothing."""
    Attempt.objects.filter(pk=attempt.pk).delete()
    forget_times(by)
    if attempt.finished_at is not None:
        tell_finished(by, attempt.flow)
