"""Keeps secrets out of the log: an address that opens something is written without its secret."""

import logging
import re

SECRET = re.compile(r"[A-Za-z0-9_-]{40,}")
"""A secret of 256 bits as it stands in an address; an id of a record is shorter."""


def without_secrets(text: str) -> str:
    """Return a line without the secrets in it."""
    return SECRET.sub("…", text)


class HideSecrets(logging.Filter):
    """Write every line without secrets."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), ()
        return True
