"""Keeps secrets out of the log: an address that opens something is written without its secret."""

import logging
import re
import traceback
from typing import Any

MOST_CAUSES = 5
SECRET = re.compile(
    r"[A-Za-z0-9_-]{40,}"
    r"|(?<=/)[0-9a-f]{32}(?=/)"
    r"|(?<=/)(?=[a-z]{0,9}[2-9A-Z])[2-9A-HJKMNP-Za-hjkmnp-z]{10}(?=/)"
)
"""What opens something as it stands in an address: a secret of 256 bits, a link that stops mail,
the code of a group. An id of a record is none of these, nor is a word of an address."""


def without_secrets(text: str) -> str:
    """Return a line without the secrets in it."""
    return SECRET.sub("…", text)


class WithoutWords(logging.Formatter):
    """Writes of an exception its kind and where it was, never what it says or which line it read.

    The message of an exception can hold what somebody typed: int("…") repeats it, and so does a
    decoder that refuses a value.
    """

    def formatException(self, ei: Any) -> str:
        """Return the kinds of an exception and its causes, with the places it came by."""
        error: BaseException | None = ei[1]
        found: list[str] = []
        while error is not None and len(found) < MOST_CAUSES:
            places = traceback.extract_tb(error.__traceback__)
            lines = [f"  {each.filename}:{each.lineno} {each.name}" for each in places]
            found.append("\n".join([*lines, type(error).__qualname__]))
            error = error.__cause__ or error.__context__
        return "\n".join(reversed(found))


class HideSecrets(logging.Filter):
    """Write every line without secrets."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), ()
        return True
