"""What the doctor found: one thing that is wrong, why it matters, and what to do."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How bad it is. A note is worth knowing, and asks nothing today."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


CODES = {Level.NOTE: 0, Level.WARNING: 1, Level.ERROR: 2}


@dataclass(frozen=True)
class Finding:
    """One finding: its name stays the same, so that a monitor can know it again."""

    name: str
    level: Level
    what: str
    why: str
    do: str

    def line(self) -> str:
        """Return all of it in one line."""
        return f"{self.level:<7}  {self.name}: {self.what} {self.why} {self.do}"


Findings = list[Finding]


def error(name: str, what: str, why: str, do: str) -> Findings:
    """Return what keeps people out, loses words or shows them."""
    return [Finding(name, Level.ERROR, what, why, do)]


def warning(name: str, what: str, why: str, do: str) -> Findings:
    """Return what goes wrong sooner or later."""
    return [Finding(name, Level.WARNING, what, why, do)]


def note(name: str, what: str, why: str, do: str) -> Findings:
    """Return what is worth knowing."""
    return [Finding(name, Level.NOTE, what, why, do)]


def exit_code(found: Iterable[Finding]) -> int:
    """Return 0 when all is fine, 1 with warnings, 2 with errors."""
    return max((CODES[each.level] for each in found), default=0)


def summary(found: Findings) -> str:
    """Return how much was found, in one line."""
    numbers = [(sum(each.level == level for each in found), level) for level in reversed(Level)]
    said = [f"{number} {level}{'s' if number > 1 else ''}" for number, level in numbers if number]
    return ", ".join(said) or "all is well"


def as_data(found: Findings) -> dict[str, Any]:
    """Return it for a program."""
    return {"exit_code": exit_code(found), "findings": [asdict(each) for each in found]}
