"""What happens to attempts: begin, keep answers, finish, erase."""

import uuid
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from django.db import transaction
from django.utils import timezone

from balans.accounts.person import Person
from balans.accounts.shares.actions import withdraw_all_of
from balans.core.measures import Use, count_when_kept
from balans.questionnaires.content import Flow, kind_of
from balans.questionnaires.copies import ROOM, records_of, renew_copies
from balans.questionnaires.finished import tell_finished
from balans.questionnaires.models import Answer, Attempt, seal_reading, seal_value
from balans.questionnaires.notes import AttemptNote
from balans.questionnaires.reading import reading_of
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
    attempt_id = wanted_id if known is None else uuid.uuid4()
    attempt = Attempt.objects.create(
        id=attempt_id,
        owner=person.owner,
        flow=flow.name,
        version=flow.version,
        started_at=now,
        changed_at=now,
        finished_at=now if finished else None,
        sealed_reading=_reading(person, attempt_id, flow, values),
    )
    _keep(attempt, values, person, now)
    count_when_kept(Use.SAVES)
    if flow.kind == "exercise":
        count_when_kept(Use.EXERCISES_BEGUN)
    if finished:
        _count_finished(flow.name)
        tell_finished(person, flow.name)
    return attempt


def _count_finished(flow: str) -> None:
    """Count that one was finished, not which."""
    kind = kind_of(flow)
    if kind == "exercise":
        count_when_kept(Use.EXERCISES_FINISHED)
    elif kind == "check":
        count_when_kept(Use.CHECKS_FINISHED)


def _reading(
    person: Person, attempt_id: uuid.UUID, flow: Flow, answers: Mapping[str, Any]
) -> bytes | None:
    """Return the reading of all answers, sealed; None for a questionnaire without scores."""
    if not flow.scores:
        return None
    return seal_reading(person.vault, attempt_id, reading_of(flow, answers))


@transaction.atomic
def save_answers(
    *,
    attempt: Attempt,
    values: Mapping[str, Any],
    by: Person,
    finished: bool = False,
    known: tuple[Flow, Mapping[str, Any]] | None = None,
) -> None:
    """Seal and keep some answers, each in place of the one before. Twice changes nothing.

    `known`: the questionnaire and all answers as they were with `attempt`, read after it; then the
    reading goes along. Without them, or when somebody wrote meanwhile, it is made when it is asked
    for. When this returns outside a transaction, the answers are on disk.
    """
    now, reading = timezone.now(), None
    if known is not None:
        flow, answers = known
        reading = _reading(by, attempt.pk, flow, {**answers, **values})
    _save(attempt, values, by, now, finished=finished, reading=reading)


def _save(
    attempt: Attempt,
    values: Mapping[str, Any],
    by: Person,
    now: datetime,
    *,
    finished: bool,
    reading: bytes | None = None,
) -> None:
    was_finished = attempt.finished_at is not None
    first_time = _touch(attempt, now, finished=finished, reading=reading)
    _keep(attempt, values, by, now)
    count_when_kept(Use.SAVES)
    if was_finished:
        renew_copies(attempt=attempt, by=by)
    if first_time:
        _count_finished(attempt.flow)
        tell_finished(by, attempt.flow)


def _touch(
    attempt: Attempt, now: datetime, *, finished: bool, reading: bytes | None = None
) -> bool:
    """Keep when it changed, and a reading of answers that nobody changed since they were read.

    Return whether it is finished now for the first time.
    """
    first_time = finished and attempt.finished_at is None
    if first_time:
        attempt.finished_at = now
    read_at, attempt.changed_at = attempt.changed_at, now
    here = Attempt.objects.filter(pk=attempt.pk)
    times = {"changed_at": now, "finished_at": attempt.finished_at}
    if reading and here.filter(changed_at=read_at).update(**times, sealed_reading=reading):
        return first_time
    if not here.update(**times, sealed_reading=None):
        raise Attempt.DoesNotExist("erased while it was being answered")
    return first_time


@transaction.atomic
def keep_note(*, attempt: Attempt, note: AttemptNote, by: Person) -> None:
    """Keep a note beside the answers, in place of the one before. The attempt keeps its day."""
    if not Attempt.objects.filter(pk=attempt.pk).exists():
        raise Attempt.DoesNotExist("erased while something was written beside it")
    _keep(attempt, {note.key: note.model_dump(mode="json")}, by, timezone.now())
    renew_copies(attempt=attempt, by=by)


def _keep(attempt: Attempt, values: Mapping[str, Any], by: Person, moment: datetime) -> None:
    forget_times(by)
    Answer.objects.bulk_create(
        list(_sealed(attempt, values, by, moment)),
        update_conflicts=True,
        unique_fields=["attempt", "question"],
        update_fields=["sealed", "saved_at"],
    )


def _sealed(
    attempt: Attempt, values: Mapping[str, Any], by: Person, moment: datetime
) -> Iterator[Answer]:
    for question, value in values.items():
        yield Answer(
            attempt=attempt,
            question=question,
            sealed=seal_value(by.vault, attempt.pk, question, value),
            saved_at=moment,
        )


def _keep_all(made: Sequence[tuple[Attempt, Mapping[str, Any]]], by: Person) -> None:
    """Keep the answers of new attempts, as old as these are."""
    forget_times(by)
    Answer.objects.bulk_create(
        [
            answer
            for attempt, answers in made
            for answer in _sealed(attempt, answers, by, attempt.changed_at)
        ]
    )


class Taken(Protocol):
    """An attempt as a parcel holds it: see carrying.TakenAttempt."""

    id: uuid.UUID
    questionnaire: str
    version: int
    started_at: datetime
    changed_at: datetime
    finished_at: datetime | None


class Returning(NamedTuple):
    """An attempt that comes back, with its questionnaire and its answers."""

    taken: Taken
    flow: Flow
    answers: Mapping[str, Any]


@transaction.atomic
def bring_back_attempts(*, person: Person, returning: Sequence[Returning]) -> int:
    """Put attempts from a parcel back; return how many this person did not have.

    An id that is somebody else's gives another id. No moment lies in the future. The statements are
    a few, however many attempts there are.
    """
    ids = {each.taken.id for each in returning}
    known = dict(Attempt.objects.filter(pk__in=ids).values_list("pk", "owner"))
    new = {e.taken.id: e for e in returning if known.get(e.taken.id) != person.owner.pk}
    made = [(_returned(person, each, known), each.answers) for each in new.values()]
    Attempt.objects.bulk_create([attempt for attempt, _answers in made])
    _keep_all(made, person)
    for flow in {attempt.flow for attempt, _answers in made if attempt.finished_at is not None}:
        tell_finished(person, flow)
    return len(made)


def _returned(person: Person, each: Returning, known: Container[uuid.UUID]) -> Attempt:
    taken, now = each.taken, timezone.now()
    attempt_id = uuid.uuid4() if taken.id in known else taken.id
    return Attempt(
        id=attempt_id,
        owner=person.owner,
        flow=taken.questionnaire,
        version=taken.version,
        started_at=min(taken.started_at, now),
        changed_at=min(taken.changed_at, now),
        finished_at=min(taken.finished_at, now) if taken.finished_at else None,
        sealed_reading=_reading(person, attempt_id, each.flow, each.answers),
    )


@transaction.atomic
def forget_answers(*, attempt: Attempt, questions: list[str]) -> None:
    """Erase some kept values, such as one's own version of a message."""
    attempt.answers.filter(question__in=questions).delete()


@transaction.atomic
def erase_attempt(*, attempt: Attempt, by: Person) -> None:
    """Erase one attempt with all its answers; its links end. Twice changes nothing."""
    for record in records_of(attempt.pk):
        withdraw_all_of(owner=attempt.owner, room=ROOM, record=record)
    Attempt.objects.filter(pk=attempt.pk).delete()
    forget_times(by)
    if attempt.finished_at is not None:
        tell_finished(by, attempt.flow)
