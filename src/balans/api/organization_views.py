"""The addresses of organisations in HSDS 3.0."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from balans.api import hsds
from balans.api.asking import AskedOrganization, AskedOrganizations
from balans.api.hsds_views import LISTS, TAG
from balans.api.operation import Answer, operation, uuid_of
from balans.api.organisations import (
    local_organisations,
    national_organisations,
    offers_of,
    organisation_called,
)
from balans.api.paging import Page, listed, page, start_of
from balans.api.problems import NotThere
from balans.api.service import id_of, organization, service
from balans.directory.offer import Offer

MOST_OF_ONE = 1_000
"""Services that stand below one organisation, or below all organisations of a page."""


@operation(
    "organizations",
    name="organizations",
    tag=TAG,
    summary="Who offers help, page by page",
    gives=Page[hsds.Organization],
    asked=AskedOrganizations,
    content_types=LISTS,
    local=True,
)
def organizations(asked: AskedOrganizations, language: str) -> Answer:
    """Give the organisations that are asked for."""
    words = asked.search.casefold().split()
    first = [
        name for name in national_organisations() if all(each in name.casefold() for each in words)
    ]
    rest = local_organisations(asked.search)

    def one_page() -> Page[hsds.Organization]:
        start = start_of(asked)
        shown = first[start : start + asked.per_page]
        below = max(0, start - len(first))
        if room := asked.per_page - len(shown):
            shown = [*shown, *rest[below : below + room]]
        return page(asked, len(first) + rest.count(), _organizations(asked, language, shown))

    def everything() -> Iterator[hsds.Organization]:
        yield from (organization(name, language) for name in first)
        names = rest.iterator(chunk_size=MOST_OF_ONE)
        yield from (organization(name, language) for name in names)

    return listed(asked, one_page, everything)


def _organizations(
    asked: AskedOrganizations, language: str, names: Sequence[str]
) -> list[hsds.Organization]:
    if not (asked.full or asked.full_service):
        return [organization(name, language) for name in names]
    offers = offers_of(names, language, MOST_OF_ONE)
    return [
        _with_services(
            name,
            language,
            [each for each in offers if each[0].record.organisation == name],
            full=asked.full_service,
        )
        for name in names
    ]


def _with_services(
    name: str, language: str, offers: Sequence[tuple[Offer, datetime]], *, full: bool
) -> hsds.Organization:
    given: list[hsds.Service] | list[hsds.ServiceName]
    if full:
        given = [service(each, at, full=True) for each, at in offers]
    else:
        given = [
            hsds.ServiceName(
                id=str(id_of(each)),
                name=each.title,
                status="active",
                about_dying=each.record.about_dying,
            )
            for each, _at in offers
        ]
    return organization(name, language).model_copy(update={"services": given})


@operation(
    "organizations/{id}",
    name="organization",
    tag=TAG,
    summary="Who offers help, with what they offer",
    gives=hsds.Organization,
    asked=AskedOrganization,
    local=True,
)
def one_organization(asked: AskedOrganization, language: str, id: str) -> Answer:
    """Give one organisation with its services."""
    name = organisation_called(uuid_of(id))
    if name is None:
        raise NotThere
    offers = offers_of([name], language, MOST_OF_ONE)
    return _with_services(name, language, offers, full=asked.full_service)
