"""Words in a file, in the language of a page as far as they are there."""

import re
import unicodedata
from collections.abc import Mapping, MutableSet
from typing import Any

from balans.core.text import clean
from balans.questionnaires.fhir.naming import TRANSLATION

NOT_FREE = {"own", "csrfmiddlewaretoken"}
LONGEST_ID = 60


def translated(text: str, more: Mapping[str, Any], language: str) -> str:
    """Return a text in a language: its translation when the file has one, else as it stands."""
    for extension in _list(more.get("extension")):
        if not isinstance(extension, Mapping) or extension.get("url") != TRANSLATION:
            continue
        parts = {
            str(part.get("url")): part.get("valueCode")
            or part.get("valueString")
            or part.get("valueMarkdown")
            for part in _list(extension.get("extension"))
            if isinstance(part, Mapping)
        }
        if str(parts.get("lang", "")).split("-")[0] == language and parts.get("content"):
            return clean(parts["content"], lines=True)
    return clean(text, lines=True)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def named(text: str, taken: MutableSet[str]) -> str:
    """Return a name of ours for a linkId or a code, another one than those that are taken."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")
    if not name[:1].isalpha() or name in NOT_FREE or name.startswith("own-"):
        name = f"v-{name}".strip("-")
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found
