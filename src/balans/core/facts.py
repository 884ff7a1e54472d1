"""Facts that change: each stands once, with source and date, and is pulled in by name."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from balans.core.content import Content, ContentError, Words, decode, library

FACTS = "facts"
FACT = re.compile(r"\{fact:([a-z0-9-]+)\}")


class Fact(Content):
    """A number, address or amount as its source gave it on a date."""

    value: Words
    source: Words
    checked: date
    note: str = ""


_used: set[str] = set()
"""Names that content asked for: after all content was read, the others are used nowhere."""


@cache
def facts() -> Mapping[str, Fact]:
    """Return every fact by name, from every file in the folder. Raise ContentError."""
    known: dict[str, Fact] = {}
    for file in library().files(FACTS, suffix=".toml"):
        for name, each in library().read(FACTS, file).items():
            if name in known:
                raise ContentError([f"{FACTS}/{file}: '{name}' stands in another file too"])
            known[name] = decode(Fact, each, where=f"{FACTS}/{file}: {name}")
    return known


def fact(name: str, *, where: str) -> Fact:
    """Return one fact. Raise ContentError that names the file which asks for it."""
    known = facts()
    if name not in known:
        raise ContentError([f"{where}: there is no fact '{name}' in {FACTS}/"])
    _used.add(name)
    return known[name]


def unused() -> list[str]:
    """Return the facts that nothing asked for; right only after all content was read anew."""
    return sorted(set(facts()) - _used)


def with_facts(text: str, *, where: str) -> str:
    """Return the text with every {fact:name} filled in."""
    return FACT.sub(lambda match: fact(match[1], where=where).value, text)


def filled(value: Any, *, where: str) -> Any:
    """Return a table of texts, however deep, with every {fact:name} in it filled in."""
    if isinstance(value, str):
        return with_facts(value, where=where)
    if isinstance(value, dict):
        return {key: filled(each, where=where) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(each, where=where) for each in value]
    return value
