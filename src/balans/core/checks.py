"""System checks: settings that fit together."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from balans.core import blobs


def check_blob_storage(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Report storage in a bucket that cannot work."""
    found: list[CheckMessage] = []
    if missing := blobs.missing_library():
        text = f"BALANS_S3_BUCKET is set, but the library '{missing}' is missing."
        found.append(Error(text, hint=blobs.HOW, id="balans.E001"))
    if settings.S3_BUCKET and bool(settings.S3_ACCESS_KEY) != bool(settings.S3_SECRET_KEY):
        found.append(
            Error(
                "Only one of BALANS_S3_ACCESS_KEY and BALANS_S3_SECRET_KEY is set.",
                hint="Set both, or neither when the machine itself has the right.",
                id="balans.E002",
            )
        )
    return found
