"""Challenges: a code sent by mail, to be typed in the browser that asked for it, once, and soon."""

import json
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from balans.accounts.models import Challenge
from balans.core.vault import host_digest, host_open, host_seal, lookup, new_secret

LIFETIME = timedelta(minutes=15)
MOST_TRIES = 5
DIGITS = 6
KEPT = timedelta(days=1)


class CodeRefused(Exception):
    """The code does not open; `why` is "wrong", "expired", "used", "often" or "unknown"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Asked:
    """A challenge that was made: the secret for the browser's cookie, and the code to send."""

    secret: bytes
    code: str


def new_code() -> str:
    """Return six digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def digits_of(typed: str) -> str:
    """Return the digits of what was typed; people copy codes with spaces, dots and dashes."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())


def ask(*, purpose: str, about: dict[str, Any], code: str = "") -> Asked:
    """Make a challenge for one browser. `about` comes back with the right answer."""
    secret, now = new_secret(), timezone.now()
    place = lookup(secret)
    Challenge.objects.create(
        lookup=place,
        purpose=purpose,
        sealed=host_seal(json.dumps(about).encode(), place=f"challenge {place}"),
        answer=host_digest(f"code {place}", code),
        created_at=now,
        expires_at=now + LIFETIME,
    )
    return Asked(secret=secret, code=code)


def note_letter(*, secret: bytes, letter: uuid.UUID) -> None:
    """Remember which letter carries the code, so that a page can say when it did not go."""
    Challenge.objects.filter(lookup=lookup(secret)).update(letter=letter)


def find(secret: bytes | None, purpose: str) -> Challenge | None:
    """Return the challenge of a browser, whatever its state; None when there is none."""
    if secret is None:
        return None
    return Challenge.objects.filter(lookup=lookup(secret), purpose=purpose).first()


def about(challenge: Challenge) -> dict[str, Any]:
    """Return what belongs to a challenge."""
    opened = host_open(bytes(challenge.sealed), place=f"challenge {challenge.lookup}")
    found: dict[str, Any] = json.loads(opened)
    return found


def answer(challenge: Challenge | None, code: str) -> dict[str, Any]:
    """Use a challenge up; return what belongs to it. Raise CodeRefused.

    A wrong code counts, also when two come at once; after five the right one does not open either.
    """
    if challenge is None:
        raise CodeRefused("unknown")
    if challenge.used_at is not None:
        raise CodeRefused("used")
    if challenge.expires_at <= timezone.now():
        raise CodeRefused("expired")
    open_still = Challenge.objects.filter(pk=challenge.pk, used_at=None)
    if not open_still.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        raise CodeRefused("often")
    right = host_digest(f"code {challenge.lookup}", code)
    if not secrets.compare_digest(right, challenge.answer):
        raise CodeRefused("often" if challenge.tries + 1 >= MOST_TRIES else "wrong")
    with transaction.atomic():
        if not open_still.update(used_at=timezone.now()):
            raise CodeRefused("used")
    return about(challenge)


def sweep_challenges(*, now: datetime | None = None) -> int:
    """Forget challenges that are long over."""
    moment = (now or timezone.now()) - KEPT
    removed, _each = Challenge.objects.filter(expires_at__lte=moment).delete()
    return removed
