"""Sends a person's secret to the browser, and keeps personal pages out of every cache."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from balans.accounts.person import Person, write_cookie


class PersonMiddleware:
    """Set the cookie with the secret when it is new or renewed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if secret := getattr(request, "balans_secret", None):
            response.set_cookie(
                settings.KEY_COOKIE,
                write_cookie(secret),
                max_age=_age(request),
                secure=settings.HTTPS,
                httponly=True,
                samesite="Lax",
            )
        if hasattr(request, "balans_person") or request.method == "POST":
            # What answers a post may repeat what was typed, also by who is nobody here yet.
            keep_out_of_caches(response)
        return response


def _age(request: HttpRequest) -> timedelta | None:
    """Return how long the browser keeps the secret; None: until it is closed."""
    person: Person = request.balans_person  # type: ignore[attr-defined]
    if (end := person.slot.expires_at) is None:
        return timedelta(days=settings.GUEST_DAYS)
    return None if person.is_on_shared_device else end - person.slot.seen_at


def keep_out_of_caches(response: HttpResponse) -> None:
    """Mark a response as nobody's to keep: not the browser's, not a proxy's."""
    response.headers["Cache-Control"] = "no-store, private"
    patch_vary_headers(response, ("Cookie",))
