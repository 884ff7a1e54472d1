"""What somebody's times through a questionnaire gave, without opening their answers."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from balans.accounts.person import Person
from balans.core.vault import CannotOpen
from balans.questionnaires.content import Catalogue, Flow
from balans.questionnaires.models import READING, Answer, Attempt, seal_reading
from balans.questionnaires.reading import Done, Reading, read, reading_of


class Row(NamedTuple):
    """An attempt as the database lists it, still sealed."""

    id: uuid.UUID
    flow: str
    version: int
    changed: datetime
    finished: datetime | None
    sealed: bytes | None


COLUMNS = ("pk", "flow", "version", "changed_at", "finished_at", "sealed_reading")


def rows_of(person: Person | None, names: Iterable[str]) -> list[Row]:
    """Return the attempts of a person at some questionnaires, the newest first. One query."""
    mine = Attempt.objects.visible_to(person).filter(flow__in=list(names)).order_by("-started_at")
    return [Row._make(each) for each in mine.values_list(*COLUMNS)]


def results_of(person: Person, rows: Sequence[Row], known: Catalogue) -> list[Done]:
    """Return what these attempts gave, the newest first.

    Readings that are missing or of another form are made from the answers and kept, once: one query
    more, and one for each of them.
    """
    flows = {(row.flow, row.version): known.get(row.flow, row.version) for row in rows}
    seen: dict[tuple[bytes, str, int], Reading | None] = {}
    found = {row.id: _opened(person, row, flows[row.flow, row.version], seen) for row in rows}
    if missing := [row for row in rows if found[row.id] is None]:
        found |= _made_anew(person, missing, flows)
    zone = timezone.get_current_timezone()
    done = [
        Done(
            row.id,
            flows[row.flow, row.version],
            row.version,
            (row.finished or row.changed).astimezone(zone),
            row.finished is not None,
            reading.numbers,
            reading.silent,
        )
        for row in rows
        if (reading := found[row.id]) is not None
    ]
    return sorted(done, key=attrgetter("when"), reverse=True)


def _opened(
    person: Person, row: Row, flow: Flow, seen: dict[tuple[bytes, str, int], Reading | None]
) -> Reading | None:
    """Return the reading that is kept, None when it must be made. Few differ: each is read once."""
    if not flow.scores:
        return Reading(version=flow.version, numbers={})
    if row.sealed is None:
        return None
    try:
        content = person.vault.open(bytes(row.sealed), record=str(row.id), field=READING)
        key = (content, flow.name, flow.version)
        if key not in seen:
            seen[key] = read(content, flow)
    except (CannotOpen, ValueError, TypeError):
        return None
    return seen[key]


def _made_anew(
    person: Person, rows: Sequence[Row], flows: Mapping[tuple[str, int], Flow]
) -> dict[uuid.UUID, Reading | None]:
    answers: dict[uuid.UUID, dict[str, Any]] = {row.id: {} for row in rows}
    for answer in Answer.objects.filter(attempt__in=list(answers)).only(*_ANSWER):
        answers[answer.attempt_id][answer.question] = answer.read(person.vault)
    made = {row.id: reading_of(flows[row.flow, row.version], answers[row.id]) for row in rows}
    _keep(person, rows, made)
    return dict(made)


_ANSWER = ("attempt_id", "question", "sealed")


@transaction.atomic
def _keep(person: Person, rows: Sequence[Row], made: Mapping[uuid.UUID, Reading]) -> None:
    """Keep readings, except where answers were saved since: theirs would be an older one."""
    for row in rows:
        still = Attempt.objects.filter(pk=row.id, changed_at=row.changed)
        still.update(sealed_reading=seal_reading(person.vault, row.id, made[row.id]))
