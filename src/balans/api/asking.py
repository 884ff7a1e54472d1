"""What one can ask: query parameters, read strictly, with words for who asks wrongly."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import override
from django.utils.translation.trans_real import parse_accept_lang_header
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from balans.api.problems import WrongValues, right_value

MOST_PAGES = 1_000_000
MOST_PER_PAGE = 200
LANGUAGES = ("nl", "en")
MOMENT = re.compile(r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+ -]\d\d:\d\d)?)?$")
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,9}", value):
        raise ValueError("not a whole number")
    return value


def _switch(value: Any) -> Any:
    if isinstance(value, str) and value not in ("true", "false"):
        raise ValueError("not true or false")
    return value


def _moment(value: Any) -> Any:
    """Return a moment with a time zone; in an address a plus often arrives as a space."""
    if not isinstance(value, str):
        return value
    if not MOMENT.match(value):
        raise ValueError("not a date with a time")
    moment = datetime.fromisoformat(
        re.sub(r" (?=\d\d:\d\d$)", "+", value[:10] + "T" + value[11:]) if len(value) > 10 else value
    )
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment, EARLIEST), LATEST)


def _words(value: Any) -> Any:
    return value.replace("\0", "").strip() if isinstance(value, str) else value


Whole = Annotated[int, BeforeValidator(_whole)]
Switch = Annotated[bool, BeforeValidator(_switch)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Words = Annotated[str, BeforeValidator(_words)]


class Asked(BaseModel):
    """What every address takes."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    language: Literal["nl", "en"] | None = Field(
        default=None,
        description="Language of the words. Without it `Accept-Language` decides, else Dutch.",
    )


class AskedPage(Asked):
    """What every list takes."""

    page: Whole = Field(
        default=1, ge=1, le=MOST_PAGES, description="Page number of paginated result."
    )
    per_page: Whole = Field(
        default=50,
        ge=1,
        le=MOST_PER_PAGE,
        description="Number of results requested in a single page.",
    )


class AskedList(AskedPage):
    """What every list of HSDS takes."""

    search: Words = Field(
        default="",
        max_length=200,
        description="Only what holds each of these words, in its name or its text.",
        examples=["nacht"],
    )
    format: Literal["json", "ndjson"] = Field(
        default="json",
        description="`ndjson` streams all results without pages, one JSON object on each line.",
    )


class AskedTerms(AskedList):
    """What the list of taxonomy terms takes."""

    taxonomy_id: UUID | None = Field(default=None, description="Only terms of this taxonomy.")
    parent_id: UUID | None = Field(default=None, description="Only terms below this term.")
    top_only: Switch = Field(default=False, description="Only terms that stand below no other.")


class AskedFilters(AskedList):
    """What lists of services take."""

    taxonomy_term_id: UUID | None = Field(
        default=None, description="Only services with this term, or with a term below it."
    )
    taxonomy_id: UUID | None = Field(
        default=None, description="Only services with any term of this taxonomy."
    )
    organization_id: UUID | None = Field(
        default=None, description="Only services of this organization."
    )
    modified_after: Moment | None = Field(
        default=None,
        description="Only what changed on or after this moment. Without a zone it is UTC.",
        examples=["2026-11-01T09:00:00Z"],
    )
    full: Switch = Field(default=False, description="Nested, with all related data.")
    postcode: Words = Field(
        default="",
        max_length=10,
        description="Only what one can use at this Dutch postcode: there, or in the whole country.",
        examples=["3512"],
    )
    municipality: Words = Field(
        default="",
        max_length=80,
        description="The same, for a municipality by its name.",
        examples=["Utrecht"],
    )


class AskedServices(AskedFilters):
    """What the list of services takes."""

    minimal: Switch = Field(
        default=False,
        description="Only `id` and `modified_date` of each, all on one page unless `per_page` says "
        "otherwise. Compare it with what you have, and fetch what changed.",
    )


class AskedOrganizations(AskedList):
    """What the list of organizations takes."""

    full: Switch = Field(default=False, description="With the services of each, by id and name.")
    full_service: Switch = Field(
        default=False, description="With the services of each, with all related data."
    )


class AskedOrganization(Asked):
    """What one organization takes."""

    full_service: Switch = Field(
        default=False, description="Its services with all related data; else by id and name."
    )


A = TypeVar("A", bound=Asked)


def read(kind: type[A], query: QueryDict, language: str) -> A:
    """Return what was asked. Raise WrongValues; a parameter that nobody knows is left out."""
    names = (field.alias or name for name, field in kind.model_fields.items())
    known = {name: query[name] for name in names if name in query}
    try:
        return kind.model_validate(known)
    except ValidationError as error:
        fields = parameters(kind)
        with override(language):
            wrong = {
                str(e["loc"][0]): right_value(fields[str(e["loc"][0])]) for e in error.errors()
            }
        raise WrongValues(wrong) from error


def parameters(kind: type[Asked]) -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of each parameter."""
    return {
        name: without_null(schema)
        for name, schema in kind.model_json_schema()["properties"].items()
    }


def without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that leaves absence out: what is not there is not null but missing."""
    kept = {name: value for name, value in schema.items() if name not in ("title", "anyOf")}
    if kept.get("default", "") is None:
        del kept["default"]
    some = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    if len(some) == 1:
        return {**some[0], **kept}
    return {**kept, "anyOf": some} if some else kept


def language_of(query: QueryDict, accepted: str) -> str:
    """Return the language that was asked for: by name, else by what the program accepts."""
    for name in ("language", "_language"):
        if (named := query.get(name)) in LANGUAGES:
            return str(named)
    for code, weight in parse_accept_lang_header(accepted.lower()[:500]):
        if weight and code.split("-")[0] in LANGUAGES:
            return code.split("-")[0]
    return settings.LANGUAGE_CODE
