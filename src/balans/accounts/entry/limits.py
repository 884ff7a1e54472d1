"""Rate limits that hold over all servers: a count a window, kept under a digest, never a name."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from balans.accounts.entry.counting import IN_DATABASE, counter
from balans.core.vault import host_digest

log = logging.getLogger("balans")
HOUR = timedelta(hours=1)
IPV6_SUBSCRIBER = 64
"""Bits of an IPv6 address that a provider gives one subscriber; the rest is theirs to choose."""


def allow(what: str, who: str, *, most: int, within: timedelta = HOUR) -> bool:
    """Count one more try; return whether it is within the limit. A try beyond it counts as well."""
    return not reached(what, counter().add(_key(what, who), within) > most)


def is_first(what: str, who: str, *, within: timedelta) -> bool:
    """Count one more; return whether it is the first in a while. For our own work: not logged."""
    return counter().add(_key(what, who), within) == 1


def reached(what: str, beyond: bool) -> bool:
    """Return what was said, and log that a limit is reached when it is: its name, never of whom.

    `what` is a word of our code. The line is of a page, and comes a few times a minute at most.
    """
    if beyond:
        log.warning("a limit was reached: %s", what)
    return beyond


def is_spent(what: str, who: str, *, most: int) -> bool:
    """Return whether as many were counted as there may be, without counting one more."""
    return reached(what, number_of(what, who) >= most)


def number_of(what: str, who: str) -> int:
    """Return how many were counted, without counting one more."""
    return counter().number(_key(what, who))


def forget(what: str, who: str) -> None:
    """Begin counting anew, after somebody got it right."""
    counter().forget(_key(what, who))


def _key(what: str, who: str) -> str:
    return host_digest(f"limit {what}", who)


# What we promised to remember for a while: in the database, whatever counts the tries.


def remember(what: str, who: str, *, within: timedelta) -> None:
    """Remember something about somebody, under a digest, for as long as this."""
    IN_DATABASE.add(_key(what, who), within)


def is_remembered(what: str, who: str) -> bool:
    """Return whether it is remembered still."""
    return IN_DATABASE.number(_key(what, who)) > 0


def let_go(what: str, who: str) -> None:
    """Remember it no longer."""
    IN_DATABASE.forget(_key(what, who))


def from_where(request: HttpRequest) -> str:
    """Return the network address that a request came from, as far as the proxy may be believed."""
    return place_in(request.META)


def place_in(environ: Mapping[str, Any]) -> str:
    """Return the same, before there is a request."""
    forwarded = str(environ.get("HTTP_X_FORWARDED_FOR", "")) if settings.PROXY_HEADER else ""
    return _network(forwarded.rpartition(",")[2].strip() or str(environ.get("REMOTE_ADDR", "")))


def network_in(environ: Mapping[str, Any]) -> str:
    """Return the same when it is somewhere on the internet, and otherwise nothing."""
    place = place_in(environ)
    return place if is_of_one_network(place) else ""


def _network(place: str) -> str:
    """Return an address as one subscriber has it: of IPv6 that is a whole range."""
    try:
        found = ip_address(place)
    except ValueError:
        return place
    if isinstance(found, IPv6Address):
        plain = found.ipv4_mapped
        if plain is not None or not found.is_global:
            return str(plain or found)
        return str(ip_network((found, IPV6_SUBSCRIBER), strict=False))
    return str(found)


def is_of_one_network(place: str) -> bool:
    """Return whether a place is somewhere on the internet.

    An address inside our own walls is a proxy that does not tell who it speaks for, thus everybody.
    """
    try:
        return ip_network(place).is_global
    except ValueError:
        return False
