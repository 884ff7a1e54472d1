"""The rows of a CSV file: which separator it has, its header, and each row with its line."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from balans.directory.editing.reading.problems import CannotRead

SEPARATORS = (";", ",", "\t")
MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_CELL = 20_000
"""A cell longer than this is a quote that was never closed."""


@dataclass(frozen=True)
class Table:
    """A list with a header; `rows` are read when they are asked for."""

    header: tuple[str, ...]
    separator: str
    text: str

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield every row that is not empty, with the line it begins on (the header is line 1).

        The header once more, as where lists were pasted together, is no row.
        Raise CannotRead for a file that breaks off in the middle, or is too long.
        """
        found = _rows(self.text, self.separator, skip_header=True)
        for count, (line, cells) in enumerate(found, start=1):
            if count > MOST_ROWS:
                raise CannotRead("too_many_rows", str(MOST_ROWS))
            if tuple(" ".join(each.split()) for each in cells[:MOST_COLUMNS]) != self.header:
                yield line, cells


def table(text: str) -> Table:
    """Return a CSV file as a table. Raise CannotRead when it has no header."""
    separator, text = _separator(text)
    for _line, cells in _rows(text, separator):
        header = tuple(" ".join(each.split()) for each in cells)
        if len(header) > MOST_COLUMNS:
            raise CannotRead("too_many_columns")
        return Table(header=header, separator=separator, text=text)
    raise CannotRead("empty")


def _separator(text: str) -> tuple[str, str]:
    """Return the separator, and the text without the line in which Excel names it."""
    head, _newline, rest = text.partition("\n")
    if head.strip().lower().startswith("sep=") and len(head.strip()) == 5:
        return head.strip()[4], rest
    counts = {each: len(_first(text, each)) for each in SEPARATORS}
    return max(SEPARATORS, key=lambda each: counts[each]), text


def _first(text: str, separator: str) -> Sequence[str]:
    try:
        return next((cells for _line, cells in _rows(text[:100_000], separator)), [])
    except CannotRead:
        return []


def _rows(
    text: str, separator: str, *, skip_header: bool = False
) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    waiting = skip_header
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise CannotRead("broken_row", str(before + 1)) from error
        line, before = before + 1, reader.line_num
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise CannotRead("open_quote", str(line))
        if not any(cell.strip() for cell in cells):
            continue
        if waiting:
            waiting = False
            continue
        yield line, cells
