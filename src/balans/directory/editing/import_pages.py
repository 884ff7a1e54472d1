"""How an import is shown: which step it is at, and what each row would do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from balans.directory.editing.labels import Change, differences, parts
from balans.directory.editing.models import Import, ImportRow
from balans.directory.editing.wording import say
from balans.directory.offer import OfferRecord


@dataclass(frozen=True)
class Said:
    """Something about a cell: its column, what stood there, and what is the matter."""

    field: str
    value: str
    text: str


@dataclass(frozen=True)
class RowShown:
    """A row of a list as the editor sees it before anything changes."""

    row: ImportRow
    said: Sequence[Said]
    changes: Sequence[Change]
    parts: Sequence[tuple[str, str]]


def shown_rows(rows: Iterable[ImportRow]) -> list[RowShown]:
    """Return rows with what they would do, in words."""
    return [_shown(each) for each in rows]


def _shown(row: ImportRow) -> RowShown:
    said = [Said(each["field"], each["value"], say(each)) for each in row.notes]
    if not row.record or row.kind not in (ImportRow.Kind.NEW, ImportRow.Kind.CHANGED):
        return RowShown(row, said, (), ())
    record = OfferRecord.model_validate(row.record)
    if row.kind == ImportRow.Kind.CHANGED and row.offer is not None:
        return RowShown(row, said, differences(row.offer.as_record(), record), ())
    read = [(label, text) for _key, label, text in parts(record) if text]
    return RowShown(row, said, (), read)


def step_of(found: Import) -> str:
    """Return what the page is about: columns, busy, look, result or failed."""
    return {
        Import.State.COLUMNS: "columns",
        Import.State.READY: "look",
        Import.State.DONE: "result",
        Import.State.UNDONE: "result",
        Import.State.FAILED: "failed",
    }.get(Import.State(found.state), "busy")
