"""Whoever holds a link: what it opens, and whether they said that they look."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from balans.accounts.models import Look, Share
from balans.accounts.person import person_of, read_cookie
from balans.accounts.shares.sharing import OpenShare
from balans.core.vault import CannotOpen, lookup, new_secret, open_vault

ONE_LOOK = timedelta(hours=1)
"""Within this time, looking again in the same browser is the same look."""


def open_share(token: str) -> OpenShare | None:
    """Return what a link opens; None when it is unknown, mangled, ended, withdrawn or erased.

    All of these ask the database once and go the same way, so that the time tells nothing.
    """
    secret = read_cookie(token) or new_secret()
    now = timezone.now()
    found = Share.objects.open(now).select_related("owner").filter(lookup=lookup(secret)).first()
    if found is None:
        return None
    try:
        part = open_vault(str(found.owner_id), secret, found.key)
        greeting = found.read_greeting(part)
    except CannotOpen:
        return None
    return OpenShare(
        id=found.pk,
        owner=found.owner_id,
        room=found.room,
        record=found.record,
        token=token,
        sharer=greeting.sharer,
        ends_at=found.until,
        vault=part,
    )


def is_own(request: HttpRequest, share: OpenShare) -> bool:
    """Return whether the one who shares it is looking; that is no look."""
    person = person_of(request)
    return person is not None and person.owner.pk == share.owner


def has_looked(request: HttpRequest, share: OpenShare) -> bool:
    """Return whether this browser said within the hour that it looks."""
    kept = request.get_signed_cookie(
        _cookie(share), default=None, salt=_salt(share), max_age=ONE_LOOK
    )
    return kept is not None


def remember_look(response: HttpResponse, share: OpenShare, look: Look) -> None:
    """Let the browser remember for an hour that it said so, for this share alone."""
    response.set_signed_cookie(
        _cookie(share),
        str(look.pk),
        salt=_salt(share),
        max_age=ONE_LOOK,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def shared_vault(request: HttpRequest, token: str) -> OpenShare | None:
    """Return an open share for who may see it now: after saying so, or being its owner.

    For whatever belongs to a shared thing and has an address of its own, such as a photo: give
    `shared_views.not_shared` for None, and read with the vault of the share what is of its record.
    """
    share = open_share(token)
    if share is None or not (has_looked(request, share) or is_own(request, share)):
        return None
    return share


def _cookie(share: OpenShare) -> str:
    return f"{settings.LOOK_COOKIE}_{share.id.hex[:12]}"


def _salt(share: OpenShare) -> str:
    return f"look {share.id}"
