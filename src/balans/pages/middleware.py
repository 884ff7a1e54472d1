"""Public pages answered from memory, and a calm page when the database is away."""

import errno
import gzip
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.person import TooManyGuests
from balans.accounts.space import NoSpace
from balans.core.blobs import NoRoom
from balans.core.bodies import CROWDED
from balans.core.keys import KeysAway
from balans.core.tracing import route_of
from balans.pages.errors import (
    cannot_now,
    no_space,
    session_expired,
    too_crowded,
    too_many_guests,
)
from balans.ui.reading import parse, write

log = logging.getLogger("balans")
MOST_PAGES, MOST_BYTES = 2_000, 16_000_000
"""Of pages in memory, for each process: all pages take four million; hosts and settings more."""

LEAST_BYTES_TO_SHRINK = 600

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """Mark a view whose page is the same for everybody without a guest's cookie or a query."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.public_page = may_be_shared(request)  # type: ignore[attr-defined]
        return response

    return marked


def placeless_page(view: View) -> View:
    """Mark the same for a page that shows more to who told for which place they look.

    It is kept without a place only, and never answered from memory to who has one.
    """

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        fits = may_be_shared(request) and not _has_place(request)
        response.public_page = fits  # type: ignore[attr-defined]
        response.placeless = True  # type: ignore[attr-defined]
        if _has_place(request):
            # Who forgets their place and goes back must not see it again.
            keep_out_of_caches(response)
        return response

    return marked


def _has_place(request: HttpRequest) -> bool:
    return settings.PLACE_COOKIE in request.COOKIES


def may_be_shared(request: HttpRequest) -> bool:
    """Return whether the answer to this request may be kept for others."""
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and settings.KEY_COOKIE not in request.COOKIES
    )


class Key(NamedTuple):
    """What a kept page depends on; `reading` are the reading settings, whatever the cookie says."""

    scheme: str
    host: str
    path: str
    reading: str
    day: str
    """A page may say what is long ago: it is made anew every day."""


@dataclass(frozen=True)
class Kept:
    """A page as it goes over the line, plain and shrunk."""

    plain: bytes
    shrunk: bytes
    etag: str
    headers: dict[str, str]
    placeless: bool = False
    """Not for who has a place: their page shows more."""

    route: str = ""

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.shrunk)


class PublicPageCache:
    """Keep the pages that views mark as public; answer the next visitor without the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages: OrderedDict[Key, Kept] = OrderedDict()
        self.bytes = 0
        self.lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.DEBUG or not may_be_shared(request):
            return self.get_response(request)
        key = Key(
            scheme=request.scheme or "",
            host=request.META.get("HTTP_HOST", ""),
            path=request.path_info,
            reading=write(parse(request.COOKIES.get(settings.READING_COOKIE, ""))),
            day=timezone.localdate().isoformat(),
        )
        kept = self.pages.get(key)
        if kept is not None and kept.placeless and _has_place(request):
            return self.get_response(request)
        if kept is None:
            response = self.get_response(request)
            if getattr(response, "public_page", False) and response.status_code == 200:
                kept = self._keep(key, response, route_of(request))
            if kept is None:
                return response
        request.balans_route = kept.route  # type: ignore[attr-defined]
        return answer(request, kept)

    def _keep(self, key: Key, response: HttpResponse, route: str) -> Kept | None:
        if response.cookies:
            return None
        plain = response.content
        kept = Kept(
            plain=plain,
            shrunk=gzip.compress(plain, 6, mtime=0) if len(plain) > LEAST_BYTES_TO_SHRINK else b"",
            etag=f'W/"{hashlib.sha256(plain).hexdigest()[:20]}"',
            headers={
                "Content-Type": response.headers["Content-Type"],
                "Content-Language": response.headers.get("Content-Language", ""),
                "Cache-Control": "private, max-age=60" if key.reading else "public, max-age=60",
                "Vary": "Cookie, Accept-Encoding",
            },
            placeless=getattr(response, "placeless", False),
            route=route,
        )
        with self.lock:
            before = self.pages.pop(key, None)
            self.pages[key] = kept
            self.bytes += kept.size - (before.size if before else 0)
            while len(self.pages) > MOST_PAGES or self.bytes > MOST_BYTES:
                _key, gone = self.pages.popitem(last=False)
                self.bytes -= gone.size
        return kept


class Crowded:
    """Answer whom we cannot wait for: too many are sending us something at the same time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.META.get(CROWDED):
            # Nothing of the body may be read: that is what we do not wait for.
            request.method = "GET"
            return too_crowded(request)
        return self.get_response(request)


class DatabaseAway:
    """Answer with a calm page when database or storage is away or full; nothing is half done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page that says it: gone, or not now; None for any other fault."""
        if isinstance(error, (ObjectDoesNotExist, IntegrityError)):
            # Erased in another tab or by the clock, while this answer was on its way.
            return session_expired(request)
        if isinstance(error, NoSpace):
            return no_space(request, error)
        if isinstance(error, TooManyGuests):
            return too_many_guests(request)
        if not (isinstance(error, (OperationalError, InterfaceError, NoRoom)) or _is_full(error)):
            return None
        log.error("database or storage did not answer: %s", type(error).__name__)
        return cannot_now(request)


def _is_full(error: Exception) -> bool:
    """Return whether the disk had no room for a key file, or the keys are away."""
    if isinstance(error, KeysAway):
        return True
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Return a kept page in the form that the browser can take; nothing when it has it."""
    if request.META.get("HTTP_IF_NONE_MATCH") == kept.etag:
        response = HttpResponse(status=304)
    elif kept.shrunk and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        response = HttpResponse(kept.shrunk)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(kept.plain)
    for name, value in kept.headers.items():
        response.headers[name] = value
    response.headers["ETag"] = kept.etag
    if response.status_code == 200:
        response.headers["Content-Length"] = str(len(response.content))
    return response
