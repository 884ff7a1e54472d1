"""Which offers somebody asks for: national ones from content, then local ones paged in SQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.api.asking import AskedFilters
from balans.api.organisations import organisation_called
from balans.api.problems import WrongValues
from balans.api.service import changed, id_of
from balans.api.taxonomy import AUDIENCES, NEEDS, audience_meant, needs_meant
from balans.directory.models import LocalOffer, LocalOfferQuerySet, OfferNeed
from balans.directory.municipalities import find, is_postcode, slug_of
from balans.directory.national import support
from balans.directory.offer import Offer

Dated = tuple[Offer, datetime]
MOST_WORDS = 8
PUBLISHED = LocalOffer.State.PUBLISHED
AT_ONCE = 200
"""Rows in one query when all of them are streamed: short, so that nobody waits behind it."""


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for. None and empty mean: whatever."""

    words: tuple[str, ...] = ()
    needs: frozenset[str] | None = None
    audience: str = ""
    organisation: str | None = None
    since: datetime | None = None
    municipality: str = ""
    nothing: bool = False
    """What was asked can never be there."""


def wanted(asked: AskedFilters, language: str) -> Wanted:
    """Return what was asked. Raise WrongValues for a place that does not exist."""
    needs, audience, nothing = None, "", False
    if term := asked.taxonomy_term_id:
        needs, audience = needs_meant(term) or None, audience_meant(term)
        nothing = not needs and not audience
    if asked.taxonomy_id and asked.taxonomy_id not in (NEEDS, AUDIENCES):
        nothing = True
    organisation = None
    if asked.organization_id:
        organisation = organisation_called(asked.organization_id)
        nothing = nothing or organisation is None
    return Wanted(
        words=tuple(asked.search.casefold().split()[:MOST_WORDS]),
        needs=needs,
        audience=audience,
        organisation=organisation,
        since=asked.modified_after,
        municipality=_place(asked, language),
        nothing=nothing,
    )


def _place(asked: AskedFilters, language: str) -> str:
    found = {""}
    for name in ("postcode", "municipality"):
        text = getattr(asked, name)
        if not text:
            continue
        known = find(text) if (name == "postcode") == is_postcode(text) else []
        exact = [each for each in known if name == "postcode" or each.slug == slug_of(text)]
        if not (exact or len(known) == 1):
            with override(language):
                raise WrongValues({name: _("een plaats in Nederland die we kennen")})
        found = {(exact or known)[0].slug}
    return found.pop()


def national(wanted: Wanted, language: str) -> list[Dated]:
    """Return the national offers that are asked for, each with when it changed."""
    if wanted.nothing:
        return []
    found = ((each, changed(each)) for each in support(language).values())
    return [(offer, at) for offer, at in found if _fits(offer, at, wanted)]


def _fits(offer: Offer, at: datetime, wanted: Wanted) -> bool:
    record, words = offer.record, offer.words
    text = " ".join((words.title, record.organisation, words.text, words.how)).casefold()
    return (
        all(word in text for word in wanted.words)
        and (wanted.needs is None or not wanted.needs.isdisjoint(record.needs))
        and (not wanted.audience or wanted.audience in record.audiences)
        and wanted.organisation in (None, record.organisation)
        and (wanted.since is None or at >= wanted.since)
    )


def by_id() -> LocalOfferQuerySet:
    """Return what is published in order of its id, walked along the index of ids.

    Put so that no index of states serves: by that one, every page would sort all offers anew.
    """
    state = Coalesce("state", Value(""))
    return LocalOffer.objects.alias(now=state).filter(now=PUBLISHED).order_by("pk")


def local(
    wanted: Wanted, language: str, among: LocalOfferQuerySet | None = None
) -> LocalOfferQuerySet:
    """Return the published local offers that are asked for."""
    found = LocalOffer.objects.published() if among is None else among
    if wanted.nothing:
        return found.none()
    if wanted.municipality:
        found = found.within(wanted.municipality)
    if wanted.needs is not None:
        met = OfferNeed.objects.filter(need__in=wanted.needs).values("offer")
        found = found.filter(pk__in=met)
    if wanted.audience:
        found = found.filter(_for_audience(wanted.audience))
    if wanted.organisation is not None:
        found = found.filter(organisation=wanted.organisation)
    if wanted.since:
        found = found.filter(changed_at__gte=wanted.since)
    for word in wanted.words:
        found = found.filter(_holds(word, language))
    return found


def _for_audience(audience: str) -> Q:
    """Return the condition; a record that names nobody is for carers."""
    named = Q(record__audiences__icontains=f'"{audience}"')
    return named | Q(record__audiences__isnull=True) if audience == "carer" else named


def _holds(word: str, language: str) -> Q:
    held = Q(title__icontains=word) | Q(organisation__icontains=word)
    for code in dict.fromkeys(("nl", language)):
        held |= Q(**{f"record__words__{code}__text__icontains": word})
        held |= Q(**{f"record__words__{code}__title__icontains": word})
    return held


def page_of(wanted: Wanted, language: str, start: int, size: int) -> tuple[int, list[Dated]]:
    """Return how many there are in all, and those of one page."""
    first, rest = national(wanted, language), local(wanted, language, by_id())
    shown = first[start : start + size]
    below = max(0, start - len(first))
    total = len(first) + local(wanted, language).count()
    rows = rest[below : below + size - len(shown)] if len(shown) < size else ()
    return total, [*shown, *(dated(each, language) for each in rows)]


def every(wanted: Wanted, language: str) -> Iterator[Dated]:
    """Yield all that is asked for; the database is asked for a few rows at a time."""
    yield from national(wanted, language)
    for row in in_turn(local(wanted, language, by_id())):
        yield dated(row, language)


def in_turn(rows: QuerySet[LocalOffer]) -> Iterator[LocalOffer]:
    """Yield every row in order of its id, in short queries."""
    found = list(rows[:AT_ONCE])
    while found:
        yield from found
        found = list(rows.filter(pk__gt=found[-1].pk)[:AT_ONCE])


def dated(row: LocalOffer, language: str) -> Dated:
    """Return a row as an offer, and when it changed."""
    return row.as_offer(language), row.changed_at


def one(service: UUID, language: str) -> Dated | None:
    """Return the offer with an id; None when there is none that people may see."""
    for offer in support(language).values():
        if id_of(offer) == service:
            return offer, changed(offer)
    row = LocalOffer.objects.published().filter(pk=service).first()
    return dated(row, language) if row else None


def dates(wanted: Wanted, language: str) -> Iterator[tuple[str, datetime]]:
    """Yield id and when it changed of all that is asked for, without reading what it says."""
    yield from ((str(id_of(offer)), at) for offer, at in national(wanted, language))
    rows, last = local(wanted, language, by_id()).values_list("pk", "changed_at"), None
    while found := list((rows.filter(pk__gt=last) if last else rows)[: AT_ONCE * 10]):
        yield from ((str(pk), at) for pk, at in found)
        last = found[-1][0]
