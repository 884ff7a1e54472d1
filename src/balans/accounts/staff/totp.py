"""Codes that an app makes from a shared secret and the time (TOTP, RFC 6238).

SHA-1, six digits, thirty seconds: what every app knows. The rule alone, no database.
"""

import base64
import hmac
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

SECRET_BYTES = 20
DIGITS = 6
STEP_SECONDS = 30
DRIFT = 1
"""How many steps a clock may be off, either way."""

GROUP = 4


def step_of(moment: datetime) -> int:
    """Return the number of the half minute that a moment lies in."""
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(secret: bytes, step: int) -> str:
    """Return the code of one half minute."""
    return _totp(secret).generate(step * STEP_SECONDS).decode()


def step_of_code(secret: bytes, code: str, now: datetime, *, after: int = 0) -> int | None:
    """Return the half minute that a code belongs to; None for one that is wrong, old or used.

    Only half minutes later than `after` count: the last one whose code was used.
    """
    here = step_of(now)
    for step in range(here - DRIFT, here + DRIFT + 1):
        right = hmac.compare_digest(code_at(secret, step).encode(), code.encode())
        if right and step > after:
            return step
    return None


def in_groups(secret: bytes) -> str:
    """Return the secret as one types it into an app: letters and digits in groups of four."""
    letters = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def address_for_app(secret: bytes, *, account: str, issuer: str) -> str:
    """Return the otpauth address that the QR code holds."""
    return _totp(secret).get_provisioning_uri(account, issuer)


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS, enforce_key_length=False)
