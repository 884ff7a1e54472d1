"""Which passwords somebody guesses first: common ones, words of this place, one's own address."""

import re
from functools import cache

OURS = frozenset(
    {
        *("mantelzorg", "mantelzorgbalans", "mantelzorger", "balans", "zorgbalans", "caregiver"),
        *("zorg", "zorgen", "verzorging", "carer", "caring", "herinnering", "herinneringen"),
        *("welkom", "wachtwoord", "inloggen", "geheim", "vergeten", "password", "welcome"),
        *("moeder", "vader", "papa", "mama", "opa", "oma", "dement", "dementie", "liefde"),
        *("beheer", "beheerder", "redactie", "gesprek", "gespreksleider", "administrator"),
        *("januari", "februari", "maart", "april", "juni", "juli", "augustus", "september"),
        *("oktober", "november", "december", "lente", "zomer", "herfst", "winter"),
    }
)
"""Words of this product and its subject, and what Dutch people take first (docs/security.md)."""

AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
"""What people put before and behind a word to make it pass: digits and signs."""

FEWEST_SIGNS = 4
"""How many different signs there are at least."""


def is_easy(password: str, address: str = "") -> bool:
    """Return whether a password is guessed soon: common or of this place, also with digits or signs
    around it, twice the same, or part of its owner's address."""
    plain = password.casefold()
    if len(set(plain)) < FEWEST_SIGNS:
        return True
    half = plain[: len(plain) // 2]
    words = {plain, AROUND.sub("", plain), half if half * 2 == plain else plain}
    return any(_is_known(word) for word in words) or any(word in _parts(address) for word in words)


def _is_known(word: str) -> bool:
    return word in OURS or word in _common()


def _parts(address: str) -> set[str]:
    low = address.casefold()
    local, _at, domain = low.partition("@")
    return {part for part in (low, local, domain, AROUND.sub("", local)) if part}


@cache
def _common() -> frozenset[str]:
    """Return the 19,646 most common passwords as Django ships them (by Royce Williams)."""
    from django.contrib.auth.password_validation import CommonPasswordValidator

    return frozenset(CommonPasswordValidator().passwords)
