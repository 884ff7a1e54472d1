"""One address of the interface: what it takes, what it gives, and how it is answered.

A function gets what was asked, typed, and gives a model or a stream. All else stands here once:
reading parameters, language, ETag and 304, caches, problems.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.gzip import gzip_page
from pydantic import BaseModel

from balans.api.asking import Asked, language_of, read
from balans.api.outcomes import refusal
from balans.api.problems import NotThere, WrongValues
from balans.api.state import of_content, of_support, tag
from balans.core.files import call
from balans.core.standby import from_standby
from balans.core.text import read_uuid

JSON = "application/json"
NDJSON = "application/x-ndjson"
FRESH_SECONDS = 60
A = TypeVar("A", bound=Asked)


@dataclass(frozen=True)
class Stream:
    """Something long, given piece by piece so that nobody has to hold it."""

    pieces: Iterable[bytes]
    content_type: str = JSON
    filename: str = ""


Answer = BaseModel | Stream


@dataclass(frozen=True)
class Operation:
    """An address as the OpenAPI document describes it. `gives` is a model, or None for a file."""

    path: str
    name: str
    tag: str
    summary: str
    description: str
    asked: type[Asked]
    gives: type[BaseModel] | None
    content_types: tuple[str, ...]
    local: bool
    answer: Callable[..., Answer]

    @property
    def pattern(self) -> str:
        """Return the address as a regular expression, with or without a slash at the end."""
        words = re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", self.path.replace(".", r"\."))
        return f"^{words}/?$" if words else "^$"


OPERATIONS: dict[str, Operation] = {}


def operation(
    path: str,
    *,
    name: str,
    tag: str,
    summary: str,
    gives: type[BaseModel] | None,
    asked: type[Asked] = Asked,
    description: str = "",
    content_types: tuple[str, ...] = (JSON,),
    local: bool = False,
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Make a function the answer at an address. `local` says that the database has a part in it."""

    def made(answer: Callable[..., Answer]) -> Callable[..., Answer]:
        OPERATIONS[name] = Operation(
            path=path,
            name=name,
            tag=tag,
            summary=summary,
            description=description,
            asked=asked,
            gives=gives,
            content_types=content_types,
            local=local,
            answer=answer,
        )
        return answer

    return made


def view(operation: Operation) -> Callable[..., HttpResponseBase]:
    """Return the view that answers an operation.

    What is streamed is read from the primary: nobody can begin anew in the middle.
    """

    @gzip_page
    @wraps(operation.answer)
    @from_standby
    def answered(request: HttpRequest, /, **names: str) -> HttpResponseBase:
        language = language_of(request.GET, request.headers.get("accept-language", ""))
        try:
            asked = read(operation.asked, request.GET, language)
            state = of_support() if operation.local else of_content()
            etag = tag(state.digest, request.get_full_path(), language)
            if known := get_conditional_response(request, etag=etag):
                return _with_headers(known, language, etag, state.changed)
            given = operation.answer(asked, language, **names)
        except NotThere:
            return refusal(request.path_info, 404, language)
        except WrongValues as error:
            return refusal(request.path_info, 422, language, error.wrong)
        return _with_headers(_response(request, given), language, etag, state.changed)

    return answered


def _response(request: HttpRequest, given: Answer) -> HttpResponseBase:
    if isinstance(given, BaseModel):
        return HttpResponse(given.model_dump_json(exclude_none=True), content_type=JSON)
    pieces = given.pieces if request.method == "GET" else ()
    response = StreamingHttpResponse(together(pieces), content_type=given.content_type)
    if given.filename:
        call(response, given.filename, kept=True)
    return response


def _with_headers(
    response: HttpResponseBase, language: str, etag: str, changed: datetime | None
) -> HttpResponseBase:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    response.headers["Content-Language"] = language
    if changed:
        response.headers["Last-Modified"] = http_date(changed.astimezone(UTC).timestamp())
    patch_vary_headers(response, ("Accept-Language",))
    return response


PIECE_BYTES = 32_768


def together(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield small pieces put together, so that each one sent is worth it."""
    held, size = [], 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= PIECE_BYTES:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def lines(models: Iterable[BaseModel]) -> Iterator[bytes]:
    """Yield each model as a line of its own."""
    for each in models:
        yield each.model_dump_json(exclude_none=True).encode() + b"\n"


def document(head: dict[str, Any], models: Iterable[BaseModel]) -> Iterator[bytes]:
    """Yield one JSON object: what stands at its head, then `contents` with every model."""
    yield json.dumps(head, ensure_ascii=False)[:-1].encode()
    yield b', "contents": ['
    for place, each in enumerate(models):
        yield (b",\n" if place else b"\n") + each.model_dump_json(exclude_none=True).encode()
    yield b"\n]}\n"


def uuid_of(text: str) -> UUID:
    """Return an id. Raise NotThere: what is no id is nobody's."""
    if (found := read_uuid(text)) is None:
        raise NotThere
    return found
