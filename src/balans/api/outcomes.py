"""What went wrong below /api/fhir/, as FHIR says it: an OperationOutcome."""

from collections.abc import Mapping
from typing import Literal

from django.http import HttpResponse
from django.utils.translation import override

from balans.api.problems import OTHERWISE, WORDS, problem
from balans.questionnaires.fhir.resources import Element

FHIR = "application/fhir+json"
PLACE = "/api/fhir/"
CODES = {
    400: "structure",
    404: "not-found",
    405: "not-supported",
    422: "value",
    429: "throttled",
    503: "transient",
}


class Issue(Element):
    """One thing that went wrong."""

    severity: Literal["error"] = "error"
    code: str
    diagnostics: str
    expression: tuple[str, ...] | None = None


class OperationOutcome(Element):
    """What went wrong (FHIR R4)."""

    resource_type: Literal["OperationOutcome"] = "OperationOutcome"
    issue: tuple[Issue, ...]


def refusal(
    path: str, status: int, language: str, wrong: Mapping[str, str] | None = None
) -> HttpResponse:
    """Return an answer that says what went wrong, in the form that the address goes by."""
    if not path.startswith(PLACE):
        return problem(status, language, wrong)
    with override(language):
        words = str(WORDS.get(status, OTHERWISE))
    code = CODES.get(status, "exception")
    issues = [
        Issue(code=code, diagnostics=f"{name}: {detail}", expression=(f"http.{name}",))
        for name, detail in (wrong or {}).items()
    ]
    told = OperationOutcome(issue=tuple(issues) or (Issue(code=code, diagnostics=words),))
    response = HttpResponse(told.as_json(), content_type=FHIR, status=status)
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store"
    return response
