"""Suggestions while typing: needs, texts, help and exercises whose words begin so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from balans.directory.needs import needs
from balans.search.actions import state
from balans.search.content import dying_words
from balans.search.models import Entry
from balans.search.words import cleaned, is_stop_word, words_of

LEAST_SIGNS, MOST = 2, 8
ORDER = ("need", "article", "offer", "exercise", "pathway")
TITLE, WAY = 0, 1
NEEDS_BY_WAY = 2
"""How many needs that people say so come before pages that are called so."""


@dataclass(frozen=True)
class Suggestion:
    """A page that may be meant. `said` are the words of its title, and of the ways to say it."""

    kind: str
    title: str
    href: str
    about_dying: bool
    said: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=4)
def _known(language: str, stamp: str) -> tuple[Suggestion, ...]:
    ways = {name: need.ways for name, need in needs(language).items()}
    rows = Entry.objects.filter(language=language).exclude(kind=Entry.Kind.LOCAL)
    return tuple(
        Suggestion(
            kind=row.kind,
            title=row.title,
            href=row.href,
            about_dying=row.about_dying,
            said=tuple(
                tuple(words_of(text))
                for text in (row.title, *(ways.get(row.name, ()) if row.kind == "need" else ()))
            ),
        )
        for row in rows.only("kind", "name", "title", "href", "about_dying")
    )


def suggest(typed: str, language: str) -> list[Suggestion]:
    """Return at most eight pages that somebody may be typing about, the likeliest first."""
    line, _is_cut = cleaned(typed)
    words = words_of(line)
    telling = [each for each in words[:-1] if not is_stop_word(each, language)] + words[-1:]
    if len("".join(words)) < LEAST_SIGNS:
        return []
    asks = dying_words(language).are_said(words)
    stamp, _lexicons = state()
    fits = sorted(_fitting(_known(language, stamp), telling, asks), key=lambda each: each[0])
    by_way = [suggestion for order, suggestion in fits if order[0] == WAY]
    by_title = [suggestion for order, suggestion in fits if order[0] == TITLE]
    needs_first = [each for each in by_title if each.kind == "need"] + by_way[:NEEDS_BY_WAY]
    ordered = dict.fromkeys((*needs_first, *by_title, *by_way))
    return list(ordered)[:MOST]


def _fitting(
    known: Sequence[Suggestion], words: Sequence[str], asks_about_dying: bool
) -> Iterator[tuple[tuple[int, int, str], Suggestion]]:
    for each in known:
        if each.about_dying and not asks_about_dying:
            continue
        where = next((n for n, said in enumerate(each.said) if _begins(words, said)), None)
        if where is not None:
            kind = ORDER.index(each.kind)
            yield (min(where, WAY), kind, each.title), each


def _begins(words: Sequence[str], said: Sequence[str]) -> bool:
    """Return whether every word that was typed begins some word that is said."""
    return all(any(there.startswith(word) for there in said) for word in words)
