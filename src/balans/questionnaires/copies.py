"""Copies of what came out of an attempt, for whoever holds a link, each with a key of its own.

The answers are sealed with the owner's whole vault, so a link cannot open them. While an outcome
is shared a copy lies beside it, sealed under the part that the link opens; it follows the answers,
and goes when the last link ends (docs/adr/0025).
"""

import uuid
from datetime import date

from django.utils import timezone
from pydantic import JsonValue

from balans.accounts.person import Person
from balans.core.content import Content
from balans.core.padding import with_room
from balans.core.vault import Vault
from balans.questionnaires.models import Attempt, SharedResult
from balans.questionnaires.notes import NOTES, Conversation, note_of

ROOM = "results"
WITH_QUESTIONS = "+questions"
FIELD = "result"
BLOCK_BYTES = 1024
"""Any answers to a check fit in one: the length does not say how many times somebody said yes."""


class Copy(Content):
    """What a link shows: the answers, their day, and one's own questions if those go along."""

    questionnaire: str
    version: int
    day: date
    answers: dict[str, JsonValue]
    questions: tuple[str, ...] = ()
    wish: str = ""


def record_of(attempt_id: uuid.UUID, *, with_questions: bool = False) -> str:
    """Return the name under which an attempt is shared: alone, or with one's own questions."""
    return f"{attempt_id}{WITH_QUESTIONS if with_questions else ''}"


def records_of(attempt_id: uuid.UUID) -> tuple[str, str]:
    """Return every name under which an attempt may be shared."""
    return record_of(attempt_id), record_of(attempt_id, with_questions=True)


def part_of(record: str) -> str:
    """Return the name of the part whose key opens this copy alone."""
    return f"result {record}"


def keep_copy(*, attempt: Attempt, record: str, by: Person) -> None:
    """Seal what a link to this record may show, in place of the copy before."""
    kept = SharedResult(attempt=attempt, record=record, sealed=_sealed(attempt, record, by))
    SharedResult.objects.bulk_create(
        [kept], update_conflicts=True, unique_fields=["record"], update_fields=["sealed"]
    )


def renew_copies(*, attempt: Attempt, by: Person) -> None:
    """Let every copy of an attempt follow what changed. One query when nothing is shared."""
    for record in SharedResult.objects.filter(attempt=attempt).values_list("record", flat=True):
        keep_copy(attempt=attempt, record=record, by=by)


def let_go(owner_id: uuid.UUID, record: str) -> None:
    """Erase a copy. Twice changes nothing."""
    SharedResult.objects.filter(attempt__owner=owner_id, record=record).delete()


def read_copy(kept: SharedResult, part: Vault) -> Copy:
    """Return a copy, with the key of its part. Raise CannotOpen."""
    words = part.open(bytes(kept.sealed), record=kept.record, field=FIELD)
    return Copy.model_validate_json(words)


def _sealed(attempt: Attempt, record: str, by: Person) -> bytes:
    words = with_room(_copy(attempt, record, by).model_dump_json().encode(), BLOCK_BYTES)
    return by.vault.within(part_of(record)).seal(words, record=record, field=FIELD)


def _copy(attempt: Attempt, record: str, by: Person) -> Copy:
    values = attempt.read_answers(by.vault)
    asked = note_of(Conversation, values) if record.endswith(WITH_QUESTIONS) else None
    return Copy(
        questionnaire=attempt.flow,
        version=attempt.version,
        day=timezone.localdate(attempt.moment),
        answers={key: each for key, each in values.items() if key not in NOTES},
        questions=asked.questions if asked else (),
        wish=asked.wish if asked else "",
    )
