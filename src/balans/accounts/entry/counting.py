"""Where tries are counted: in the database, or in Valkey when a setting names one.

Both hold over all servers and know digests alone. Valkey that is away makes nobody wait and locks
nobody out: until it is back the database counts, from nothing.
"""

import importlib.util
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from balans.accounts.models import Count

log = logging.getLogger("balans")
PREFIX = "balans:count:"
TIMEOUT_SECONDS = 0.5
AWAY_SECONDS = 10.0
"""How long Valkey is left alone after it did not answer."""

HOW = "pip install 'mantelzorgbalans[valkey]', or leave BALANS_CACHE_URL out."
T = TypeVar("T")


class Counter(Protocol):
    """Counts under a key; a count ends so long after its first try."""

    def add(self, key: str, within: timedelta) -> int:
        """Count one more; return how many there are. Several at once are all counted."""

    def number(self, key: str) -> int:
        """Return how many there are."""

    def forget(self, key: str) -> None:
        """Begin anew."""


class InDatabase:
    """Counts as rows."""

    def add(self, key: str, within: timedelta) -> int:
        """Count one more; return how many there are."""
        now = timezone.now()
        with transaction.atomic():
            Count.objects.filter(key=key, ends_at__lte=now).delete()
            Count.objects.get_or_create(key=key, defaults={"number": 0, "ends_at": now + within})
            Count.objects.filter(key=key).update(number=F("number") + 1)
            return Count.objects.values_list("number", flat=True).get(key=key)

    def number(self, key: str) -> int:
        """Return how many there are."""
        rows = Count.objects.filter(key=key, ends_at__gt=timezone.now())
        return rows.values_list("number", flat=True).first() or 0

    def forget(self, key: str) -> None:
        """Begin anew."""
        Count.objects.filter(key=key).delete()


class InValkey:
    """Counts in Valkey or Redis, each with its own end; raises what the library raises."""

    def __init__(self, address: str) -> None:
        from redis import Redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        # Once more at most: for a line that was closed while nobody used it.
        self._valkey = Redis.from_url(
            address,
            socket_connect_timeout=TIMEOUT_SECONDS,
            socket_timeout=TIMEOUT_SECONDS,
            retry=Retry(NoBackoff(), 1),
        )

    def add(self, key: str, within: timedelta) -> int:
        """Count one more; return how many there are."""
        with self._valkey.pipeline(transaction=True) as line:
            line.set(PREFIX + key, 0, px=within, nx=True)
            line.incr(PREFIX + key)
            return int(line.execute()[1])

    def number(self, key: str) -> int:
        """Return how many there are."""
        found: Any = self._valkey.get(PREFIX + key)
        return int(found or 0)

    def forget(self, key: str) -> None:
        """Begin anew."""
        self._valkey.delete(PREFIX + key)


class WhileThere:
    """Counts in Valkey while it answers, and in the database while it does not."""

    def __init__(self, valkey: InValkey) -> None:
        self._valkey, self._away_until = valkey, 0.0

    def add(self, key: str, within: timedelta) -> int:
        """Count one more; return how many there are."""
        return self._asked(lambda store: store.add(key, within))

    def number(self, key: str) -> int:
        """Return how many there are."""
        return self._asked(lambda store: store.number(key))

    def forget(self, key: str) -> None:
        """Begin anew."""
        self._asked(lambda store: store.forget(key))

    def _asked(self, what: Callable[[Counter], T]) -> T:
        from redis.exceptions import RedisError

        if time.monotonic() >= self._away_until:
            try:
                return what(self._valkey)
            except (RedisError, OSError) as error:
                self._away_until = time.monotonic() + AWAY_SECONDS
                log.error("Valkey did not answer (%s): the database counts", type(error).__name__)
        return what(IN_DATABASE)


IN_DATABASE = InDatabase()


def counter() -> Counter:
    """Return what counts tries."""
    return _while_there(settings.CACHE_URL) if settings.CACHE_URL else IN_DATABASE


@cache
def _while_there(address: str) -> WhileThere:
    require_library()
    return WhileThere(InValkey(address))


def require_library() -> None:
    """Raise ImproperlyConfigured when Valkey is asked for and its library is not there."""
    if settings.CACHE_URL and importlib.util.find_spec("redis") is None:
        raise ImproperlyConfigured(f"BALANS_CACHE_URL is set, but 'redis' is missing. {HOW}")


def sweep_counts(*, now: datetime | None = None) -> int:
    """Forget counts of the database whose window is over."""
    removed, _each = Count.objects.filter(ends_at__lte=now or timezone.now()).delete()
    return removed
