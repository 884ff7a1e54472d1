"""Help beside the versions of a questionnaire: what fits each option, and where it is shown.

Help comes and goes, a published version does not: so this stands outside the versions (ADR 0020).
"""

from typing import Any

from balans.core.content import ContentError, Id, Provenance, decode, library
from balans.questionnaires.blocks import SuggestionsBlock
from balans.questionnaires.blocks.support import SuggestionsWords

FLOWS = "flows"
HELP, BLOCK = "help.toml", "steun"


class Help(Provenance):
    """The block of help of one questionnaire in one language, and where it stands."""

    before: Id
    """The block that it stands before in the outcome; at the end when a version lacks that one."""

    block: SuggestionsBlock


def read_help(name: str, language: str) -> Help | None:
    """Return the help of a questionnaire; None for one without. Raise ContentError."""
    if HELP not in library().files(FLOWS, name, suffix=".toml"):
        return None
    where = f"{FLOWS}/{name}/{HELP}"
    words = library().decode(SuggestionsWords, FLOWS, name, f"help.{language}.toml")
    data = library().read(FLOWS, name, HELP)
    about: dict[str, Any] = {
        key: data.pop(key) for key in ("before", "reviewed", "sources") if key in data
    }
    found = {**data, "id": BLOCK, "kind": "suggestions", "words": words}
    return decode(Help, {**about, "block": found}, where=where)


def attached(blocks: list[Any], help_: Help | None) -> list[Any]:
    """Return the blocks of a version with its help in place. Raise ContentError for two."""
    if help_ is None:
        return blocks
    ids = [block.get("id") for block in blocks]
    if BLOCK in ids:
        raise ContentError([f"outcome.{BLOCK}: help stands in {HELP}, not in a version"])
    at = ids.index(help_.before) if help_.before in ids else len(ids)
    return [*blocks[:at], help_.block, *blocks[at:]]
