"""Open Referral HSDS 3.0 as we give it: the same names, and words on what stands in each.

Fields that we never know are left out. Six fields are ours: `page`, `chat`, `about_dying`,
`assurer_name`, `expect` and `language` of a service. Terms and names of services have
`about_dying` too.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

EXAMPLE_ID = "1d4f2f0e-0c57-5d0e-a5a4-0d6f5b7f6f10"

Id = Annotated[str, WithJsonSchema({"type": "string", "format": "uuid", "examples": [EXAMPLE_ID]})]
Uri = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
Mail = Annotated[str, WithJsonSchema({"type": "string", "format": "email"})]
DYING = Field(
    description="It is about dying, death or grief: not to be shown to somebody who did not ask. "
    "Not in HSDS."
)
Moment = Annotated[
    datetime,
    PlainSerializer(lambda at: at.isoformat(timespec="milliseconds").replace("+00:00", "Z")),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class Given(BaseModel):
    """Something that the interface gives. What is not known is left out, never null."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Taxonomy(Given):
    """A list of terms that services are sorted by."""

    id: Id = Field(description="Stays the same.")
    name: str = Field(
        description="Name in the language asked for.", examples=["Waar je hulp bij zoekt"]
    )
    description: str = Field(description="What the terms say about a service.")
    uri: Uri | None = Field(default=None, description="Where the taxonomy stands.")
    version: str | None = Field(default=None, description="Day on which it last changed.")


class TaxonomyTerm(Given):
    """A need of a carer, a kind of needs, or a group of people."""

    id: Id = Field(description="Stays the same.")
    code: str = Field(
        description="Short name, the same in every language.", examples=["nacht-slapen"]
    )
    name: str = Field(
        description="The term, in a carer's own words.", examples=["Ik wil een nacht slapen"]
    )
    description: str = Field(description="What it means; for a need the direct answer.")
    parent_id: Id | None = Field(default=None, description="The term above this one.")
    taxonomy: str = Field(description="Name of its taxonomy.")
    taxonomy_id: Id = Field(description="Id of its taxonomy.")
    taxonomy_detail: Taxonomy | None = Field(default=None, description="Its taxonomy.")
    language: str = Field(description="ISO 639-1 code of the words.", examples=["nl"])
    term_uri: Uri | None = Field(default=None, description="Page for people about this term.")
    about_dying: bool = DYING


class Attribute(Given):
    """A link from a service to a term."""

    id: Id
    link_id: Id = Field(description="Id of the service.")
    link_entity: Literal["service"] = Field(description="What it belongs to.")
    link_type: str = Field(description="`need` or `audience`.", examples=["need"])
    taxonomy_term_id: Id = Field(description="Id of the term.")
    taxonomy_term: TaxonomyTerm | None = Field(default=None, description="The term.")


class Phone(Given):
    """A number to call, or to send a message to."""

    id: Id
    service_id: Id | None = None
    number: str = Field(
        description="As one writes it in the Netherlands.", examples=["030 760 60 55"]
    )
    type: Literal["voice", "text"] = Field(description="`text` is for WhatsApp (RFC 6350).")
    description: str | None = Field(default=None, description="Which app, for `text`.")


class Schedule(Given):
    """When one can reach a service, every week (RFC 5545)."""

    id: Id
    service_id: Id | None = None
    freq: Literal["WEEKLY"] | None = Field(default=None, description="Every week.")
    wkst: Literal["MO"] | None = Field(default=None, description="A week starts on Monday.")
    byday: str | None = Field(default=None, description="Days, with commas.", examples=["MO,TU"])
    opens_at: str | None = Field(
        default=None,
        description="HH:MM on the clock of the Netherlands (Europe/Amsterdam), summer and winter.",
        examples=["09:00"],
    )
    closes_at: str | None = Field(
        default=None, description="The same. Before `opens_at` it means after midnight."
    )
    description: str | None = Field(default=None, description="The hours in words.")
    notes: str | None = Field(default=None, description="Which clock it is.")


class ServiceArea(Given):
    """Where one can use a service."""

    id: Id
    service_id: Id | None = None
    name: str = Field(description="A municipality, or `Nederland`.", examples=["Utrecht"])
    extent_type: Literal["country", "municipality"] | None = Field(
        default=None, description="What kind of area it is."
    )


class Language(Given):
    """A language in which people are helped."""

    id: Id
    service_id: Id | None = None
    name: str = Field(description="Name in the language asked for.", examples=["Nederlands"])
    code: str | None = Field(default=None, description="ISO 639 code.", examples=["nl"])


class CostOption(Given):
    """What it costs."""

    id: Id
    service_id: Id | None = None
    option: str | None = Field(default=None, description="Free of charge, in part, or not.")
    currency: str | None = Field(default=None, description="ISO 4217 code.", examples=["EUR"])
    amount: float | None = Field(default=None, description="0 when it is free of charge.")
    amount_description: str | None = Field(default=None, description="The cost in words.")


class Address(Given):
    """An address in the Netherlands. A part that nobody told is an empty text."""

    id: Id
    location_id: Id | None = None
    address_1: str = Field(description="Street and number.")
    city: str
    state_province: str = Field(description="Province.")
    postal_code: str
    country: Literal["NL"] = Field(description="ISO 3166-1 code.")
    address_type: Literal["physical"]


class Location(Given):
    """A place where one goes to."""

    id: Id
    location_type: Literal["physical"]
    name: str | None = None
    description: str | None = Field(default=None, description="Where it is, in words.")
    addresses: list[Address] | None = None


class ServiceAtLocation(Given):
    """A service at one of its places."""

    id: Id
    service_id: Id
    location_id: Id | None = None
    description: str | None = Field(default=None, description="Name of the service.")
    location: Location | None = None


class MinimalService(Given):
    """A service by id, and when it changed."""

    id: Id
    modified_date: Moment


class ServiceName(Given):
    """A service by id and name."""

    id: Id
    name: str
    status: Literal["active"]
    about_dying: bool = DYING


class Organization(Given):
    """Who offers services. What many organisations offer stands under one name for all of them."""

    id: Id = Field(description="UUIDv5 of its name: the same name, the same id.")
    name: str = Field(examples=["MantelzorgNL"])
    description: str
    services: "list[ServiceName] | list[Service] | None" = Field(
        default=None, description="At most 1,000; ask /services with organization_id for all."
    )


class Service(Given):
    """An offer of help. In a list without what there can be several of, unless `full` is asked."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": EXAMPLE_ID,
                    "name": "Mantelzorglijn",
                    "description": "Mensen die veel weten van zorgen voor een ander.",
                    "application_process": "Bel, of stuur een bericht.",
                    "status": "active",
                    "assured_date": "2024-01-15",
                }
            ]
        }
    )

    id: Id = Field(description="Stays the same as long as the offer is there.")
    organization_id: Id = Field(description="Id of who offers it.")
    name: str = Field(description="What it is called.")
    description: str = Field(description="What it is, for whom it is good, and what to expect.")
    url: Uri | None = Field(default=None, description="Its own site.")
    email: Mail | None = None
    status: Literal["active"] = Field(description="Only what people can use is here.")
    application_process: str | None = Field(default=None, description="The first step.")
    fees_description: str | None = Field(default=None, description="What it costs, in words.")
    eligibility_description: str | None = Field(default=None, description="For whom it is.")
    assured_date: date | None = Field(
        default=None, description="Day on which somebody last made sure that it is so."
    )
    assurer_email: Mail | None = Field(default=None, description="Who did.")
    assurer_name: str | None = Field(default=None, description="Who did. Not in HSDS.")
    last_modified: Moment = Field(description="When it last changed here.")
    page: Uri = Field(description="Its page for people on this site. Not in HSDS.")
    chat: Uri | None = Field(default=None, description="Where one can chat. Not in HSDS.")
    expect: str | None = Field(
        default=None,
        description="What one can expect; the description ends with it. Not in HSDS.",
    )
    about_dying: bool = DYING
    language: Literal["nl", "en"] = Field(
        description="Language of these words; Dutch when there are no others. Not in HSDS."
    )
    organization: Organization | None = None
    phones: list[Phone] | None = None
    schedules: list[Schedule] | None = None
    service_areas: list[ServiceArea] | None = None
    service_at_locations: list[ServiceAtLocation] | None = None
    languages: list[Language] | None = None
    cost_options: list[CostOption] | None = None
    attributes: list[Attribute] | None = None


class About(Given):
    """Which HSDS this is."""

    version: Literal["3.0"] = Field(description="HSDS version of this API.")
    profile: Uri = Field(description="Page for people about this interface.")
    openapi_url: Uri = Field(description="The OpenAPI document.")
