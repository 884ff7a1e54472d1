"""Reads settings from the environment: BALANS_<name>."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

KNOWN_NAMES: set[str] = set()
"""Every setting that is asked for: what else is set may be a mistake (balans doctor)."""


def text(name: str, default: str) -> str:
    """Return a setting as it stands, without the spaces around it."""
    KNOWN_NAMES.add(f"BALANS_{name}")
    return os.environ.get(f"BALANS_{name}", default).strip()


def switch(name: str, default: bool) -> bool:
    """Return whether something is on. Raise ImproperlyConfigured when it says neither."""
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"BALANS_{name} is '{value}'. Say 1 or 0.")
    return value in {"1", "true", "yes"}


def number(name: str, default: int) -> int:
    """Return a whole number. Raise ImproperlyConfigured when it is none."""
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"BALANS_{name} is '{value}'. Give a whole number.")
    return int(value)


def secret(name: str) -> str:
    """Return a secret from its setting, or from the file that `<name>_FILE` names."""
    given = text(name, "")
    path = text(f"{name}_FILE", "")
    if given and path:
        raise ImproperlyConfigured(f"Both BALANS_{name} and BALANS_{name}_FILE are set. Keep one.")
    if not path:
        return given
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not text"
        raise ImproperlyConfigured(f"BALANS_{name}_FILE: cannot read {path} ({why}).") from error


def words(name: str, default: str) -> list[str]:
    """Return what stands between commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
