"""The addresses of HSDS 3.0."""

from collections.abc import Iterator
from itertools import islice

from balans.api import hsds
from balans.api.asking import (
    Asked,
    AskedFilters,
    AskedList,
    AskedServices,
    AskedTerms,
)
from balans.api.ids import services_at
from balans.api.operation import JSON, NDJSON, Answer, Stream, document, operation, uuid_of
from balans.api.paging import Page, cut, listed, numbers, page, start_of
from balans.api.places import every_place, places_page
from balans.api.problems import NotThere
from balans.api.service import at_location, places_with_an_id, service
from balans.api.site import page_called, site
from balans.api.support import dates, every, local, national, one, page_of, wanted
from balans.api.taxonomy import taxonomies, terms
from balans.directory.models import LocalOffer
from balans.directory.offer import Offer

TAG = "HSDS"
LISTS = (JSON, NDJSON)


@operation("", name="root", tag=TAG, summary="Which HSDS this is", gives=hsds.About)
def about(asked: Asked, language: str) -> Answer:
    """Say which HSDS this is, and where it is described."""
    return hsds.About(
        version="3.0",
        profile=page_called("api_explained", language),
        openapi_url=f"{site()}/api/openapi.json",
    )


@operation(
    "services",
    name="services",
    tag=TAG,
    summary="Offers of help, page by page",
    description="National offers first, then those of municipalities. Without `full` each has only "
    "what there is one of. Ask `format=ndjson` or take an export for the whole list.",
    gives=Page[hsds.Service | hsds.MinimalService],
    asked=AskedServices,
    content_types=LISTS,
    local=True,
)
def services(asked: AskedServices, language: str) -> Answer:
    """Give the offers that are asked for."""
    meant = wanted(asked, language)
    if asked.minimal:
        return _minimal(asked, language)

    def one_page() -> Page[hsds.Service]:
        total, found = page_of(meant, language, start_of(asked), asked.per_page)
        return page(asked, total, [service(each, at, full=asked.full) for each, at in found])

    def everything() -> Iterator[hsds.Service]:
        return (service(each, at, full=asked.full) for each, at in every(meant, language))

    return listed(asked, one_page, everything)


def _minimal(asked: AskedServices, language: str) -> Answer:
    """Give ids and dates alone: all on one page, unless a number was asked."""
    meant = wanted(asked, language)
    found = (hsds.MinimalService(id=each, modified_date=at) for each, at in dates(meant, language))
    if asked.format == "ndjson":
        return listed(asked, lambda: cut(asked, ()), lambda: found)
    total = len(national(meant, language)) + local(meant, language).count()
    if "per_page" in asked.model_fields_set or asked.page > 1:
        start = start_of(asked)
        return page(asked, total, list(islice(found, start, start + asked.per_page)))
    whole = asked.model_copy(update={"per_page": max(total, 1)})
    return Stream(document(numbers(whole, total, total), found))


@operation(
    "services/{id}",
    name="service",
    tag=TAG,
    summary="One offer of help, with all related data",
    gives=hsds.Service,
    local=True,
)
def one_service(asked: Asked, language: str, id: str) -> Answer:
    """Give one offer."""
    if not (found := one(uuid_of(id), language)):
        raise NotThere
    return service(*found, full=True)


@operation(
    "taxonomies",
    name="taxonomies",
    tag=TAG,
    summary="What services are sorted by",
    gives=Page[hsds.Taxonomy],
    asked=AskedList,
    content_types=LISTS,
)
def all_taxonomies(asked: AskedList, language: str) -> Answer:
    """Give the taxonomies."""
    words = asked.search.casefold().split()
    found = [
        each
        for each in taxonomies(language).values()
        if all(word in f"{each.name} {each.description}".casefold() for word in words)
    ]
    return listed(asked, lambda: cut(asked, found), lambda: found)


@operation("taxonomies/{id}", name="taxonomy", tag=TAG, summary="One taxonomy", gives=hsds.Taxonomy)
def one_taxonomy(asked: Asked, language: str, id: str) -> Answer:
    """Give one taxonomy."""
    if not (found := taxonomies(language).get(uuid_of(id))):
        raise NotThere
    return found


@operation(
    "taxonomy_terms",
    name="taxonomy_terms",
    tag=TAG,
    summary="The needs of carers, and for whom help is",
    gives=Page[hsds.TaxonomyTerm],
    asked=AskedTerms,
    content_types=LISTS,
)
def taxonomy_terms(asked: AskedTerms, language: str) -> Answer:
    """Give the terms that are asked for."""
    words = asked.search.casefold().split()
    found = [
        each
        for each in terms(language).values()
        if all(word in f"{each.name} {each.description}".casefold() for word in words)
        and (asked.taxonomy_id is None or each.taxonomy_id == str(asked.taxonomy_id))
        and (asked.parent_id is None or each.parent_id == str(asked.parent_id))
        and not (asked.top_only and each.parent_id)
    ]
    return listed(asked, lambda: cut(asked, found), lambda: found)


@operation(
    "taxonomy_terms/{id}",
    name="taxonomy_term",
    tag=TAG,
    summary="One term",
    gives=hsds.TaxonomyTerm,
)
def one_term(asked: Asked, language: str, id: str) -> Answer:
    """Give one term."""
    if not (found := terms(language).get(uuid_of(id))):
        raise NotThere
    return found


@operation(
    "service_at_locations",
    name="service_at_locations",
    tag=TAG,
    summary="Offers of help at the places where one goes to",
    description="Only local offers have places. `proximity` is not there: we know no coordinates.",
    gives=Page[hsds.ServiceAtLocation],
    asked=AskedFilters,
    content_types=LISTS,
    local=True,
)
def service_at_locations(asked: AskedFilters, language: str) -> Answer:
    """Give the offers at their places."""
    meant = wanted(asked, language)

    def given(offer: Offer, place: int) -> hsds.ServiceAtLocation:
        found = at_location(offer, place)
        return found if asked.full else found.model_copy(update={"location": _plain(found)})

    def one_page() -> Page[hsds.ServiceAtLocation]:
        total, found = places_page(meant, language, start_of(asked), asked.per_page)
        return page(asked, total, [given(*each) for each in found])

    return listed(asked, one_page, lambda: (given(*each) for each in every_place(meant, language)))


def _plain(found: hsds.ServiceAtLocation) -> hsds.Location | None:
    """Return the location without what there can be several of."""
    return found.location and found.location.model_copy(update={"addresses": None})


@operation(
    "service_at_locations/{id}",
    name="service_at_location",
    tag=TAG,
    summary="One offer of help at one place",
    gives=hsds.ServiceAtLocation,
    local=True,
)
def one_place(asked: Asked, language: str, id: str) -> Answer:
    """Give one offer at one place."""
    meant = services_at(uuid_of(id))
    for row in LocalOffer.objects.published().filter(pk__in=meant):
        offer = row.as_offer(language)
        if meant[row.pk] < places_with_an_id(offer):
            return at_location(offer, meant[row.pk])
    raise NotThere
