"""Checks at the start: an organisation's sign-in is set whole or not at all."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from balans.accounts.staff.openid import may_be_asked

NAMES = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME")


def register_checks() -> None:
    """Have `balans check` and every start look at the settings."""
    register(check_organisation)


def check_organisation(*, app_configs: Sequence[Any] | None, **_rest: Any) -> list[CheckMessage]:
    """Return what is wrong with the settings of an organisation's sign-in."""
    missing = [name for name in NAMES if not getattr(settings, name)]
    if len(missing) == len(NAMES):
        return []
    if missing:
        named = ", ".join(f"BALANS_{name}" for name in missing)
        return [
            Error(
                f"An organisation's sign-in is set in part; missing: {named}.",
                hint="Set all four BALANS_OIDC_ settings, or none (docs/operating.md).",
                id="staff.E001",
            )
        ]
    if not may_be_asked(settings.OIDC_ISSUER):
        return [
            Error(
                "BALANS_OIDC_ISSUER is not an https address.",
                hint="Give the issuer as your provider writes it, such as https://login.example.nl",
                id="staff.E002",
            )
        ]
    return []
