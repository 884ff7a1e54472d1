"""What somebody's times through a questionnaire gave, without opening their answers."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import BooleanField, DateTimeField, ExpressionWrapper, Q
from django.db.models.functions import Coalesce
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
    moment: datetime | str
    """When it was finished, else touched last: see `_moment`."""

    finished: bool
    sealed: bytes | None


COLUMNS = ("pk", "flow", "version", "told_at", "is_finished", "sealed_reading")


class _Plain(DateTimeField):  # type: ignore[type-arg]
    """A moment as the database gives it: Django takes longer to read one than a vault to open."""

    def get_internal_type(self) -> str:
        return "PlainMoment"


def _moment(plain: datetime | str) -> datetime:
    """Return a moment; SQLite keeps it as text, in UTC."""
    if isinstance(plain, datetime):
        return plain
    return datetime.fromisoformat(plain).replace(tzinfo=UTC)


def rows_of(person: Person | None, names: Iterable[str]) -> list[Row]:
    """Return the attempts of a person at some questionnaires, the newest first. One query."""
    mine = Attempt.objects.visible_to(person).filter(flow__in=list(names)).order_by("-started_at")
    # One moment and not two: of hundreds of rows, reading moments takes longest.
    told = mine.annotate(
        told_at=Coalesce("finished_at", "changed_at", output_field=_Plain()),
        is_finished=ExpressionWrapper(Q(finished_at__isnull=False), BooleanField()),
    )
    return list(map(Row._make, told.values_list(*COLUMNS)))


def results_of(person: Person, rows: Sequence[Row], known: Catalogue) -> list[Done]:
    """Return what these attempts gave, the newest first.

    Readings that are missing or of another form are made from the answers and kept, once: two
    queries more, and one for each of them.
    """
    flows = {(row.flow, row.version): known.get(row.flow, row.version) for row in rows}
    seen: dict[tuple[bytes, str, int], Reading | None] = {}
    kept = [_opened(person, row, flows[row.flow, row.version], seen) for row in rows]
    found = list(zip(rows, kept, strict=True))
    if missing := [row for row, reading in found if reading is None]:
        made = _made_anew(person, missing, flows)
        found = [(row, made.get(row.id) if reading is None else reading) for row, reading in found]
    zone = timezone.get_current_timezone()
    done = [
        Done(
            row.id,
            flows[row.flow, row.version],
            row.version,
            _moment(row.moment).astimezone(zone),
            row.finished,
            reading.numbers,
            reading.silent,
        )
        for row, reading in found
        if reading is not None
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
    # When they changed is read before what they hold: what changes in between is then not kept.
    changed = dict(Attempt.objects.filter(pk__in=answers).values_list("pk", "changed_at"))
    for answer in Answer.objects.filter(attempt__in=list(answers)):
        answers[answer.attempt_id][answer.question] = answer.read(person.vault)
    made = {row.id: reading_of(flows[row.flow, row.version], answers[row.id]) for row in rows}
    _keep(person, changed, made)
    return dict(made)


@transaction.atomic
def _keep(
    person: Person, changed: Mapping[uuid.UUID, datetime], made: Mapping[uuid.UUID, Reading]
) -> None:
    """Keep readings, except where answers were saved since: theirs would be an older one."""
    for attempt_id, moment in changed.items():
        still = Attempt.objects.filter(pk=attempt_id, changed_at=moment)
        still.update(sealed_reading=seal_reading(person.vault, attempt_id, made[attempt_id]))
