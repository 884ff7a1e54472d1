"""The addresses of FHIR R4: what this server can do, and the questionnaires."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ConfigDict, Field

from balans.api import fhir
from balans.api.asking import MOST_PAGES, MOST_PER_PAGE, Asked, Whole, Words
from balans.api.operation import Answer, Stream, operation
from balans.api.outcomes import FHIR
from balans.api.problems import NotThere
from balans.core.text import fold
from balans.questionnaires.fhir.resources import Questionnaire
from balans.questionnaires.fhir.responding import resource_of

TAG = "FHIR"
TYPES = (FHIR,)


class AskedFhir(Asked):
    """What every address of FHIR takes."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    language: Literal["nl", "en"] | None = Field(
        default=None,
        alias="_language",
        description="Language of the words. Without it `Accept-Language` decides, else Dutch.",
    )
    format: Literal["json", "application/json", "application/fhir+json"] = Field(
        default="json", alias="_format", description="Only JSON."
    )


class AskedQuestionnaires(AskedFhir):
    """What the list of questionnaires takes."""

    id: Words = Field(default="", alias="_id", max_length=64, description="Only with this id.")
    url: Words = Field(default="", max_length=300, description="Only with this canonical url.")
    name: Words = Field(
        default="", max_length=200, description="Only where the name for programs begins with this."
    )
    title: Words = Field(
        default="", max_length=200, description="Only where the title begins with this."
    )
    version: Words = Field(default="", max_length=40, description="Only of this version.")
    status: Words = Field(default="", max_length=40, description="Only with this status.")
    count: Whole = Field(
        default=50,
        ge=0,
        le=MOST_PER_PAGE,
        alias="_count",
        description="How many on one page; 0 gives only the total.",
    )
    page: Whole = Field(
        default=1, ge=1, le=MOST_PAGES, description="Which page; follow the links of a list."
    )


def _given(resource: Mapping[str, Any]) -> Answer:
    return Stream((fhir.as_bytes(resource),), FHIR)


@operation(
    "fhir/metadata",
    name="fhir_metadata",
    tag=TAG,
    summary="What this FHIR server can do",
    gives=fhir.CapabilityStatement,
    asked=AskedFhir,
    content_types=TYPES,
)
def metadata(asked: AskedFhir, language: str) -> Answer:
    """Say what this server can do."""
    return _given(fhir.capability(language))


@operation(
    "fhir/Questionnaire",
    name="fhir_questionnaires",
    tag=TAG,
    summary="Checks and exercises, each at every version",
    gives=fhir.Bundle,
    asked=AskedQuestionnaires,
    content_types=TYPES,
)
def questionnaires(asked: AskedQuestionnaires, language: str) -> Answer:
    """Give the questionnaires that are asked for."""
    every = (resource_of(flow) for flow in fhir.served(language))
    found = [resource for resource in every if _fits(resource, asked)]
    used = asked.model_dump(
        by_alias=True, exclude_defaults=True, exclude={"count", "page"}, exclude_none=True
    )
    return _given(fhir.bundle(found, used, asked.count, asked.page))


def _fits(resource: Mapping[str, Any], asked: AskedQuestionnaires) -> bool:
    same = {"id": asked.id, "url": asked.url, "version": asked.version, "status": asked.status}
    begin = {"name": asked.name, "title": asked.title}
    return all(not wanted or resource.get(name) == wanted for name, wanted in same.items()) and all(
        fold(str(resource.get(name, ""))).startswith(fold(wanted)) for name, wanted in begin.items()
    )


@operation(
    "fhir/Questionnaire/{name}",
    name="fhir_questionnaire",
    tag=TAG,
    summary="One questionnaire at one version",
    description="Its id is a name and a version, such as `csi.v1`; its url is the same everywhere.",
    gives=Questionnaire,
    asked=AskedFhir,
    content_types=TYPES,
)
def questionnaire(asked: AskedFhir, language: str, name: str) -> Answer:
    """Give one questionnaire."""
    found = fhir.one(name, language)
    if found is None:
        raise NotThere
    return _given(found)
