"""Settings of databases. Read while settings are: of Django nothing but what is wrong with one."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

AWAY_AFTER_SECONDS = 2
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

    The password may come apart. Connections come from a pool in each process: without it an insert
    takes seven times as long. Raise ImproperlyConfigured for another address, or when the library
    is missing.
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
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or "") or password,
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        # A connection that broke while it waited in the pool is renewed before somebody gets it.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **dict(parse_qsl(parts.query)),
            # The pool waits longer and longer between its tries, for five minutes unless told
            # otherwise: whoever needs a connection after that begins anew.
            "pool": {
                "min_size": 1,
                "max_size": MOST_CONNECTIONS,
                "timeout": 10,
                "reconnect_timeout": 2,
            },
        },
    }


def standby(primary: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of a standby, from those that its address has as a primary.

    Each thread keeps its connection: a pool would go on waiting for a standby that is away. What
    hears nothing for two seconds gives up, and the page is read from the primary.
    """
    options = {name: each for name, each in primary["OPTIONS"].items() if name != "pool"}
    return {
        **primary,
        "CONN_MAX_AGE": KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": AWAY_AFTER_SECONDS,
            "tcp_user_timeout": AWAY_AFTER_SECONDS * 1000,
            "keepalives_idle": AWAY_AFTER_SECONDS,
            "keepalives_interval": 1,
            "keepalives_count": 2,
            "options": "-c statement_timeout=5000",
            **options,
        },
        "TEST": {"MIRROR": "default"},
    }
