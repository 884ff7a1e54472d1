"""Sends a person's secret to the browser, and keeps personal pages out of every cache."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from balans.accounts.person import write_cookie


class GuestMiddleware:
    """Set the person's cookie when it is new or renewed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if secret := getattr(request, "balans_secret", None):
            response.set_cookie(
                settings.GUEST_COOKIE,
                write_cookie(secret),
                max_age=timedelta(days=settings.GUEST_DAYS),
                secure=settings.HTTPS,
                httponly=True,
                samesite="Lax",
            )
        if hasattr(request, "balans_person"):
            keep_out_of_caches(response)
        return response


def keep_out_of_caches(response: HttpResponse) -> None:
    """Mark a response as nobody's to keep: not the browser's, not a proxy's."""
    response.headers["Cache-Control"] = "no-store, private"
    patch_vary_headers(response, ("Cookie",))
