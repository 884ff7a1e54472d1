"""What one text may point at: each room registers its kind, and nobody needs to import the room.

A reference is written as `kind:name`, in content files and in Markdown links.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from balans.core.content import ContentError

WRITTEN = re.compile(r"\]\(([a-z-]+):([a-z0-9-]*)\)")
SENTENCE = re.compile(r"(?<=[.!?])\s")
OUTSIDE = ("http", "https", "mailto", "tel")


def brief(text: str) -> str:
    """Return the first sentence of a text; after a question the answer as well."""
    first, *rest = SENTENCE.split(text.strip(), maxsplit=2)
    return f"{first} {rest[0]}" if first.endswith("?") and rest else first


@dataclass(frozen=True)
class Reference:
    """Something with a page of its own, in one language, as another page names it."""

    kind: str
    name: str
    title: str
    href: str
    text: str = ""
    """One or two sentences on what it brings."""

    about_dying: bool = False
    """Not shown to somebody who did not ask."""

    @property
    def brief(self) -> str:
        """Return the first sentence of the text; after a question the answer as well."""
        return brief(self.text)


@dataclass(frozen=True)
class Kind:
    """One kind of thing: `names` lists all of it, `find` shows one in a language.

    `find` raises KeyError for a name that is not there.
    """

    names: Callable[[], Iterable[str]]
    find: Callable[[str, str], Reference]


_kinds: dict[str, Kind] = {}


def register(name: str, kind: Kind) -> None:
    """Let a kind of thing be pointed at. Called once, when the room is ready."""
    _kinds[name] = kind


def refer(kind: str, name: str, language: str) -> Reference:
    """Return a reference. Raise KeyError when there is no such kind or thing."""
    return _kinds[kind].find(name, language)


def refer_if_there(kind: str, name: str, language: str) -> Reference | None:
    """Return a reference; None when there is no such kind or thing."""
    try:
        return refer(kind, name, language)
    except KeyError:
        return None


def references(kind: str, language: str) -> Iterator[Reference]:
    """Yield everything of a kind."""
    for name in _kinds[kind].names():
        yield refer(kind, name, language)


def check(kind: str, names: Iterable[str], *, where: str) -> None:
    """Raise ContentError that names each thing which is not there."""
    known = set(_kinds[kind].names())
    if missing := [each for each in names if each not in known]:
        raise ContentError([f"{where}: there is no {kind} '{each}'" for each in missing])


def check_written(markdown: str, *, where: str) -> None:
    """Raise ContentError for a link in a text that points at nothing."""
    for kind, name in WRITTEN.findall(markdown):
        if kind in OUTSIDE:
            continue
        if kind not in _kinds:
            raise ContentError([f"{where}: nothing is called '{kind}:'"])
        check(kind, [name], where=where)


def with_references(markdown: str, language: str) -> str:
    """Return the text with `kind:name` in links replaced by addresses."""

    def address(match: re.Match[str]) -> str:
        kind, name = match.groups()
        return match[0] if kind in OUTSIDE else f"]({refer(kind, name, language).href})"

    return WRITTEN.sub(address, markdown)
