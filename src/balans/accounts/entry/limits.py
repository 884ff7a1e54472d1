"""Rate limits that hold over all servers: a count a window, kept under a digest, never a name."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from balans.accounts.models import Count
from balans.core.vault import host_digest

HOUR = timedelta(hours=1)
IPV6_SUBSCRIBER = 64
"""Bits of an IPv6 address that a provider gives one subscriber; the rest is theirs to choose."""


def allow(what: str, who: str, *, most: int, within: timedelta = HOUR) -> bool:
    """Count one more try; return whether it is within the limit. A try beyond it counts as well."""
    now = timezone.now()
    key = host_digest(f"limit {what}", who)
    with transaction.atomic():
        Count.objects.filter(key=key, ends_at__lte=now).delete()
        Count.objects.get_or_create(key=key, defaults={"number": 0, "ends_at": now + within})
        Count.objects.filter(key=key).update(number=F("number") + 1)
        return Count.objects.values_list("number", flat=True).get(key=key) <= most


def is_spent(what: str, who: str, *, most: int) -> bool:
    """Return whether as many were counted as there may be, without counting one more."""
    counts = Count.objects.filter(key=host_digest(f"limit {what}", who), ends_at__gt=timezone.now())
    return counts.filter(number__gte=most).exists()


def number_of(what: str, who: str) -> int:
    """Return how many were counted, without counting one more."""
    counts = Count.objects.filter(key=host_digest(f"limit {what}", who), ends_at__gt=timezone.now())
    return counts.values_list("number", flat=True).first() or 0


def forget(what: str, who: str) -> None:
    """Begin counting anew, after somebody got it right."""
    Count.objects.filter(key=host_digest(f"limit {what}", who)).delete()


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


def sweep_counts(*, now: datetime | None = None) -> int:
    """Forget counts whose window is over."""
    removed, _each = Count.objects.filter(ends_at__lte=now or timezone.now()).delete()
    return removed
