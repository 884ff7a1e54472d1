"""How often a way in may be tried: from one network, for one address, and from all over.

Who guesses at somebody else's address must not shut its owner out. So what is counted of an address
over all networks leaves each new network its first try, until it is a flood from a great many.
"""

from datetime import timedelta

from django.http import HttpRequest

from balans.accounts.entry import limits
from balans.accounts.entry.limits import HOUR

DAY = timedelta(days=1)
CODES_AN_HOUR, CODES_FROM_ONE_PLACE = 5, 60
CODES_A_DAY, CODES_A_DAY_FROM_ONE_PLACE = 20, 10
TRIES_AN_HOUR, TRIES_FROM_ONE_PLACE, TRIES_OF_ALL = 10, 50, 30
FIRST_TRIES = 20
"""From so many new networks for one address there is no telling its owner from the rest."""


def may_send(request: HttpRequest, address: str) -> bool:
    """Count a code that is asked for; return whether it may be sent."""
    place = limits.from_where(request)
    both = f"{address} {place}"
    return (
        limits.allow("codes from", place, most=CODES_FROM_ONE_PLACE)
        and limits.allow("codes to, from", both, most=CODES_AN_HOUR)
        and limits.allow("codes a day", both, most=CODES_A_DAY_FROM_ONE_PLACE, within=DAY)
        and _of_address("codes to", address, "codes a day", both, CODES_A_DAY, DAY)
    )


def may_try_password(request: HttpRequest, address: str) -> bool:
    """Count a password that is tried; return whether it may be looked at."""
    place = limits.from_where(request)
    both = f"{address} {place}"
    return (
        limits.allow("passwords from", place, most=TRIES_FROM_ONE_PLACE)
        and limits.allow("passwords of, from", both, most=TRIES_AN_HOUR)
        and _of_address("passwords of", address, "passwords of, from", both, TRIES_OF_ALL, HOUR)
    )


def password_was_right(request: HttpRequest, address: str) -> None:
    """Begin counting anew for who came in."""
    limits.forget("passwords of, from", f"{address} {limits.from_where(request)}")


def may_try_recovery(request: HttpRequest) -> bool:
    """Count a recovery code that is tried; return whether it may be looked at."""
    return limits.allow("recovery from", limits.from_where(request), most=TRIES_FROM_ONE_PLACE)


def _of_address(
    what: str, address: str, here: str, both: str, most: int, within: timedelta
) -> bool:
    """Count for an address over all networks; the first try from a new one goes by."""
    if limits.allow(what, address, most=most, within=within):
        return True
    is_first = limits.number_of(here, both) == 1
    return is_first and limits.allow(f"{what}, first", address, most=FIRST_TRIES, within=within)
