"""FHIR R4 as we give it: which questionnaires there are, and what this server can do."""

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Any, Literal
from urllib.parse import urlencode

from pydantic import Field

from balans.api.outcomes import FHIR
from balans.api.site import page_called, site
from balans.questionnaires.content import Flow, catalogue, is_offered
from balans.questionnaires.fhir.naming import BASE, resource_id
from balans.questionnaires.fhir.resources import Element, Questionnaire
from balans.questionnaires.fhir.responding import resource_of

SEARCHES = {
    "_id": "token",
    "url": "uri",
    "name": "string",
    "title": "string",
    "version": "token",
    "status": "token",
}
"""What one can search by, with the type that FHIR gives it."""

SINCE = "2026-11-26"
"""The day on which what this server can do last changed."""

Json = Mapping[str, Any]


class Link(Element):
    """A page beside this one."""

    relation: Literal["self", "previous", "next"]
    url: str


class Search(Element):
    """Why it is in the list."""

    mode: Literal["match"]


class Entry(Element):
    """A questionnaire in a list."""

    full_url: str = Field(description="Where this host serves it.")
    resource: Questionnaire
    search: Search


class Bundle(Element):
    """One page of the questionnaires that were found."""

    resource_type: Literal["Bundle"]
    type: Literal["searchset"]
    total: int = Field(description="How many there are on all pages together.")
    link: list[Link]
    entry: list[Entry] | None = None


class CapabilityStatement(Element):
    """What this server can do."""

    resource_type: Literal["CapabilityStatement"]
    status: Literal["active"]
    date: str
    kind: Literal["instance"]
    fhir_version: Literal["4.0.1"]
    format: list[str]
    rest: list[dict[str, Any]]


def address(resource: Json) -> str:
    """Return where this host serves a questionnaire."""
    return f"{site()}/api/fhir/Questionnaire/{resource['id']}"


def served(language: str) -> Iterator[Flow]:
    """Yield every version of what one can fill in here; what a host switched off is left out."""
    for flow in catalogue(language).flows.values():
        if flow.has_room and is_offered(flow.name):
            yield flow


def one(name: str, language: str) -> Json | None:
    """Return a questionnaire by its id; None when there is none."""
    found = (each for each in served(language) if resource_id(each.name, each.version) == name)
    return next(map(resource_of, found), None)


def bundle(found: Sequence[Json], asked: Mapping[str, str], count: int, page: int) -> Json:
    """Return one page of a list; a page past the last is empty."""
    start = (page - 1) * count
    shown = found[start : start + count]
    pages = {"self": page}
    if page > 1 and count:
        pages["previous"] = page - 1
    if count and start + count < len(found):
        pages["next"] = page + 1
    told: dict[str, Any] = {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": len(found),
        "link": [
            {"relation": relation, "url": _page(asked, count, number)}
            for relation, number in pages.items()
        ],
    }
    if shown:
        told["entry"] = [
            {"fullUrl": address(each), "resource": each, "search": {"mode": "match"}}
            for each in shown
        ]
    return told


def _page(asked: Mapping[str, str], count: int, page: int) -> str:
    query = {**asked, "_count": count, "page": page}
    return f"{site()}/api/fhir/Questionnaire?{urlencode(query)}"


def capability(language: str) -> Json:
    """Return what this server can do."""
    return {
        "resourceType": "CapabilityStatement",
        "url": f"{BASE}/CapabilityStatement/server",
        "name": "MantelzorgBalans",
        "title": "MantelzorgBalans",
        "status": "active",
        "date": SINCE,
        "publisher": "MantelzorgBalans",
        "kind": "instance",
        "software": {"name": "MantelzorgBalans", "version": version("mantelzorgbalans")},
        "implementation": {"description": "MantelzorgBalans", "url": f"{site()}/api/fhir"},
        "fhirVersion": "4.0.1",
        "format": [FHIR, "json"],
        "rest": [
            {
                "mode": "server",
                "documentation": page_called("api_explained", language),
                "resource": [
                    {
                        "type": "Questionnaire",
                        "interaction": [{"code": "read"}, {"code": "search-type"}],
                        "versioning": "no-version",
                        "searchParam": [
                            {"name": name, "type": kind} for name, kind in SEARCHES.items()
                        ],
                    }
                ],
            }
        ],
    }


def as_bytes(resource: Json) -> bytes:
    """Return a resource as it goes over the line."""
    return json.dumps(resource, ensure_ascii=False).encode()
