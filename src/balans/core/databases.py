"""Settings of databases. Read while settings are: of Django nothing but what is wrong with one."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PATIENCE_SECONDS = 3
"""How long somebody waits for a database that does not answer, before they are told."""
AWAY_AFTER_SECONDS = 2
"""The same for a standby: the primary can still be asked then."""
DEAD_AFTER_SECONDS = 10
KEPT_SECONDS = 60
MOST_CONNECTIONS = 20
"""Of one process: its threads, and a few over."""


def sqlite(file: Path) -> dict[str, Any]:
    """Return the settings of SQLite: what is said to be kept is on disk."""
    return {
        "ENGINE": "balans.core.sqlite",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "TEST": {"NAME": ":memory:"},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                "PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=8000;"
            ),
        },
    }


def postgresql(address: str, password: str = "") -> dict[str, Any]:
    """Return the settings of `postgres://name:password@host:port/database?sslmode=require`.

    The password may come apart. What the address says of a line goes before our own limits.
    Connections come from a pool in each process: without it an insert takes seven times as long.
    Raise ImproperlyConfigured for another address, or when the library is missing.
    """
    parts = urlsplit(address)
    name = unquote(parts.path.strip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured(
            "BALANS_DATABASE_URL must look like postgres://name:password@host:5432/database."
        )
    if find_spec("psycopg") is None:
        raise ImproperlyConfigured(
            "BALANS_DATABASE_URL needs a library: pip install 'mantelzorgbalans[postgres]'."
        )
    return {
        "ENGINE": "balans.core.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or "") or password,
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            **_limits(connect=PATIENCE_SECONDS, dead=DEAD_AFTER_SECONDS),
            **dict(parse_qsl(parts.query)),
            # The pool waits longer and longer between its tries, for five minutes unless told
            # otherwise: whoever needs a connection after that begins anew.
            "pool": {
                "min_size": 1,
                "max_size": MOST_CONNECTIONS,
                "timeout": PATIENCE_SECONDS,
                "reconnect_timeout": 2,
            },
        },
    }


def standby(address: str, password: str = "") -> dict[str, Any]:
    """Return the settings of a standby at an address, as `postgresql` does of a primary.

    Each thread keeps its connection: a pool would go on waiting for a standby that is away. What
    hears nothing for two seconds gives up, and the page is read from the primary.
    """
    made = postgresql(address, password)
    made["OPTIONS"] = {
        **_limits(connect=AWAY_AFTER_SECONDS, dead=AWAY_AFTER_SECONDS),
        "options": "-c statement_timeout=5000",
        **dict(parse_qsl(urlsplit(address).query)),
    }
    return made | {
        "CONN_MAX_AGE": KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"MIRROR": "default"},
    }


def _limits(*, connect: int, dead: int) -> dict[str, int]:
    """Return after how many seconds libpq gives up a line that is not made, or that went dead."""
    return {
        "connect_timeout": connect,
        "tcp_user_timeout": dead * 1000,
        "keepalives_idle": dead,
        "keepalives_interval": 1,
        "keepalives_count": 2,
    }
