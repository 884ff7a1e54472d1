"""What can be wrong with a list or a row, as data; wording.py says it in the reader's language."""

from dataclasses import asdict, dataclass
from typing import Any

LONGEST_VALUE = 120


@dataclass(frozen=True)
class Problem:
    """Something in a row: which column, what stood there, why it cannot be, what may be meant."""

    field: str
    value: str
    code: str
    hint: str = ""

    def as_data(self) -> dict[str, Any]:
        """Return it as the database keeps it."""
        return asdict(self)


class Unreadable(ValueError):
    """A cell that cannot be read; `code` says why, `hint` what may be meant."""

    def __init__(self, code: str, hint: str = "") -> None:
        super().__init__(code)
        self.code, self.hint = code, hint


class CannotRead(ValueError):
    """A whole file that cannot be read; `code` says why, `hint` where."""

    def __init__(self, code: str, hint: str = "") -> None:
        super().__init__(code)
        self.code, self.hint = code, hint


def problem(field: str, value: str, error: Unreadable) -> Problem:
    """Return what is wrong with a cell."""
    shown = " ".join(value.split())[:LONGEST_VALUE]
    return Problem(field=field, value=shown, code=error.code, hint=error.hint)
