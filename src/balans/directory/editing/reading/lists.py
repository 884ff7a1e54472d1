"""A whole list: its rows by column, whichever form it came in."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from balans.directory.editing.reading import hsds
from balans.directory.editing.reading.dates import slash_order
from balans.directory.editing.reading.decoding import Decoded
from balans.directory.editing.reading.problems import CannotRead, Problem
from balans.directory.editing.reading.rows import Known, Understood, understood
from balans.directory.editing.reading.table import table


@dataclass(frozen=True)
class Raw:
    """A row before it is understood: where it begins (of JSON: the number of the service)."""

    line: int
    values: Mapping[str, str]
    cells: int = 0


def raw_rows(file: Decoded, columns: Sequence[str]) -> Iterator[Raw]:
    """Yield the rows of a list; `columns` say what each cell of a CSV is. Raise CannotRead."""
    if file.kind == "json":
        for number, service in enumerate(hsds.services(file.text).services, start=1):
            yield Raw(number, hsds.values(service))
        return
    found = table(file.text)
    for line, row in found.rows():
        named = {
            name: cell for name, cell in zip(columns, row, strict=False) if name and cell.strip()
        }
        yield Raw(line, named, len(row))


def read_list(
    file: Decoded, columns: Sequence[str], known: Known
) -> Iterator[tuple[int, Understood]]:
    """Yield every row of a list as we understand it, with its line. Raise CannotRead.

    An id that stands in the file twice is wrong in both rows: which one would it be?
    """
    rows = list(raw_rows(file, columns))
    if not rows:
        raise CannotRead("no_rows")
    order = slash_order(each.values.get("nagekeken op", "") for each in rows)
    known = replace(known, order=order)
    meant = [understood(each.values, known) for each in rows]
    times, first = Counter(each.source_id for each in meant), dict[str, int]()
    for row, found in zip(rows, meant, strict=True):
        source_id = found.source_id
        if row.cells > len(columns) and file.kind == "csv":
            found.problems.append(Problem("", str(row.cells), "too_many_cells", str(len(columns))))
        if times[source_id] > 1:
            others = str(first.setdefault(source_id, row.line))
            found.problems.append(Problem("id", source_id[:120], "twice", others))
        yield row.line, found
