"""Settings of databases beside the first. Read while settings are: imports nothing of Django."""

from typing import Any

AWAY_AFTER_SECONDS = 2
KEPT_SECONDS = 60


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
