"""The two cookies of accounts: the secret that opens the vault, and the question that is open."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from balans.accounts.entry.challenges import LIFETIME
from balans.accounts.entry.entering import Entered
from balans.accounts.person import read_cookie, write_cookie


def let_in(request: HttpRequest, entered: Entered) -> None:
    """Let the middleware give the browser its secret."""
    request.balans_person = entered.person  # type: ignore[attr-defined]
    request.balans_secret = entered.secret  # type: ignore[attr-defined]


def remember_question(response: HttpResponse, secret: bytes) -> None:
    """Let the browser remember which question it must answer."""
    response.set_cookie(
        settings.QUESTION_COOKIE,
        write_cookie(secret),
        max_age=LIFETIME,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def open_question(request: HttpRequest) -> bytes | None:
    """Return the secret of the question that this browser must answer."""
    return read_cookie(request.COOKIES.get(settings.QUESTION_COOKIE, ""))


def forget_question(response: HttpResponse) -> None:
    """Let the browser forget the question."""
    response.delete_cookie(settings.QUESTION_COOKIE, samesite="Lax")
