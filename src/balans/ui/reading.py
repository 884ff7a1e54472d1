"""Reading settings: larger letters, more room, a calm page, light or dark. Kept in one cookie."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LETTERS = ("1", "2", "3")
COLOURS = ("", "licht", "donker")


@dataclass(frozen=True)
class ReadingSettings:
    """How somebody likes to read. The defaults are what a new visitor gets."""

    letters: str = "1"
    roomy: bool = False
    calm: bool = False
    colour: str = ""

    @property
    def changed(self) -> bool:
        return self != ReadingSettings()


def parse(cookie: str) -> ReadingSettings:
    """Return the settings in a cookie; anything strange gives the default for that setting."""
    parts = dict(part.split("=", 1) for part in cookie.split(".") if "=" in part)
    return from_form(
        {
            "letters": parts.get("l"),
            "roomy": parts.get("r"),
            "calm": parts.get("k"),
            "colour": parts.get("c"),
        }
    )


def from_form(form: Mapping[str, Any]) -> ReadingSettings:
    """Return the settings in a posted form; anything strange gives the default."""
    letters, colour = form.get("letters"), form.get("colour")
    return ReadingSettings(
        letters=letters if letters in LETTERS else "1",
        roomy=form.get("roomy") == "1",
        calm=form.get("calm") == "1",
        colour=colour if colour in COLOURS and colour else "",
    )


def write(settings: ReadingSettings) -> str:
    """Return the settings as they stand in the cookie; empty for the defaults."""
    if not settings.changed:
        return ""
    parts = {
        "l": settings.letters,
        "r": int(settings.roomy),
        "k": int(settings.calm),
        "c": settings.colour,
    }
    return ".".join(f"{name}={value}" for name, value in parts.items())
