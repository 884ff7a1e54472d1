"""Searching: from what somebody typed to what the page shows."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from django.db.models import Max

from balans.articles.content import articles
from balans.directory.municipalities import Municipality
from balans.directory.needs import needs
from balans.search.actions import state
from balans.search.content import dying_words, synonym_groups, urgent_groups
from balans.search.index import Candidate, candidates, that_say_all
from balans.search.lexicon import Lexicon
from balans.search.meaning import SURE, Meanings, Meant, Said, answer_among, meanings_of
from balans.search.models import KnownWord
from balans.search.places import anywhere, country, first_term, need_term, place_in, within
from balans.search.query import PART, Choice, Concept, Query, Reader
from balans.search.scoring import Scorer, least
from balans.search.spelling import nearest
from balans.search.synonyms import Thesaurus, thesaurus_of
from balans.search.urgent import whom_to_call
from balans.search.words import cleaned, words_of

Group = Literal["needs", "articles", "offers", "exercises"]
GROUPS: Mapping[Group, tuple[str, ...]] = {
    "needs": ("need",),
    "articles": ("article", "pathway"),
    "offers": ("local", "offer"),
    "exercises": ("exercise",),
}
LOOKED_FOR = 0.5
"""A concept that tells less than this share of the one that tells most is not looked up."""

OF_A_NEED, SOMEWHAT, LIKELY_NEEDS = 0.8, 0.6, 3
LEARN_EVERY_SECONDS = 30
MOST_OF_THE_COUNTRY, MOST_NEAR = 150, 60
"""How many candidates are looked at."""


class Hit(NamedTuple):
    """An entry that answers, and how well."""

    id: int
    kind: str
    about_dying: bool
    score: float
    covers: bool
    """Whether it speaks of everything that was asked."""


@dataclass(frozen=True)
class Found:
    """What a search found; `hits` by group, the best first."""

    text: str
    is_cut: bool
    call: tuple[str, ...] = ()
    """Helplines that must stand first."""

    answer: str = ""
    """The need that is surely meant."""

    likely: tuple[str, ...] = ()
    """Other needs that may be meant."""

    mended: str = ""
    """The query without its probable mistakes, empty when there are none."""

    place: Municipality | None = None
    place_asked: bool = False
    """Whether the query itself names the place."""

    asks_about_dying: bool = False
    names_one_thing: bool = False
    """Whether one telling word was asked for, such as the name of a scheme."""

    hits: Mapping[Group, tuple[Hit, ...]] | None = None
    folded: tuple[Hit, ...] = ()
    """What is about dying, for somebody who did not ask."""

    elsewhere: tuple[Hit, ...] = ()
    """Local offers of other municipalities, when there is nothing else."""

    @property
    def total(self) -> int:
        return sum(map(len, (self.hits or {}).values())) + len(self.elsewhere)


@dataclass(frozen=True)
class Searcher:
    """Everything that one language needs to be searched; made once, and again after a change."""

    lexicon: Lexicon
    thesaurus: Thesaurus
    local_words: frozenset[str]

    @cached_property
    def meanings(self) -> Meanings:
        language = self.lexicon.language
        known = articles(language)
        said = {
            name: Said(
                ways=(need.title, *need.ways),
                texts=(
                    need.answer,
                    *(known[each].prose.text for each in need.entry.articles if each in known),
                ),
            )
            for name, need in needs(language).items()
        }
        return meanings_of(said, self.lexicon, self.thesaurus)

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """Return every word that a mistake may have meant."""
        return tuple(sorted({*self.lexicon.words, *self.thesaurus.words, *self.local_words}))

    @cached_property
    def reader(self) -> Reader:
        return Reader(
            lexicon=self.lexicon,
            thesaurus=self.thesaurus,
            knows=self.local_words.__contains__,
            near=lru_cache(maxsize=2_000)(
                lambda word: nearest(word, self.vocabulary, self.lexicon.words)
            ),
        )


_learnt: dict[str, tuple[float, int, frozenset[str]]] = {}
_searchers: dict[str, tuple[tuple[str, int], Searcher]] = {}


def _local_words() -> tuple[int, frozenset[str]]:
    """Return the words of local offers with their newest number; asked for now and then."""
    now = time.monotonic()
    asked, newest, words = _learnt.get("words", (0.0, -1, frozenset[str]()))
    if newest >= 0 and now - asked < LEARN_EVERY_SECONDS:
        return newest, words
    current = KnownWord.objects.aggregate(newest=Max("pk"))["newest"] or 0
    if current != newest:
        words = frozenset(KnownWord.objects.values_list("word", flat=True))
    _learnt["words"] = (now, current, words)
    return current, words


def searcher(language: str) -> Searcher:
    """Return what searches a language, as the index is now."""
    stamp, lexicons = state()
    newest, local_words = _local_words()
    mark = (stamp, newest)
    kept = _searchers.get(language)
    if kept is None or kept[0] != mark:
        thesaurus = thesaurus_of(synonym_groups(language), language)
        made = Searcher(lexicons[language], thesaurus, local_words)
        if kept and kept[0][0] == stamp:
            made.__dict__["meanings"] = kept[1].meanings
        kept = (mark, made)
        _searchers[language] = kept
    return kept[1]


def forget() -> None:
    """Forget what this process learnt of the index, so that the next search looks anew."""
    _learnt.clear()
    _searchers.clear()


def before_searching(text: str, language: str) -> Found:
    """Return what is known without the database: the query on one line, and whom to call."""
    line, is_cut = cleaned(text)
    calls = whom_to_call(line, urgent_groups(language))
    return Found(text=line, is_cut=is_cut, call=tuple(calls))


def search(text: str, language: str, cookie_place: Municipality | None = None) -> Found:
    """Return what answers a query, near a place when one is known."""
    found = before_searching(text, language)
    if not words_of(found.text):
        return found
    knowing = searcher(language)
    place, words = place_in(words_of(found.text), language, knowing.lexicon.words)
    query = knowing.reader.read(" ".join(words))
    meant = knowing.meanings.meant_by(" ".join(words), query.corrections)
    answer = answer_among(meant)
    found = replace(
        found,
        answer=answer.need if answer else "",
        likely=tuple(each.need for each in meant[:LIKELY_NEEDS] if each != answer),
        mended=query.corrected(found.text) if query.corrections else "",
        place=place or cookie_place,
        place_asked=place is not None,
        names_one_thing=len(query.concepts) == 1,
    )
    found = replace(found, asks_about_dying=_asks_about_dying(found, query, language, answer))
    return _with_hits(found, query, meant, knowing.lexicon)


def _asks_about_dying(found: Found, query: Query, language: str, answer: Meant | None) -> bool:
    if answer and needs(language)[answer.need].entry.about_dying:
        return True
    said = [query.corrections.get(word, word) for word in words_of(found.text)]
    return dying_words(language).are_said(said)


def _with_hits(found: Found, query: Query, meant: Sequence[Meant], lexicon: Lexicon) -> Found:
    language = lexicon.language
    concepts = (*query.concepts, *_by_need(query, meant))
    asked = looked_for(concepts, lexicon)
    near = [within(language, found.place.slug)] if found.place else []
    hits = _hits(
        [
            *candidates(asked, [country(language)], most=MOST_OF_THE_COUNTRY),
            *candidates(asked, near, most=MOST_NEAR),
        ],
        Scorer(concepts, asked=len(query.concepts)),
    )
    groups = {group: tuple(_best(hits, kinds)) for group, kinds in GROUPS.items()}
    shown = {
        group: tuple(hit for hit in some if found.asks_about_dying or not hit.about_dying)
        for group, some in groups.items()
    }
    folded = tuple(
        hit
        for some in groups.values()
        for hit in some
        if hit.about_dying and not found.asks_about_dying and hit.kind != "need"
    )
    found = replace(found, hits=shown, folded=folded)
    if found.answer or any(hit.covers for hit in hits):
        return found
    return replace(found, elsewhere=_elsewhere(query, language, found))


def _by_need(query: Query, meant: Sequence[Meant]) -> list[Concept]:
    """Return the concept of the needs that may be meant: what answers them is an answer."""
    likely = meant[:LIKELY_NEEDS]
    if not likely:
        return []
    most = max((each.weight for each in query.concepts), default=1.0)
    sure = min(1.0, likely[0].score / SURE)
    choices = [
        Choice((of(each.need),), nearness * each.score / likely[0].score)
        for each in likely
        for of, nearness in ((first_term, 1.0), (need_term, SOMEWHAT))
    ]
    return [Concept(tuple(choices), most * OF_A_NEED * sure)]


def looked_for(concepts: Sequence[Concept], lexicon: Lexicon) -> list[Concept]:
    """Return what tells enough to be looked up; the rest counts in the score alone.

    Neither a common word beside a rare one, nor a part of a compound, brings answers by itself.
    """
    enough = LOOKED_FOR * max((each.weight for each in concepts), default=0.0)
    telling = [each for each in concepts if each.weight >= enough]
    return [
        replace(concept, choices=kept)
        for concept in telling
        if (kept := tuple(_telling(concept.choices, lexicon, enough)))
    ]


def _telling(choices: Sequence[Choice], lexicon: Lexicon, enough: float) -> Iterator[Choice]:
    for place, choice in enumerate(choices):
        weight = max(lexicon.weight(term) for term in choice.terms)
        if not place or (choice.nearness > PART and weight >= enough):
            yield choice


def _hits(some: Iterable[Candidate], scorer: Scorer) -> list[Hit]:
    known = {each.id: each for each in some}
    scored = ((each, scorer.score(each.terms)) for each in known.values())
    return [
        Hit(each.id, each.kind, each.about_dying, found.value, found.covers)
        for each, found in scored
    ]


def _best(hits: Sequence[Hit], kinds: Sequence[str]) -> list[Hit]:
    """Return the hits of some kinds that are answers: the first kind first when it is local."""
    some = [hit for hit in hits if hit.kind in kinds]
    enough = least(max((hit.score for hit in some), default=0.0))
    kept = [hit for hit in some if hit.score >= enough]
    return sorted(kept, key=lambda hit: (hit.kind != "local", -hit.score, hit.id))


def _elsewhere(query: Query, language: str, found: Found) -> tuple[Hit, ...]:
    """Return local offers of any municipality that speak of everything that is asked."""
    exact = [replace(each, choices=each.choices[:2]) for each in query.concepts]
    some = that_say_all(exact, [anywhere(language)], most=MOST_NEAR)
    hits = _hits(some, Scorer(query.concepts, asked=len(query.concepts)))
    kept = (hit for hit in hits if found.asks_about_dying or not hit.about_dying)
    return tuple(sorted(kept, key=lambda hit: (-hit.score, hit.id)))
