"""Keeps secrets out of the log, words of people too, and the same line a thousand times.

An address that opens something is written without its secret.
"""

import logging
import re
import time
import traceback
from collections.abc import Callable
from threading import Lock
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


class NotTooOften(logging.Filter):
    """Let the same trouble through five times a minute; the next line says how many were left out.

    When the disk is full, the log stands on it too.
    """

    most, every_seconds, most_lines = 5, 60.0, 1_000

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock, self._lock = clock, Lock()
        self._seen: dict[str, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        line, now = record.getMessage(), self._clock()
        with self._lock:
            began, count = self._seen.get(line, (now, 0))
            left_out = 0
            if now - began >= self.every_seconds:
                left_out, began, count = max(0, count - self.most), now, 0
            if len(self._seen) >= self.most_lines:
                self._seen.clear()
            self._seen[line] = (began, count + 1)
        if left_out:
            record.msg, record.args = f"{line} (and {left_out} times more)", ()
        return count < self.most
