"""What the page of a search shows: at most twenty things, in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balans.core.references import Reference, refer
from balans.directory.helplines import Helpline, helplines
from balans.directory.national import support
from balans.directory.needs import Need, needs
from balans.search.engine import Found, Group, Hit
from balans.search.models import Entry

SHOWN: Mapping[Group, int] = {"articles": 6, "offers": 7, "exercises": 3}
"""How many of each kind stand on the first page; a page of one kind has twenty."""

A_PAGE = 20
SORTS: Mapping[str, Group] = {"lezen": "articles", "hulp": "offers", "doen": "exercises"}
TITLES: Mapping[Group, object] = {
    "articles": gettext_lazy("Om te lezen"),
    "offers": gettext_lazy("Hulp die er is"),
    "exercises": gettext_lazy("Om te doen"),
}
MOST_ELSEWHERE, MOST_FOLDED = 7, 10


@dataclass(frozen=True)
class Finding:
    """Something that was found, as the page shows it."""

    title: str
    text: str
    href: str
    note: str = ""
    lang: str = ""
    """The language of its words when the page has another one."""


@dataclass(frozen=True)
class Section:
    """One kind of findings. `sort` leads to all of them; empty when all are here."""

    title: str
    count: int
    findings: tuple[Finding, ...]
    sort: str = ""


@dataclass(frozen=True)
class Answer:
    """The need that is meant, with its answer and what fits first."""

    need: Need
    href: str
    offers: tuple[Reference, ...]


@dataclass(frozen=True)
class Screen:
    """The page of a search."""

    found: Found
    call: tuple[Helpline, ...] = ()
    answer: Answer | None = None
    likely: tuple[Reference, ...] = ()
    sections: tuple[Section, ...] = ()
    folded: tuple[Finding, ...] = ()
    elsewhere: tuple[Finding, ...] = ()
    likely_last: bool = False
    """Whether one thing was asked for by name and a text speaks of it: then that goes first."""

    sort: str = ""
    page: int = 1
    next_page: int = 0

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was found, folded things included."""
        return not (self.answer or self.likely or self.sections or self.folded or self.elsewhere)


def calls(found: Found, language: str) -> tuple[Helpline, ...]:
    """Return whom to call now."""
    known = helplines(language)
    return tuple(known[each] for each in found.call)


def screen(found: Found, language: str, sort: str = "", page: int = 1) -> Screen:
    """Return the first page of a search, or a page of one kind."""
    if sort in SORTS and found.hits:
        return _one_kind(found, language, sort, page)
    hits = found.hits or {}
    first = {group: hits.get(group, ())[:most] for group, most in SHOWN.items()}
    others = found.elsewhere[:MOST_ELSEWHERE], found.folded[:MOST_FOLDED]
    rows = findings([*first.values(), *others], language)
    return Screen(
        found=found,
        call=calls(found, language),
        answer=_answer(found.answer, language) if found.answer else None,
        likely=_likely(found, language),
        likely_last=not found.answer
        and found.names_one_thing
        and any(some and some[0].covers for some in first.values()),
        sections=tuple(
            _section(group, shown, len(hits[group]), rows)
            for group, shown in first.items()
            if shown
        ),
        folded=_shown(others[1], rows),
        elsewhere=_shown(others[0], rows),
    )


def _one_kind(found: Found, language: str, sort: str, page: int) -> Screen:
    group = SORTS[sort]
    hits = (found.hits or {}).get(group, ())
    page = min(max(page, 1), max(1, -(-len(hits) // A_PAGE)))
    some = hits[(page - 1) * A_PAGE : page * A_PAGE]
    rows = findings([some], language)
    section = Section(str(TITLES[group]), len(hits), _shown(some, rows))
    return Screen(
        found=found,
        call=calls(found, language),
        sections=(section,) if some else (),
        sort=sort,
        page=page,
        next_page=page + 1 if page * A_PAGE < len(hits) else 0,
    )


def _section(
    group: Group, shown: Sequence[Hit], count: int, rows: Mapping[int, Finding]
) -> Section:
    sort = next(word for word, each in SORTS.items() if each == group)
    more = sort if count > len(shown) else ""
    return Section(str(TITLES[group]), count, _shown(shown, rows), more)


def _shown(hits: Sequence[Hit], rows: Mapping[int, Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of hits; what went away meanwhile is left out."""
    return tuple(rows[hit.id] for hit in hits if hit.id in rows)


def findings(lists: Sequence[Sequence[Hit]], language: str) -> Mapping[int, Finding]:
    """Return what is shown of hits, by number; one look into the database for all."""
    wanted = [hit.id for some in lists for hit in some]
    rows = Entry.objects.filter(pk__in=wanted).defer("title_terms", "key_terms", "body_terms")
    return {row.pk: _finding(row, language) for row in rows}


def _finding(row: Entry, language: str) -> Finding:
    return Finding(
        title=row.title,
        text=row.text,
        href=row.href or reverse("directory:local", args=[row.name]),
        note=row.note,
        lang=row.language if row.language != language else "",
    )


def _answer(name: str, language: str) -> Answer:
    need = needs(language)[name]
    known = support(language)
    return Answer(
        need=need,
        href=refer("need", name, language).href,
        offers=tuple(refer("offer", each, language) for each in need.entry.first if each in known),
    )


def _likely(found: Found, language: str) -> tuple[Reference, ...]:
    """Return the needs that may be meant too; not those about dying when nobody asked."""
    named = [each for each in found.likely if each != found.answer]
    some = (refer("need", each, language) for each in named)
    return tuple(each for each in some if found.asks_about_dying or not each.about_dying)


def said_of(kind: str) -> str:
    """Return what kind of page a suggestion leads to."""
    return {
        "need": _("Vraag"),
        "article": _("Om te lezen"),
        "pathway": _("Om te lezen"),
        "offer": _("Hulp"),
        "exercise": _("Oefening"),
    }[kind]
