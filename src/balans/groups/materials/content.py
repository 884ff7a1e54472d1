"""Materials of a group, as content: those of outreach, in a folder of their own."""

from collections.abc import Mapping

from balans.core.content import LANGUAGES
from balans.outreach.content import Letter, letter_called, letters

FOLDER = "group-letters"
OPEN_PLACES = frozenset(
    {
        "group",
        "dates",
        "next",
        "place",
        "join",
        "enter",
        "code",
        "facilitator",
        "contact",
        "organisation",
        "site",
    }
)
"""What is filled in for everybody."""

INSIDE_PLACES = frozenset({"meet", "there", "prepare"})
"""What only who takes part may read: where the video call is, and what to do beforehand."""


def materials(language: str) -> Mapping[str, Letter]:
    """Return every material of a group by name, in order. Raise ContentError."""
    return letters(language, FOLDER)


def material_called(slug: str, language: str) -> Letter:
    """Return the material with an address. Raise KeyError."""
    return letter_called(slug, language, FOLDER)


def load() -> None:
    """Read every material in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        materials(language)
