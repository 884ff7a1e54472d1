"""Services in JSON as Open Referral describes them (HSDS 3.0, and what we can of 2.0), as rows.

What we read: name, description, organization.name, url, email, application_process,
fees_description or cost options, eligibility, phones, schedules, languages, addresses, areas,
assured_date, status, and attributes or taxonomies whose name is a need, an audience or a way. Of
what our own interface gives besides: `expect`, `about_dying`, `chat` and `assurer_name`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from balans.directory.editing.reading.cells import AUDIENCES, POSTCODE, WAYS
from balans.directory.editing.reading.columns import plain
from balans.directory.editing.reading.problems import CannotRead
from balans.directory.editing.reading.rows import WHOLE_COUNTRY
from balans.directory.offer import DAYS

MOST, MOST_THINGS, LONGEST_HOURS = 50_000, 10_000_000, 200
MANY = {"verschillendeaanbieders", "variousproviders"}
COUNTRY = {"nederland", "heelnederland", "netherlands", "thenetherlands", "nl"}
V2_FIELDS = (
    *("eligibilitys", "eligibilities", "costOptions", "regular_schedules", "regularSchedules"),
    *("organization_id", "physical_addresses", "deliverable_type", "serviceAreas", "taxonomies"),
)
WEEKDAYS = {
    **dict(zip("1234567", ("mo", "tu", "we", "th", "fr", "sa", "su"), strict=True)),
    **dict(
        zip(
            ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
            ("mo", "tu", "we", "th", "fr", "sa", "su"),
            strict=True,
        )
    ),
}


@dataclass(frozen=True)
class Services:
    """A list in JSON: the services, and the version of the form (2 or 3) that they are in."""

    version: int
    services: tuple[dict[str, Any], ...]


def services(text: str) -> Services:
    """Return the services in a JSON text. Raise CannotRead for another text or another form."""
    if sum(map(text.count, "[{,")) > MOST_THINGS:
        # A hundred megabytes of brackets would fill the memory twenty times over.
        raise CannotRead("too_large")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f"{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise CannotRead("json", place) from error
    found, old_page = _found(data)
    if not found or not all(isinstance(each, dict) and "name" in each for each in found):
        raise CannotRead("no_services")
    if len(found) > MOST:
        raise CannotRead("too_many_rows", str(MOST))
    is_old = old_page or any(name in each for each in found for name in V2_FIELDS)
    return Services(version=2 if is_old else 3, services=tuple(found))


def _found(data: Any) -> tuple[list[Any], bool]:
    """Return the services, and whether the page around them is that of version 2."""
    if isinstance(data, list):
        return data, False
    if not isinstance(data, dict):
        return [], False
    if "contents" in data:
        return _list(data["contents"]), False
    for name in ("content", "services"):
        if isinstance(data.get(name), list):
            return data[name], name == "content"
    return ([data], False) if "name" in data else ([], False)


def values(service: dict[str, Any]) -> dict[str, str]:
    """Return a service as a row: cells by the name of their column."""
    terms = list(_terms(service))
    at = [*_dicts(service, "service_at_locations"), *_dicts(service, "serviceAtLocations")]
    found = {
        "id": _text(service, "id"),
        "naam": _text(service, "name"),
        "organisatie": _organisation(service),
        "omschrijving": _description(service),
        "wat je kunt verwachten": _text(service, "expect"),
        "eerste stap": _text(service, "application_process"),
        "kosten": _text(service, "fees_description") or _costs(service),
        "voor wie": _text(service, "eligibility_description") or _eligible(service),
        "website": _text(service, "url"),
        "mail": _text(service, "email"),
        "gratis": _free(service),
        "chat": _text(service, "chat"),
        **_phones(service, at),
        "uren in woorden": _hours_in_words(service),
        "talen": "; ".join(_languages(service)),
        **_openings(list(_schedules(service, at))),
        "gemeenten": "; ".join(_areas(service)),
        "nagekeken op": _text(service, "assured_date"),
        "nagekeken door": _text(service, "assurer_name"),
        "status": _text(service, "status"),
        "over overlijden": _yes_or_no(service, "about_dying"),
        "hulp bij": "; ".join(terms_of(terms, "need")),
        "doelgroep": "; ".join(terms_of(terms, "audience")),
        "manier": "; ".join(terms_of(terms, "way")),
        **_places(at),
    }
    return {name: text for name, text in found.items() if text}


def terms_of(terms: Iterable[str], kind: str) -> list[str]:
    """Return the terms that name an audience or a way; a need is what names neither."""
    found = []
    for each in terms:
        is_audience, is_way = plain(each) in AUDIENCES, plain(each) in WAYS
        chosen = "audience" if is_audience else "way" if is_way else "need"
        if chosen == kind:
            found.append(each)
    return found


def _terms(service: dict[str, Any]) -> Iterator[str]:
    for each in _dicts(service, "attributes"):
        term = _dict(each, "taxonomy_term")
        yield from _some(_text(term, "code") or _text(term, "name") or _text(each, "value"))
    for each in [*_dicts(service, "taxonomies"), *_dicts(service, "service_taxonomys")]:
        term = _dict(each, "taxonomy") or each
        yield from _some(_text(term, "name"))


def _some(text: str) -> list[str]:
    return [text.replace(";", ",")] if text else []


def _options(service: dict[str, Any]) -> list[dict[str, Any]]:
    return [*_dicts(service, "cost_options"), *_dicts(service, "costOptions")]


def _free(service: dict[str, Any]) -> str:
    """Return whether it is free of charge, by what its options cost; nothing when none says."""
    amounts = [each for one in _options(service) if (each := _text(one, "amount"))]
    if not amounts:
        return ""
    free = [float(each) == 0 if each.replace(".", "", 1).isdigit() else False for each in amounts]
    return "ja" if all(free) else "deels" if any(free) else "nee"


def _costs(service: dict[str, Any]) -> str:
    lines = [
        " ".join(
            filter(None, (_text(each, "amount"), _text(each, "currency"), _text(each, "option")))
        )
        for each in _options(service)
        if _text(each, "amount") not in ("", "0", "0.0")
    ]
    said = [_text(each, "amount_description") for each in _options(service)]
    return "\n".join(filter(None, (*lines, *said))) or _text(service, "fees")


def _eligible(service: dict[str, Any]) -> str:
    old = [*_dicts(service, "eligibilitys"), *_dicts(service, "eligibilities")]
    return ", ".join(filter(None, (_text(each, "eligibility") for each in old)))


def _phones(service: dict[str, Any], at: list[dict[str, Any]]) -> dict[str, str]:
    """Return the first number to call, and the first that is said to be for WhatsApp."""
    contacts = [*_dicts(service, "contacts"), *(c for a in at for c in _dicts(a, "contacts"))]
    found: dict[str, str] = {}
    for each in (one for holder in (service, *contacts, *at) for one in _dicts(holder, "phones")):
        is_app = "whatsapp" in _text(each, "description").lower()
        found.setdefault("whatsapp" if is_app else "telefoon", _text(each, "number").strip('" '))
    return found


def _hours_in_words(service: dict[str, Any]) -> str:
    said = (_text(each, "description") for each in _dicts(service, "schedules"))
    return next((text for text in said if 0 < len(text) <= LONGEST_HOURS), "")


def _languages(service: dict[str, Any]) -> Iterator[str]:
    for each in _dicts(service, "languages"):
        if name := _text(each, "code") or _text(each, "language") or _text(each, "name"):
            yield name


def _schedules(service: dict[str, Any], at: list[dict[str, Any]]) -> Iterator[str]:
    lists = ("schedules", "regular_schedules", "regularSchedules")
    found = [each for name in lists for each in _dicts(service, name)] or [
        each for holder in at for name in lists for each in _dicts(holder, name)
    ]
    for each in found:
        opens, closes = _text(each, "opens_at")[:5], _text(each, "closes_at")[:5]
        days = _text(each, "byday").lower() or WEEKDAYS.get(_text(each, "weekday").lower(), "")
        if opens and closes and days and not any(sign.isdigit() for sign in days):
            is_whole = opens == "00:00" and closes in ("23:59", "24:00", "00:00")
            yield f"{days} 00:00-00:00" if is_whole else f"{days} {opens}-{closes}"


def _openings(found: Sequence[str]) -> dict[str, str]:
    """Return when it is open; the whole of every day is always."""
    if len(found) == 1 and found[0] == f"{','.join(DAYS)} 00:00-00:00":
        return {"altijd bereikbaar": "ja"}
    return {"openingstijden": "; ".join(found)}


def _areas(service: dict[str, Any]) -> Iterator[str]:
    for each in [*_dicts(service, "service_areas"), *_dicts(service, "serviceAreas")]:
        name = _text(each, "name") or _text(each, "service_area")
        if plain(name) in COUNTRY or _text(each, "extent_type") == "country":
            yield WHOLE_COUNTRY
        elif name:
            yield name.replace(";", ",")


def _places(at: list[dict[str, Any]]) -> dict[str, str]:
    rows = []
    for each in at:
        location = _dict(each, "location")
        old = _dicts(location, "physical_addresses")
        for address in [*_dicts(location, "addresses"), *old] or [_said(location)]:
            rows.append(
                (
                    _text(location, "name"),
                    _text(address, "address_1"),
                    _text(address, "postal_code"),
                    _text(address, "city"),
                )
            )
    names = ("locatie", "straat", "postcode", "plaats")
    columns = zip(*rows, strict=True) if rows else ((),) * 4
    return {
        name: "|".join(cell.replace("|", " ") for cell in column)
        for name, column in zip(names, columns, strict=True)
    }


def _said(location: dict[str, Any]) -> dict[str, Any]:
    """Return the address of a place whose street or city is not known, from its description."""
    parts = [] if _text(location, "name") else _text(location, "description").split(", ")
    codes = [each for each in parts if POSTCODE.match(each)]
    city = ", ".join(each for each in parts if each not in codes)
    return {"postal_code": "".join(codes[:1]), "city": city}


def _organisation(service: dict[str, Any]) -> str:
    """Return who offers it; nothing for what our own interface calls many."""
    name = _text(_dict(service, "organization"), "name")
    return "" if plain(name) in MANY else name


def _description(service: dict[str, Any]) -> str:
    """Return what it is, without what our own interface says of it once more."""
    return _text(service, "description").removesuffix(_text(service, "expect")).rstrip()


def _yes_or_no(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    return ("ja" if value else "nee") if isinstance(value, bool) else ""


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    # Half a character, as JSON can name it, is none that a database keeps.
    return str(value).encode("utf-8", "replace").decode().strip()


def _dict(data: dict[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name)
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [each for each in _list(data.get(name)) if isinstance(each, dict)]
