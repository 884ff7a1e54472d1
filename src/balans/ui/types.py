"""What components take: choices, rows of choices, errors."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One thing to choose; `value` is what the form posts."""

    value: str
    label: str
    hint: str = ""
    checked: bool = False


@dataclass(frozen=True)
class Row:
    """One thing to place, with its own choices; `name` is the HTML name of its radios."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Amount:
    """One thing to give a number for; `name` is the HTML name of its field."""

    name: str
    label: str
    value: str = ""
    error: str = ""


@dataclass(frozen=True)
class Error:
    """A message for the error summary, with the id of the field that it is about."""

    field_id: str
    text: str
