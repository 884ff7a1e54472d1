"""Two taxonomies: the needs of carers below their four kinds, and for whom help is."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import get_args
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from balans.api.hsds import Taxonomy, TaxonomyTerm
from balans.api.ids import named
from balans.api.site import page_of, site
from balans.directory.needs import NEED_KINDS, Need, needs
from balans.directory.offer import Audience

NEEDS, AUDIENCES = named("taxonomy", "needs"), named("taxonomy", "audiences")
KINDS = {
    "information": gettext_lazy("Weten hoe het zit"),
    "practical": gettext_lazy("Hulp in de praktijk"),
    "emotional": gettext_lazy("Iemand die luistert"),
    "recognition": gettext_lazy("Gezien worden"),
}
PEOPLE: Mapping[str, object] = {
    "carer": gettext_lazy("Wie voor iemand zorgt"),
    "young": gettext_lazy("Jongeren die zorgen"),
    "child": gettext_lazy("Kinderen"),
    "bereaved": gettext_lazy("Wie iemand verloor"),
    "working": gettext_lazy("Wie werkt en zorgt"),
    "dementia": gettext_lazy("Rond iemand met dementie"),
    "ill": gettext_lazy("Wie zelf ziek is"),
    "parent": gettext_lazy("Ouders van een ziek kind"),
    "other-language": gettext_lazy("Wie een andere taal spreekt"),
}


@lru_cache(maxsize=500)
def need_term(name: str) -> UUID:
    """Return the id of the term for a need."""
    return named("need", name)


@lru_cache(maxsize=50)
def audience_term(name: str) -> UUID:
    """Return the id of the term for a group of people."""
    return named("audience", name)


@cache
def taxonomies(language: str) -> Mapping[UUID, Taxonomy]:
    """Return both taxonomies by id."""
    reviewed = max(each.reviewed for each in needs(language).values())
    with override(language):
        found = (
            Taxonomy(
                id=str(NEEDS),
                name=_("Waar je hulp bij zoekt"),
                description=_("Wat een mantelzorger nodig heeft, in eigen woorden."),
                version=str(reviewed),
                uri=f"{site()}/api/taxonomies/{NEEDS}",
            ),
            Taxonomy(
                id=str(AUDIENCES),
                name=_("Voor wie het is"),
                description=_("Groepen mensen voor wie hulp bedoeld is."),
                version="1",
                uri=f"{site()}/api/taxonomies/{AUDIENCES}",
            ),
        )
    return {UUID(each.id): each for each in found}


@cache
def terms(language: str) -> Mapping[UUID, TaxonomyTerm]:
    """Return every term by id: kinds of needs, needs, and groups of people."""
    with override(language):
        found = [
            *(_term(NEEDS, "kind", kind, str(KINDS[kind]), language) for kind in NEED_KINDS),
            *(_of_need(each, language) for each in needs(language).values()),
            *(
                _term(
                    AUDIENCES,
                    "audience",
                    each,
                    str(PEOPLE[each]),
                    language,
                    about_dying=each == "bereaved",
                )
                for each in get_args(Audience)
            ),
        ]
    return {UUID(each.id): each for each in found}


def _term(
    taxonomy: UUID,
    kind: str,
    code: str,
    name: str,
    language: str,
    *,
    description: str = "",
    parent: UUID | None = None,
    uri: str | None = None,
    about_dying: bool = False,
) -> TaxonomyTerm:
    within = taxonomies(language)[taxonomy]
    return TaxonomyTerm(
        id=str(named(kind, code)),
        code=code,
        name=name,
        description=description or name,
        parent_id=str(parent) if parent else None,
        taxonomy=within.name,
        taxonomy_id=str(taxonomy),
        taxonomy_detail=within,
        language=language,
        term_uri=uri,
        about_dying=about_dying,
    )


def _of_need(need: Need, language: str) -> TaxonomyTerm:
    return _term(
        NEEDS,
        "need",
        need.name,
        need.title,
        language,
        description=need.answer,
        parent=named("kind", need.entry.kind),
        uri=page_of("need", need.name, language),
        about_dying=need.entry.about_dying,
    )


@cache
def needs_meant(term: UUID) -> frozenset[str]:
    """Return the needs that a term means: itself, or all below it; none for another term."""
    return frozenset(
        each.name
        for each in needs("nl").values()
        if term in (need_term(each.name), named("kind", each.entry.kind))
    )


@cache
def audience_meant(term: UUID) -> str:
    """Return the group of people that a term means; empty for another term."""
    return next((each for each in PEOPLE if audience_term(each) == term), "")
