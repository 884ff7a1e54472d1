"""Asking the index for candidates: one expression, said to FTS5 or to PostgreSQL.

The database finds, and never ranks: which candidates are best is counted in `scoring.py`, so that
both databases answer alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from balans.search.query import Choice, Concept
from balans.search.scoring import Terms

OF_TITLES = 0.4
"""Which share of the candidates must have a word in their title."""

COLUMNS = "e.id, e.kind, e.about_dying, e.title_terms, e.key_terms, e.body_terms"


@dataclass(frozen=True)
class Candidate:
    """An entry that may answer."""

    id: int
    kind: str
    about_dying: bool
    terms: Terms


@dataclass(frozen=True)
class Grammar:
    """How a database says an expression over terms, which are a to z, digits and `_`."""

    word: str
    all: str
    any: str

    def choice(self, choice: Choice) -> str:
        return self.joined(self.all, (self.word.format(each) for each in choice.terms))

    def concept(self, concept: Concept) -> str:
        return self.joined(self.any, map(self.choice, concept.choices))

    def words(self, words: Iterable[str]) -> str:
        return self.joined(self.any, map(self.word.format, words))

    def joined(self, sign: str, parts: Iterable[str]) -> str:
        return f"({sign.join(dict.fromkeys(parts))})"


FTS5 = Grammar(word='"{}"', all=" AND ", any=" OR ")
TSQUERY = Grammar(word="'{}'", all=" & ", any=" | ")


def candidates(
    concepts: Sequence[Concept], places: Sequence[str], *, most: int, every: bool = False
) -> list[Candidate]:
    """Return about `most` entries of these places that speak of some concept (or of `every` one).

    Those with a word in the title are not crowded out by the others.
    """
    if not concepts or not places:
        return []
    grammar = FTS5 if connection.vendor == "sqlite" else TSQUERY
    sign = grammar.all if every else grammar.any
    asked = grammar.joined(sign, map(grammar.concept, concepts))
    within = grammar.words(places)
    statement, values = (_fts5 if connection.vendor == "sqlite" else _tsquery)(asked, within, most)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_candidate(row) for row in cursor.fetchall()]


def _fts5(asked: str, within: str, most: int) -> tuple[str, list[str | int]]:
    one = "SELECT rowid AS id FROM search_words WHERE search_words MATCH %s LIMIT %s"
    anywhere = f"{{title_terms key_terms body_terms}} : {asked} AND found_in : {within}"
    titled = f"title_terms : {asked} AND found_in : {within}"
    return _both(one), [titled, int(most * OF_TITLES), anywhere, most]


def _tsquery(asked: str, within: str, most: int) -> tuple[str, list[str | int]]:
    one = "SELECT id FROM search_entry WHERE {} LIMIT %s"
    titled = one.format("title_words @@ %s::tsquery AND words @@ %s::tsquery ORDER BY id")
    anywhere = one.format("words @@ %s::tsquery ORDER BY id")
    return (
        _both(titled, anywhere),
        [asked, within, int(most * OF_TITLES), f"{asked} & {within}", most],
    )


def _both(titled: str, anywhere: str = "") -> str:
    found = f"SELECT id FROM ({titled}) AS t UNION SELECT id FROM ({anywhere or titled}) AS a"
    return f"SELECT {COLUMNS} FROM search_entry e JOIN ({found}) AS f ON e.id = f.id"


def _candidate(row: tuple[int, str, bool, str, str, str]) -> Candidate:
    number, kind, about_dying, title, keys, body = row
    return Candidate(number, kind, bool(about_dying), Terms(title, keys, body))
