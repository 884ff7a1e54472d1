"""The two cookies of accounts: the secret that opens the vault, and the question that is open."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from balans.accounts.entry.challenges import LIFETIME
from balans.accounts.entry.entering import Entered, lend_device, renew_browser
from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.person import Person, person_of, read_cookie, write_cookie

FORGET = '"cache", "cookies", "storage"'


def let_in(request: HttpRequest, entered: Entered) -> None:
    """Let the middleware give the browser its secret."""
    request.balans_person = entered.person  # type: ignore[attr-defined]
    request.balans_secret = entered.secret  # type: ignore[attr-defined]


def renew_here(request: HttpRequest, person: Person) -> None:
    """Let this browser have a fresh secret, after who is here proved it once more."""
    request.balans_secret = renew_browser(person=person)  # type: ignore[attr-defined]


def lend_here(request: HttpRequest) -> None:
    """Let this browser keep its way in for a sitting only: the device is somebody else's."""
    person = person_of(request)
    if person is None or person.is_on_shared_device:
        return
    lend_device(slot=person.slot)
    # The cookie goes out anew, to last until the browser is closed.
    known = read_cookie(request.COOKIES.get(settings.KEY_COOKIE, ""))
    request.balans_secret = getattr(request, "balans_secret", None) or known  # type: ignore[attr-defined]


def forget_here(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser forget whose it was, with all that it kept; older ones know no header."""
    # A visit that renews the cookie would give the secret back to the browser.
    request.balans_secret = None  # type: ignore[attr-defined]
    for name in request.COOKIES:
        response.delete_cookie(name, samesite="Lax")
    response.headers["Clear-Site-Data"] = FORGET
    keep_out_of_caches(response)


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
