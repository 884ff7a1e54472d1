"""Arriving: the browser that somebody comes in with, what a guest wrote in it, and being let in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from balans.accounts.entry.cookies import let_in
from balans.accounts.entry.device import device_in_words
from balans.accounts.entry.entering import (
    Browser,
    Entered,
    open_browser,
    replace_browser,
    take_over,
)
from balans.accounts.entry.guarding import account_of, going_to
from balans.accounts.models import Owner
from balans.accounts.person import Person, person_of
from balans.core.language import page_language
from balans.core.vault import Vault


def is_lent(request: HttpRequest) -> bool:
    """Return whether somebody is here on a device of another, for a sitting."""
    guest = person_of(request)
    return guest is not None and guest.is_on_shared_device


def browser_of(request: HttpRequest) -> Browser:
    """Return the browser that somebody comes in with; a lent device stays one that is shared."""
    return Browser(
        device=device_in_words(request.headers.get("User-Agent", "")),
        is_shared=is_lent(request) or request.POST.get("gedeeld") == "1",
        language=page_language(),
    )


def guest_along(request: HttpRequest) -> Person | None:
    """Return the guest whose things go along when somebody signs in here.

    None on a lent device: it may be its owner who signs in. Who wants them kept asks for that.
    """
    return None if is_lent(request) else person_of(request)


def welcome(request: HttpRequest, entered: Entered, on: str = "") -> HttpResponse:
    """Let somebody in, and lead them to where they were going, or to Mijn plek."""
    if (before := account_of(request)) is not None:
        replace_browser(before=before, entered=entered)
    let_in(request, entered)
    return redirect(on or "accounts:mine")


def enter_opened(request: HttpRequest, found: tuple[Owner, Vault]) -> HttpResponse:
    """Let in who opened an account; what a guest wrote in their browser goes along."""
    owner, opened = found
    entered = open_browser(owner=owner, opened=opened, browser=browser_of(request))
    take_over(guest=guest_along(request), into=entered.person)
    return welcome(request, entered, going_to(request))
