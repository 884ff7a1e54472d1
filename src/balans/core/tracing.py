"""Which request a thread is busy with: the name of its page, and a code to find its lines by."""

import secrets
import time
from contextvars import ContextVar

from django.http import HttpRequest

CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"
CODE_LENGTH = 8
BEGAN = "balans.began"
"""In the environment of a request: when we began with it, seconds of a clock that goes forward."""

NOWHERE = "none"
"""The page of an address where nothing stands."""
METHODS = {"GET": "GET", "HEAD": "HEAD", "POST": "POST"}

busy_with: ContextVar[HttpRequest | None] = ContextVar("busy_with", default=None)


def code_of(request: HttpRequest) -> str:
    """Return the code of a request, made when it is first asked for. It says nothing of anybody."""
    code: str | None = getattr(request, "balans_code", None)
    if code is None:
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        request.balans_code = code  # type: ignore[attr-defined]
    return code


def route_of(request: HttpRequest) -> str:
    """Return the name of a page as the addresses have it; never the address itself."""
    known: str | None = getattr(request, "balans_route", None)
    if known is not None:
        return known
    match = request.resolver_match
    if match is None:
        return "static" if request.path_info.startswith("/static/") else NOWHERE
    return match.view_name


def method_of(request: HttpRequest) -> str:
    """Return how it was asked; whatever is rare goes by one name."""
    return METHODS.get(request.method or "", "other")


def seconds_of(request: HttpRequest) -> float:
    """Return how long we are busy with it."""
    began: float = request.META[BEGAN]
    return time.perf_counter() - began
