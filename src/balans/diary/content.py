"""Questions that invite to write a memory, as content; and which one comes now.

Nothing is kept about what was shown: the day, the owner and the address decide (docs/adr/0009).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field

from balans.core.content import LANGUAGES, Content, ContentError, Id, Provenance, Words, library

PROMPTS = "prompts"
Relation = Literal["", "partner", "parent", "child", "friend", "neighbour"]


class GroupEntry(Provenance):
    """Structure of a group of prompts. An empty relation fits everybody."""

    order: int
    relation: Relation = ""
    bereaved: bool = False
    """Only for who lost their loved one."""

    ids: tuple[Id, ...] = Field(min_length=1)
    living: tuple[Id, ...] = ()
    """Of these ids the ones that presume a loved one who lives."""


class GroupWords(Content):
    title: Words
    questions: dict[str, Words]


@dataclass(frozen=True)
class Prompt:
    """One question that invites to write, in one language."""

    id: Id
    text: str
    relation: Relation
    bereaved: bool
    living: bool = False
    """Whether it presumes a loved one who lives."""


@dataclass(frozen=True)
class Group:
    """Prompts that belong together, as a page lists them."""

    name: str
    title: str
    order: int
    prompts: tuple[Prompt, ...]
    reviewed: date


@cache
def groups(language: str) -> tuple[Group, ...]:
    """Return every group in the order of the page. Raise ContentError."""
    found = [_group(name, language) for name in library().items(PROMPTS)]
    ids = [prompt.id for group in found for prompt in group.prompts]
    if twice := sorted({each for each in ids if ids.count(each) > 1}):
        raise ContentError([f"{PROMPTS}: ids stand twice: {', '.join(twice)}"])
    return tuple(sorted(found, key=lambda each: each.order))


def _group(name: str, language: str) -> Group:
    entry = library().decode(GroupEntry, PROMPTS, name, "prompts.toml")
    words = library().decode(GroupWords, PROMPTS, name, f"{language}.toml")
    if missing := set(entry.ids) ^ set(words.questions):
        where = f"{PROMPTS}/{name}/{language}.toml"
        raise ContentError([f"{where}: questions: not the same ids as prompts.toml: {missing}"])
    return Group(
        name=name,
        title=words.title,
        order=entry.order,
        prompts=tuple(
            Prompt(
                each, words.questions[each], entry.relation, entry.bereaved, each in entry.living
            )
            for each in entry.ids
        ),
        reviewed=entry.reviewed,
    )


@cache
def prompts(language: str) -> Mapping[str, Prompt]:
    """Return every prompt by id. Raise ContentError."""
    return {prompt.id: prompt for group in groups(language) for prompt in group.prompts}


def load() -> None:
    """Read everything in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        prompts(language)


def offered(known: Mapping[str, Prompt], *, bereaved: bool = False) -> list[str]:
    """Return the ids that may come by themselves: those that fit everybody, in this time."""
    return [each.id for each in known.values() if not each.relation and _fits(each, bereaved)]


def _fits(prompt: Prompt, bereaved: bool) -> bool:
    return not prompt.living if bereaved else not prompt.bereaved


def in_grief(known: Sequence[Group]) -> list[Group]:
    """Return the groups for the bereaved: their own first, and nothing that presumes the living."""
    kept = [
        replace(group, prompts=tuple(each for each in group.prompts if not each.living))
        for group in known
    ]
    return sorted(kept, key=lambda group: not group.prompts[0].bereaved)


def shuffled(ids: Sequence[str], seed: str) -> list[str]:
    """Return ids in an order of the owner's own."""
    return sorted(ids, key=lambda each: hashlib.sha256(f"{seed} {each}".encode()).digest())


def of_the_day(ids: Sequence[str], seed: str, day: date) -> str:
    """Return the id that a day begins with.

    Even and odd days take turns with two halves, so that a day never begins with what was asked
    for the day before, however often somebody asked for another one.
    """
    half = _half(ids, seed, day)
    return half[day.toordinal() // 2 % len(half)]


def another(ids: Sequence[str], seed: str, day: date, current: str) -> str:
    """Return the id after the current one: another one, until all of the day's half were there."""
    half = _half(ids, seed, day)
    if current not in half:
        return of_the_day(ids, seed, day)
    return half[(half.index(current) + 1) % len(half)]


def _half(ids: Sequence[str], seed: str, day: date) -> list[str]:
    order = shuffled(ids, seed)
    return order[day.toordinal() % 2 :: 2] if len(order) >= 4 else order
