"""What went wrong, in plain words, as `application/problem+json` (RFC 9457)."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from pydantic import BaseModel, ConfigDict, Field

CONTENT_TYPE = "application/problem+json"
WORDS = {
    400: gettext_lazy("We kunnen dit verzoek niet lezen."),
    404: gettext_lazy("Hier is niets. Kijk of het adres en het kenmerk kloppen."),
    405: gettext_lazy("Hier kun je alleen lezen: gebruik GET, HEAD of OPTIONS."),
    422: gettext_lazy("Niet alle waarden in de vraag kloppen."),
    503: gettext_lazy("De gegevens zijn er nu niet. Probeer het over een minuut nog een keer."),
}
OTHERWISE = gettext_lazy("Er ging hier iets mis. Probeer het later nog een keer.")


class WrongValue(BaseModel):
    """A parameter that cannot be used, and what would be right."""

    parameter: str = Field(description="Name of the parameter.")
    detail: str = Field(description="What would be right.")


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    model_config = ConfigDict(
        defer_build=True,
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "Unprocessable Entity",
                    "status": 422,
                    "detail": "Not all values in the query are right.",
                    "errors": [{"parameter": "page", "detail": "a whole number from 1 to 1000000"}],
                }
            ]
        },
    )

    type: str = Field(description="Always `about:blank`: the status says what kind it is.")
    title: str = Field(description="The name of the status.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What happened, in plain words, in the language asked for.")
    errors: list[WrongValue] | None = Field(
        default=None, description="Which parameters cannot be used; with status 422."
    )


class NotThere(Exception):
    """Nothing has this id or name."""


class WrongValues(Exception):
    """Parameters that cannot be used: name to what would be right."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(", ".join(wrong))
        self.wrong = wrong


def problem(status: int, language: str, wrong: Mapping[str, str] | None = None) -> HttpResponse:
    """Return an answer that says what went wrong."""
    with override(language):
        told: dict[str, object] = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": str(WORDS.get(status, OTHERWISE)),
        }
        if wrong:
            told["errors"] = [
                {"parameter": name, "detail": detail} for name, detail in wrong.items()
            ]
    response = HttpResponse(
        json.dumps(told, ensure_ascii=False), content_type=CONTENT_TYPE, status=status
    )
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store"
    return response


def right_value(schema: Mapping[str, object]) -> str:
    """Return in words what a parameter with this JSON Schema takes, in the active language."""
    match schema.get("type"), schema.get("format"), schema.get("enum"):
        case _type, _format, [*choices]:
            return _("een van deze: %(choices)s") % {"choices": ", ".join(map(str, choices))}
        case "integer", _format, _none:
            bounds = {"low": schema.get("minimum"), "high": schema.get("maximum")}
            return _("een heel getal van %(low)s tot en met %(high)s") % bounds
        case "boolean", _format, _none:
            return _("true of false")
        case _type, "date-time", _none:
            return _("een datum met tijd, zoals 2026-11-01T09:00:00Z")
        case _type, "uuid", _none:
            return _("een kenmerk (UUID) zoals het hier in een lijst staat")
    return _("tekst van hooguit %(most)s tekens") % {"most": schema.get("maxLength")}
