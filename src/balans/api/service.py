"""An offer of help as a service of HSDS."""

import re
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from balans.api import hsds
from balans.api.ids import MOST_PLACES, at_place, named, organisation_id, part_of
from balans.api.site import page_called, page_of
from balans.api.taxonomy import audience_term, need_term, terms
from balans.directory.municipalities import find, municipality
from balans.directory.offer import DAYS, Offer, Opening, Place

MAIL = re.compile(r"^[^@\s,;<>]+@[^@\s,;<>]+\.[A-Za-z]{2,}$")
LANGUAGE_CODE = re.compile(r"^[a-z]{2,3}$")
MOST_KEPT = 500
"""Organisations that need not be put into words again."""

MIDNIGHT, LAST_MINUTE = "00:00", "23:59"


def id_of(offer: Offer) -> UUID:
    """Return the id of an offer: its own, or one that follows from its name."""
    return UUID(offer.key) if offer.local else named("service", offer.key)


def changed(offer: Offer) -> datetime:
    """Return when a national offer last changed: the day somebody read or checked it."""
    days = [each for each in (offer.reviewed, offer.record.assured) if each]
    return datetime.combine(max(days), time(), tzinfo=UTC)


@lru_cache(maxsize=MOST_KEPT)
def organization(name: str, language: str) -> hsds.Organization:
    """Return who offers something; the empty name stands for many organisations."""
    with override(language):
        return hsds.Organization(
            id=str(organisation_id(name)),
            name=name or _("Verschillende aanbieders"),
            description=_("Biedt hulp op de sociale kaart van MantelzorgBalans.")
            if name
            else _("Deze hulp geven verschillende organisaties. De eerste stap staat erbij."),
        )


def service(offer: Offer, at: datetime, *, full: bool) -> hsds.Service:
    """Return an offer as a service; `full` with all that there can be several of."""
    with override(offer.language):
        return _service(offer, at, full)


def _service(offer: Offer, at: datetime, full: bool) -> hsds.Service:
    """Return a service in the language that is active."""
    words, record = offer.words, offer.record
    assured_by_mail = bool(MAIL.match(record.assurer))
    return hsds.Service(
        id=str(id_of(offer)),
        organization_id=str(organisation_id(record.organisation)),
        name=words.title,
        description="\n\n".join(filter(None, (words.text, words.expect))),
        url=record.url or None,
        email=record.mail if MAIL.match(record.mail) else None,
        status="active",
        application_process=words.how or None,
        fees_description=words.cost or None,
        eligibility_description=words.who or None,
        assured_date=record.assured,
        assurer_email=record.assurer if assured_by_mail else None,
        assurer_name=None if assured_by_mail else record.assurer or None,
        last_modified=at.astimezone(UTC),
        page=_page(offer),
        chat=record.chat or None,
        expect=words.expect or None,
        about_dying=record.about_dying,
        language="en" if offer.language == "en" else "nl",
        organization=organization(record.organisation, offer.language),
        **(_related(offer, id_of(offer)) if full else {}),
    )


def _page(offer: Offer) -> str:
    if offer.local:
        return page_called("directory:local", offer.language, offer.key)
    return page_of("offer", offer.key, offer.language)


def _related(offer: Offer, whole: UUID) -> dict[str, Any]:
    """Return what there can be several of; what is empty is left out."""
    places, spoken = places_with_an_id(offer), dict.fromkeys(offer.record.languages)
    found = {
        "phones": _phones(offer, whole),
        "schedules": _schedules(offer, whole),
        "service_areas": _areas(offer, whole),
        "service_at_locations": [at_location(offer, place) for place in range(places)],
        "languages": [_spoken(each, whole) for each in spoken if each],
        "cost_options": _costs(offer, whole),
        "attributes": _attributes(offer, whole),
    }
    return {name: each for name, each in found.items() if each}


def _phones(offer: Offer, whole: UUID) -> list[hsds.Phone]:
    record, found = offer.record, []
    if record.phone:
        found.append(
            hsds.Phone(
                id=part_of(whole, "phone"),
                service_id=str(whole),
                number=record.phone,
                type="voice",
            )
        )
    if record.whatsapp:
        found.append(
            hsds.Phone(
                id=part_of(whole, "whatsapp"),
                service_id=str(whole),
                number=record.whatsapp,
                type="text",
                description="WhatsApp",
            )
        )
    return found


def _schedules(offer: Offer, whole: UUID) -> list[hsds.Schedule]:
    openings = offer.record.openings
    if offer.record.always:
        openings = (Opening(days=DAYS, opens=MIDNIGHT, closes=MIDNIGHT),)
    hours = offer.words.hours or None
    if not openings and hours:
        only = hsds.Schedule(
            id=part_of(whole, "schedule"), service_id=str(whole), description=hours
        )
        return [only]
    return [
        hsds.Schedule(
            id=part_of(whole, "schedule", place),
            service_id=str(whole),
            freq="WEEKLY",
            wkst="MO",
            byday=",".join(day.upper() for day in each.days),
            opens_at=each.opens if each.opens != each.closes else MIDNIGHT,
            closes_at=each.closes if each.opens != each.closes else LAST_MINUTE,
            description=hours,
            notes=_("Op de klok van Nederland (Europe/Amsterdam)."),
        )
        for place, each in enumerate(openings)
    ]


def _areas(offer: Offer, whole: UUID) -> list[hsds.ServiceArea]:
    if not offer.record.areas:
        country = hsds.ServiceArea(
            id=part_of(whole, "area"),
            service_id=str(whole),
            name=_("Nederland"),
            extent_type="country",
        )
        return [country]
    return [
        hsds.ServiceArea(
            id=part_of(whole, "area", slug),
            service_id=str(whole),
            name=known.name if (known := municipality(slug)) else slug,
            extent_type="municipality",
        )
        for slug in dict.fromkeys(offer.record.areas)
    ]


def _spoken(language: str, whole: UUID) -> hsds.Language:
    """Return a language; by its code, or by what it is called when that is all we know."""
    code = language.lower() if LANGUAGE_CODE.match(language.lower()) else None
    try:
        name = str(get_language_info(code)["name_translated"]) if code else language
    except KeyError:
        name = language
    return hsds.Language(
        id=part_of(whole, "language", language), service_id=str(whole), name=name, code=code
    )


def _costs(offer: Offer, whole: UUID) -> list[hsds.CostOption]:
    free = offer.record.free
    option = {"yes": _("Gratis"), "partly": _("Deels gratis"), "no": _("Niet gratis")}.get(free)
    if not option and not offer.words.cost:
        return []
    found = hsds.CostOption(
        id=part_of(whole, "cost"),
        service_id=str(whole),
        option=option,
        currency="EUR" if free == "yes" else None,
        amount=0 if free == "yes" else None,
        amount_description=offer.words.cost or None,
    )
    return [found]


def _attributes(offer: Offer, whole: UUID) -> list[hsds.Attribute]:
    """Return the terms; a need that is no longer there is left out."""
    known = terms(offer.language)
    meant = [
        *(("need", need_term(each)) for each in dict.fromkeys(offer.record.needs)),
        *(("audience", audience_term(each)) for each in dict.fromkeys(offer.record.audiences)),
    ]
    return [
        hsds.Attribute(
            id=part_of(whole, kind, str(term)),
            link_id=str(whole),
            link_entity="service",
            link_type=kind,
            taxonomy_term_id=str(term),
            taxonomy_term=known[term],
        )
        for kind, term in meant
        if term in known
    ]


def places_with_an_id(offer: Offer) -> int:
    """Return how many of its places can be named."""
    return min(len(offer.record.places), MOST_PLACES)


def at_location(offer: Offer, place: int) -> hsds.ServiceAtLocation:
    """Return an offer at one of its places, by its number."""
    whole = id_of(offer)
    location = _location(offer.record.places[place], UUID(part_of(whole, "location", place)))
    return hsds.ServiceAtLocation(
        id=str(at_place(whole, place)),
        service_id=str(whole),
        location_id=location.id,
        description=offer.words.title,
        location=location,
    )


def _location(place: Place, location_id: UUID) -> hsds.Location:
    said = ", ".join(filter(None, (place.street, place.postcode, place.city)))
    return hsds.Location(
        id=str(location_id),
        location_type="physical",
        name=place.name or None,
        description=said or None,
        addresses=[_address(place, location_id)] if place.street and place.city else None,
    )


def _address(place: Place, location_id: UUID) -> hsds.Address:
    known = find(place.postcode) if place.postcode else []
    return hsds.Address(
        id=part_of(location_id, "address"),
        location_id=str(location_id),
        address_1=place.street,
        city=place.city,
        state_province=known[0].province if known else "",
        postal_code=place.postcode,
        country="NL",
        address_type="physical",
    )
