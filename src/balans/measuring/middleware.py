"""Counts and times every request by the name of its page, and lets lines of the log name it."""

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from balans.core.measures import measures
from balans.core.tracing import BEGAN, busy_with, method_of, route_of
from balans.core.visitors import a_person_asks
from balans.measuring.uses import use_of

if TYPE_CHECKING:
    from prometheus_client import Counter, Histogram

access = logging.getLogger("balans.access")


Kind = tuple[str, str, int]
"""Page, method and status: what requests have in common that are counted together. They are few,
and all named by our code."""


class Measured:
    """Stands before everything else, so that nothing is left out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.known: dict[Kind, tuple[Histogram, Counter | None]] = {}
        self.writes_access = settings.LOG_ACCESS

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = request.META.setdefault(BEGAN, time.perf_counter())
        token = busy_with.set(request)
        try:
            response = self.get_response(request)
            kind = (route_of(request), method_of(request), response.status_code)
            timer, use = self.known.get(kind) or self._meet(kind)
            timer.observe(time.perf_counter() - began)
            if use is not None and a_person_asks(request):
                use.inc()
            if self.writes_access:
                access.info("page", extra={"status_code": response.status_code})
            return response
        finally:
            busy_with.reset(token)

    def _meet(self, kind: Kind) -> "tuple[Histogram, Counter | None]":
        use = use_of(*kind)
        counter = measures().uses.labels(use.value) if use else None
        met = measures().requests.labels(*kind), counter
        self.known[kind] = met
        return met
