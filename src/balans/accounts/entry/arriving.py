"""What somebody who comes in arrives with: the browser, and what a guest wrote in it."""

from django.http import HttpRequest

from balans.accounts.entry.device import device_in_words
from balans.accounts.entry.entering import Browser
from balans.accounts.person import Person, person_of
from balans.core.language import page_language


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
