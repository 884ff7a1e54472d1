"""Facts that change: each stands once, with source and date, and is pulled in by name."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from balans.core.content import Content, ContentError, Words, decode, library

FACT = re.compile(r"\{fact:([a-z0-9-]+)\}")


class Fact(Content):
    """A number, address or amount as its source gave it on a date."""

    value: Words
    source: Words
    checked: date
    note: str = ""


@cache
def facts() -> Mapping[str, Fact]:
    """Return every fact by name. Raise ContentError."""
    raw = library().read("facts.toml")
    return {name: decode(Fact, each, where=f"facts.toml: {name}") for name, each in raw.items()}


def fact(name: str, *, where: str) -> Fact:
    """Return one fact. Raise ContentError that names the file which asks for it."""
    known = facts()
    if name not in known:
        raise ContentError([f"{where}: facts.toml has no fact '{name}'"])
    return known[name]


def with_facts(text: str, *, where: str) -> str:
    """Return the text with every {fact:name} filled in."""
    return FACT.sub(lambda match: fact(match[1], where=where).value, text)
