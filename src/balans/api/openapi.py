"""The OpenAPI 3.1 document, made from the operations and their models."""

import json
import re
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from balans.api.asking import parameters, without_null
from balans.api.exports import LICENCE
from balans.api.operation import FRESH_SECONDS, JSON, OPERATIONS, Operation
from balans.api.outcomes import FHIR, OperationOutcome
from balans.api.problems import CONTENT_TYPE, Problem
from balans.api.site import page_called, site
from balans.api.state import of_content, tag

VERSION = "1.0.0"
NO_SCHEMA = {"type": "string", "description": "A file, streamed."}
ABOUT = """Content and support map of MantelzorgBalans, for other programs. Read-only, no key.

* **Help**: offers as Open Referral HSDS 3.0 describes them, national and of municipalities.
* **Texts**: articles, themes, pathways by phase, needs with a direct answer, exercises, helplines.
* **FHIR**: checks and exercises as FHIR R4 Questionnaires.
* **Export**: all of it at once.

Texts are licensed CC BY 4.0: say where they come from. What is marked `about_dying` is not to be
shown to somebody who did not ask. Every answer has an ETag: send it back as `If-None-Match` and
get 304 when nothing changed. What is not known is left out, never null. Errors are
`application/problem+json` (RFC 9457), below /fhir an OperationOutcome."""
TAGS = [
    {"name": "HSDS", "description": "Offers of help (Open Referral HSDS 3.0)."},
    {"name": "Texts", "description": "What people read here."},
    {"name": "FHIR", "description": "Checks and exercises (HL7 FHIR R4, 4.0.1)."},
    {"name": "Export", "description": "The whole list at once."},
]


def document(request: HttpRequest) -> HttpResponseBase:
    """Give the OpenAPI document."""
    etag = tag(of_content().digest, request.path, "")
    response = HttpResponse(as_json(), content_type=JSON)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    return get_conditional_response(request, etag=etag, response=response) or response


@cache
def as_json() -> str:
    """Return the document as text."""

    return json.dumps(openapi(), ensure_ascii=False, indent=1)


def openapi() -> dict[str, Any]:
    """Return the document. References are within it: it can be read without a network."""
    operations = list(OPERATIONS.values())
    models: list[type[BaseModel]] = [Problem, OperationOutcome]
    models += [each.gives for each in operations if each.gives]
    names, schemas = models_json_schema(
        [(model, "serialization") for model in dict.fromkeys(models)],
        ref_template="#/components/schemas/{model}",
    )
    found = {
        "openapi": "3.1.0",
        "info": {
            "title": "MantelzorgBalans",
            "version": VERSION,
            "summary": "Help and texts for people who care for someone who will not get better.",
            "description": ABOUT,
            "license": {"name": LICENCE["title"], "url": LICENCE["path"]},
            "contact": {"name": "MantelzorgBalans", "url": page_called("api_explained", "en")},
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{"url": f"{site()}/api"}],
        "tags": TAGS,
        "externalDocs": {
            "description": "Open Referral HSDS 3.0",
            "url": "https://docs.openreferral.org/en/3.0/",
        },
        "paths": {
            f"/{each.path}": {"get": _get(each, names), "parameters": _in_path(each)}
            for each in operations
        },
        "components": {"schemas": schemas["$defs"]},
    }
    plain: dict[str, Any] = _plain(found)
    return _renamed(plain)


def _get(operation: Operation, names: Any) -> dict[str, Any]:
    given = names[(operation.gives, "serialization")] if operation.gives else NO_SCHEMA
    content = {
        each: {"schema": given if each in (JSON, FHIR) and operation.gives else _file(each)}
        for each in operation.content_types
    }
    trouble = _outcome if FHIR in operation.content_types else _trouble
    return {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.description or f"{operation.summary}.",
        "parameters": [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": schema.pop("description"),
                "schema": schema,
            }
            for name, schema in parameters(operation.asked).items()
        ],
        "responses": {
            "200": {"description": "What was asked.", "headers": HEADERS, "content": content},
            "304": {"description": "Nothing changed since the ETag that was sent along."},
            **({"404": trouble("Nothing has this id or name.")} if "{" in operation.path else {}),
            "422": trouble("A parameter cannot be used."),
        },
    }


HEADERS = {
    "ETag": {
        "description": "Changes when the answer may have changed.",
        "schema": {"type": "string"},
    },
    "Content-Language": {
        "description": "Language of the words.",
        "schema": {"type": "string", "enum": ["nl", "en"]},
    },
}


def _file(content_type: str) -> dict[str, Any]:
    return {"type": "object"} if content_type == JSON else dict(NO_SCHEMA)


def _trouble(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {CONTENT_TYPE: {"schema": schema}}}


def _outcome(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/OperationOutcome"}
    return {"description": description, "content": {FHIR: {"schema": schema}}}


def _in_path(operation: Operation) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": f"Its {name}, from a list.",
            "schema": {"type": "string"} | ({"format": "uuid"} if name == "id" else {}),
        }
        for name in re.findall(r"\{(\w+)\}", operation.path)
    ]


def _plain(part: Any) -> Any:
    """Return the document without null, titles that repeat a name, and bans on what is new."""
    if isinstance(part, list):
        return [_plain(each) for each in part]
    if not isinstance(part, dict):
        return part
    if "anyOf" in part:
        part = without_null(part)
    return {
        name: _plain(each)
        for name, each in part.items()
        if name != "additionalProperties"
        and not (name == "title" and isinstance(each, str) and ("type" in part or "$ref" in part))
    }


def _renamed(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with names of pages that people can read: PageOfService."""

    text = json.dumps(document)
    for name in sorted(document["components"]["schemas"], key=len, reverse=True):
        short = re.sub(r"Page_(?:Union_)?([A-Za-z]+?)(?:__[A-Za-z]+_+|_)$", r"PageOf\1", name)
        text = text.replace(f'/{name}"', f'/{short}"').replace(f'"{name}": {{', f'"{short}": {{')
    renamed: dict[str, Any] = json.loads(text)
    return renamed
