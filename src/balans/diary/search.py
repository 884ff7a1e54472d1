"""Finding in one's own words: without case or accents, a little forgiving about Dutch endings."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from balans.diary.words import MemoryWords

QUERY_LIMIT = 200
MOST_TERMS = 12
AROUND = 120
SHORT = 3
ENDINGS = ("en", "es", "je", "n", "s", "e")
LEAST_STEM = 3
KIN = {"z": "[zs]", "s": "[zs]", "v": "[vf]", "f": "[vf]"}
ACCENTS = re.compile(r"[\u0300-\u036f]+")
RUN = re.compile(r"(.)\1*", re.DOTALL)
PIECE = re.compile(r"[\w\u0300-\u036f]+|[^\w\s]+|\s+")


class Piece(NamedTuple):
    """A part of a text, and whether it is what was looked for."""

    text: str
    marked: bool


def fold(text: str) -> str:
    """Return a text in which case and accents make no difference."""
    low = text.casefold()
    if low.isascii():
        return low
    return ACCENTS.sub("", unicodedata.normalize("NFD", low))


class Searched(BaseModel):
    """What of a memory's words is searched: read without the rest, for there may be thousands."""

    model_config = ConfigDict(frozen=True)

    title: str
    text: str
    things: tuple[str, ...]
    question: str


@dataclass(frozen=True)
class Search:
    """What somebody looks for: every term must be there."""

    terms: tuple[re.Pattern[str], ...]

    def finds(self, words: Searched | MemoryWords) -> bool:
        """Return whether all terms stand somewhere in a memory."""
        text = fold("\n".join((words.title, words.text, *words.things, words.question)))
        return bool(self.terms) and all(term.search(text) for term in self.terms)

    def marks(self, text: str) -> Iterator[Piece]:
        """Yield the text in pieces, each word that matches a term marked."""
        plain = ""
        for part in PIECE.findall(text):
            if not part.isspace() and any(term.search(fold(part)) for term in self.terms):
                if plain:
                    yield Piece(plain, False)
                yield Piece(part, True)
                plain = ""
            else:
                plain += part
        if plain:
            yield Piece(plain, False)

    def excerpt(self, text: str) -> list[Piece]:
        """Return the surroundings of the first match, marked; the beginning when there is none."""
        return list(self.marks(self._around(" ".join(text.split()))))

    def _around(self, text: str) -> str:
        first, at = None, 0
        for piece in self.marks(text):
            if piece.marked:
                first = at
                break
            at += len(piece.text)
        start = max(0, (first or 0) - AROUND)
        end = max(start, first or 0) + 2 * AROUND
        if start:
            start = text.find(" ", start, first) + 1 or start
        if end < len(text):
            end = text.rfind(" ", start, end) if " " in text[start:end] else end
        return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def search_for(query: str) -> Search:
    """Return the search for what somebody typed; without words it finds nothing."""
    terms = dict.fromkeys(filter(None, map(_bare, fold(query[:QUERY_LIMIT]).split())))
    return Search(terms=tuple(_term(each) for each in list(terms)[:MOST_TERMS]))


def _bare(word: str) -> str:
    """Return a word without the signs around it; signs alone, like an emoji, stay."""
    return word.strip(".,;:!?\"'()[]“”‘’«»…").removesuffix("'s").removesuffix("’s")


def _term(word: str) -> re.Pattern[str]:
    """Return a pattern for a word: its stem, doubled letters or not, z as s, v as f.

    A short word must begin a word; a longer one may stand inside (a compound, "ge-").
    """
    stem = _stem(word)
    body = "".join(_letter(run[1], len(run[0])) for run in RUN.finditer(stem))
    return re.compile(body if len(_single(stem)) > SHORT else rf"(?<!\w){body}")


def _letter(sign: str, count: int) -> str:
    """Return a pattern for a letter once or a few times; bounded, so that no text takes long."""
    return f"{KIN.get(sign, re.escape(sign))}{{1,{max(count, 3)}}}"


def _single(word: str) -> str:
    return RUN.sub(r"\1", word)


def _stem(word: str) -> str:
    if not word.isalpha() or not word.isascii():
        return word
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(_single(stem)) >= LEAST_STEM:
            return stem
    return word


def texts_of(words: MemoryWords) -> str:
    """Return what an excerpt is cut from: the text, or the good things one after another."""
    return words.text if words.kind == "memory" else " · ".join(_filled(words.things))


def _filled(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line]
