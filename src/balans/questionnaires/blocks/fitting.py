"""The rule from something heavy to help: at most three things each, and everything named once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from pydantic import Field

from balans.core.content import Content, Id
from balans.core.references import Reference, refer
from balans.directory.national import support
from balans.directory.offer import Audience, Offer
from balans.directory.pointing import local_offer
from balans.questionnaires.around import Around

Kind = Literal["near", "offer", "article"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""One of each at most, in this order; a second offer where nothing is near: three in all."""

Candidate = tuple[Kind, str]


class HelpEntry(Content):
    """What fits one option: a need, the national offers and the articles for it, the best first."""

    need: Id
    offers: tuple[Id, ...] = Field(min_length=1)
    articles: tuple[Id, ...] = Field(min_length=1)
    audiences: tuple[Audience, ...] = ("carer",)
    """For whom a local offer must be, to be named here."""

    about_dying: bool = False
    """The option itself speaks of dying, so that its help may too."""

    after_death: bool = False
    """Still of use to somebody whose loved one died."""


@dataclass(frozen=True)
class Hint:
    """One thing that may help, with a page of its own."""

    kind: Kind
    title: str
    text: str
    href: str
    language: str
    offer: Offer | None = None


@dataclass
class Fit:
    """Heavy things that ask for the same, why this helps, and at most three things that do."""

    things: list[str]
    why: str
    hints: list[Hint] = field(default_factory=list)


@dataclass(frozen=True)
class Wish:
    """One need with the things that ask for it, and what is mapped to each of them in turn."""

    things: tuple[str, ...]
    entries: tuple[HelpEntry, ...]

    @property
    def need(self) -> str:
        return self.entries[0].need


def grouped(pairs: Iterable[tuple[str, HelpEntry]]) -> list[Wish]:
    """Return things that ask for the same need together, in the order of the first of each."""
    found: dict[str, list[tuple[str, HelpEntry]]] = {}
    for thing, entry in pairs:
        found.setdefault(entry.need, []).append((thing, entry))
    return [
        Wish(
            things=tuple(thing for thing, _entry in group if thing),
            entries=tuple(entry for _thing, entry in group),
        )
        for group in found.values()
    ]


def fitting(
    wishes: Iterable[Wish], *, why: Mapping[str, str], around: Around, language: str
) -> list[Fit]:
    """Return for every wish what helps: near, then national, then to read.

    The best for each wish goes first; then, where nothing near is known, a second national offer
    takes its place. A wish for which all was named already joins the wish that named it. Who is
    bereaved gets what is there for them, and no words that speak of caring.
    """
    taken: dict[Candidate, Fit] = {}
    chosen: list[tuple[Wish, Fit, list[Candidate]]] = []
    for wish in wishes:
        fit = Fit(things=list(wish.things), why=_reason(wish, why, around, language))
        fresh = [each for each in _candidates(wish, around) if each not in taken]
        if not fresh:
            _join(taken[next(_candidates(wish, around))], fit)
            continue
        best = [each for kind in KINDS for each in _of(kind, fresh)[:1]]
        taken |= dict.fromkeys(best, fit)
        chosen.append((wish, fit, best))
    for wish, fit, best in chosen:
        if not _of("near", best):
            left = [each for each in _candidates(wish, around) if each not in taken]
            second = _of("offer", left)[:1]
            taken |= dict.fromkeys(second, fit)
            best[:] = [*_of("offer", best), *second, *_of("article", best)]
        fit.hints += [_hint(*each, wish.need, around, language) for each in best]
    return [fit for _wish, fit, _best in chosen]


def at_most(fits: Sequence[Fit], total: int) -> list[Fit]:
    """Return so many hints in all: the best of each fit first, then the second, and so on."""
    chosen: dict[int, int] = {}
    turns = [
        (place, at) for at in range(total) for place, fit in enumerate(fits) if at < len(fit.hints)
    ]
    for place, _at in turns[:total]:
        chosen[place] = chosen.get(place, 0) + 1
    return [
        replace(fits[place], hints=fits[place].hints[:count]) for place, count in chosen.items()
    ]


def _of(kind: Kind, candidates: Iterable[Candidate]) -> list[Candidate]:
    return [each for each in candidates if each[0] == kind]


def _candidates(wish: Wish, around: Around) -> Iterator[Candidate]:
    """Yield all that fits and suits this person, the best first within its kind."""
    for offer in around.near.get(wish.need, ()):
        if any(_suits_near(offer, entry, around) for entry in wish.entries):
            yield "near", offer.key
    for name in _merged([entry.offers for entry in wish.entries]):
        if not around.bereaved or "bereaved" in support("nl")[name].record.audiences:
            yield "offer", name
    for name in _merged([each.articles for each in wish.entries if _may_read(each, around)]):
        yield "article", name


def _may_read(entry: HelpEntry, around: Around) -> bool:
    """Return whether the articles speak to this person: most are for who cares for somebody."""
    return not around.bereaved or entry.about_dying


def _suits_near(offer: Offer, entry: HelpEntry, around: Around) -> bool:
    wanted = {"bereaved"} if around.bereaved else set(entry.audiences)
    allowed = entry.about_dying or not offer.record.about_dying
    return allowed and not wanted.isdisjoint(offer.record.audiences)


def _merged(lists: list[tuple[str, ...]]) -> list[str]:
    """Return the first of each list, then the second of each, every name once."""
    longest = max(map(len, lists), default=0)
    return list(
        dict.fromkeys(each[at] for at in range(longest) for each in lists if at < len(each))
    )


def _join(known: Fit, other: Fit) -> None:
    known.things += [each for each in other.things if each not in known.things]


def _reason(wish: Wish, why: Mapping[str, str], around: Around, language: str) -> str:
    """Return our line for the need, else the first sentence of its answer."""
    if not all(_may_read(entry, around) for entry in wish.entries):
        return ""
    return why.get(wish.need) or refer("need", wish.need, language).brief


def _hint(kind: Kind, name: str, need: str, around: Around, language: str) -> Hint:
    if kind == "article":
        return _shown(kind, refer("article", name, language), language)
    if kind == "offer":
        offer = support(language)[name]
        return _shown(kind, refer("offer", name, language), language, offer)
    offer = next(each for each in around.near[need] if each.key == name)
    return _shown(kind, local_offer(offer, language), offer.language, offer)


def _shown(kind: Kind, page: Reference, language: str, offer: Offer | None = None) -> Hint:
    return Hint(
        kind=kind,
        title=page.title,
        text=page.brief,
        href=page.href,
        language=language,
        offer=offer,
    )
