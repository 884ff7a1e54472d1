"""The part of FHIR R4 that we write: frozen, with the standard's own names in JSON.

What is not known is left out, never null. Source: http://hl7.org/fhir/R4/questionnaire.html.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

ItemType = Literal[
    "group",
    "display",
    "boolean",
    "integer",
    "decimal",
    "quantity",
    "date",
    "dateTime",
    "string",
    "text",
    "choice",
    "open-choice",
]
Operator = Literal["exists", "=", "!=", ">", "<", ">=", "<="]


class Element(BaseModel):
    """A part of a resource."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_camel,
        validate_by_name=True,
        serialize_by_alias=True,
        defer_build=True,
    )

    def as_json(self) -> str:
        """Return it as FHIR writes it."""
        return self.model_dump_json(exclude_none=True)


class Coding(Element):
    """A code from a list; `extension` holds its points (ordinalValue)."""

    extension: tuple["Extension", ...] | None = None
    system: str | None = None
    version: str | None = None
    code: str | None = None
    display: str | None = None
    user_selected: bool | None = None


class CodeableConcept(Element):
    """A thing named by codes."""

    coding: tuple[Coding, ...] | None = None
    text: str | None = None


class Extension(Element):
    """Something that FHIR itself has no element for; `url` says what."""

    url: str
    value_integer: int | None = None
    value_decimal: int | float | None = None
    value_string: str | None = None
    value_coding: Coding | None = None
    value_codeable_concept: CodeableConcept | None = None


class Identifier(Element):
    """A name within a system."""

    system: str | None = None
    value: str | None = None


class EnableWhen(Element):
    """When an item is asked: after this answer to an earlier question."""

    question: str
    operator: Operator
    answer_boolean: bool | None = None
    answer_integer: int | None = None
    answer_coding: Coding | None = None


class AnswerOption(Element):
    """One of the answers to choose from."""

    value_coding: Coding | None = None


class Item(Element):
    """A question, a group of them, or words to read."""

    extension: tuple[Extension, ...] | None = None
    link_id: str
    prefix: str | None = None
    text: str | None = None
    type: ItemType
    enable_when: tuple[EnableWhen, ...] | None = None
    enable_behavior: Literal["all", "any"] | None = None
    required: bool | None = None
    repeats: bool | None = None
    answer_option: tuple[AnswerOption, ...] | None = None
    item: tuple["Item", ...] | None = None


class Questionnaire(Element):
    """A questionnaire: what is asked, in one language, at one version (FHIR R4)."""

    resource_type: Literal["Questionnaire"] = "Questionnaire"
    id: str = Field(description="Name and version; see the list.")
    language: str
    url: str = Field(description="Canonical: the same on every host and for every version.")
    identifier: tuple[Identifier, ...]
    version: str
    name: str
    title: str
    status: Literal["active", "retired"]
    date: str = Field(description="The day on which somebody last read it through.")
    publisher: str
    description: str
    purpose: str
    copyright: str
    item: tuple[Item, ...]


class Quantity(Element):
    """A number with its unit."""

    value: int | float
    unit: str | None = None
    system: str | None = None
    code: str | None = None


class ResponseAnswer(Element):
    """One answer."""

    value_boolean: bool | None = None
    value_decimal: int | float | None = None
    value_quantity: Quantity | None = None
    value_integer: int | None = None
    value_date: str | None = None
    value_date_time: str | None = None
    value_string: str | None = None
    value_coding: Coding | None = None
    item: tuple["ResponseItem", ...] | None = None


class ResponseItem(Element):
    """A question that was answered, or a group with one in it."""

    link_id: str
    text: str | None = None
    answer: tuple[ResponseAnswer, ...] | None = None
    item: tuple["ResponseItem", ...] | None = None


class QuestionnaireResponse(Element):
    """One time that a questionnaire was filled in. It names nobody."""

    resource_type: Literal["QuestionnaireResponse"] = "QuestionnaireResponse"
    id: str
    language: str
    questionnaire: str = Field(description="Canonical of the questionnaire, then | and version.")
    status: Literal["completed", "in-progress"]
    authored: str
    item: tuple[ResponseItem, ...] | None = None
