"""Leaving: a page quickly when somebody comes in, and an account from every page of one's own."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True)
class Leaving:
    """The way out of a page."""

    to: str
    signs_out: bool = False
    """Close one's place as well: others use this device, as its owner said."""


def offer_leaving(request: HttpRequest, offered: bool = True) -> None:
    """Give a page this way out although it is nobody's own, or keep it off a page for staff."""
    request.leaves_quickly = offered  # type: ignore[attr-defined]


def leaving_of(request: HttpRequest) -> Leaving | None:
    """Return the way out of the page that answers a request; None when it needs none.

    Whoever is asked for while a page is made is noted on the request: such a page is somebody's
    own, also for who has written nothing yet.
    """
    if not getattr(request, "leaves_quickly", hasattr(request, "balans_person")):
        return None
    person = getattr(request, "balans_person", None)
    is_lent = person is not None and person.has_account and person.is_on_shared_device
    return Leaving(to=settings.LEAVE_TO, signs_out=is_lent)


def may_sign_out(request: HttpRequest) -> bool:
    """Return whether a page is made for somebody with an account; who was not asked for is nobody.

    A guest has no way back in: what a guest leaves is erased, on pages that say so.
    """
    person = getattr(request, "balans_person", None)
    return person is not None and person.has_account
