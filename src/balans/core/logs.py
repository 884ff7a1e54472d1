"""The log: one line a happening, without words that anybody typed, secrets, or endless repeating.

Our own lines say what we wrote down in the code. Of lines of others, which may hold anything, only
the place that wrote them is told; of an exception its kind and where it was.
"""

import json
import logging
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from balans.core.tracing import BEGAN, busy_with, code_of, method_of, route_of, seconds_of

MOST_CAUSES = 5
SECRET = re.compile(
    r"[A-Za-z0-9_-]{40,}"
    r"|(?<=/)[0-9a-f]{32}(?=/)"
    r"|(?<=/)(?=[a-z]{0,9}[2-9A-Z])[2-9A-HJKMNP-Za-hjkmnp-z]{10}(?=/)"
)
"""What opens something as it stands in an address: a secret of 256 bits, a link that stops mail,
the code of a group. An id of a record is none of these, nor is a word of an address."""

OWN = ("balans", "psycopg.pool", "_granian")
"""Loggers whose words are safe: ours, and two that speak of connections and processes alone."""


def without_secrets(text: str) -> str:
    """Return a line without the secrets in it."""
    return SECRET.sub("…", text)


def kind_of(error: BaseException) -> str:
    """Return the name of the kind of an exception."""
    return type(error).__qualname__


class WithoutWords(logging.Formatter):
    """Writes of an exception its kind and where it was, never what it says or which line it read.

    The message of an exception can hold what somebody typed: int("…") repeats it, and so does a
    decoder that refuses a value. `form` is `text`, or `json` for one object a line.
    """

    def __init__(self, form: str = "text", **_others: Any) -> None:
        super().__init__()
        self.form = form

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        fields = fields_of(record)
        if record.exc_info and record.exc_info[1] is not None:
            fields["error"] = self.formatException(record.exc_info)
        if self.form == "json":
            return json.dumps(fields, ensure_ascii=False)
        return _as_text(fields)

    def formatException(self, ei: Any) -> str:
        """Return the kinds of an exception and its causes, with the places it came by."""
        error: BaseException | None = ei[1]
        found: list[str] = []
        while error is not None and len(found) < MOST_CAUSES:
            places = traceback.extract_tb(error.__traceback__)
            lines = [f"  {each.filename}:{each.lineno} {each.name}" for each in places]
            found.append("\n".join([*lines, kind_of(error)]))
            error = error.__cause__ or error.__context__
        return "\n".join(reversed(found))


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """Return what a line holds: when, how bad, what, and of which page it is."""
    moment = datetime.fromtimestamp(record.created, UTC)
    return {
        "time": moment.isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "what": what_of(record),
        **_page_of(record),
    }


def what_of(record: logging.LogRecord) -> str:
    """Return what happened: our own words, or the place where others said something."""
    if hasattr(record, "request"):
        # Django tells the address here, or what it refused.
        refused = record.name.startswith("django.security") or record.levelno < logging.ERROR
        return "a page was refused" if refused else "a page failed"
    if record.name.split(".")[0] in OWN or record.name in OWN:
        # The web server tells in further lines what an exception said.
        return without_secrets(record.getMessage().partition("\n")[0])
    return f"{record.name} at {record.pathname}:{record.lineno}"


def _page_of(record: logging.LogRecord) -> Mapping[str, Any]:
    """Return the page that a line is about, when a visitor waits for one."""
    request = busy_with.get()
    if request is None:
        return {}
    fields: dict[str, Any] = {"route": route_of(request), "method": method_of(request)}
    if (status := getattr(record, "status_code", None)) is not None:
        fields["status"] = status
    if BEGAN in request.META:
        fields["ms"] = round(seconds_of(request) * 1000, 1)
    return {**fields, "code": code_of(request)}


def _as_text(fields: Mapping[str, Any]) -> str:
    page = " ".join(f"{name}={fields[name]}" for name in fields if name not in _FIRST)
    line = f"{fields['time']} {fields['level']} {fields['what']}{' ' + page if page else ''}"
    return f"{line}\n{fields['error']}" if "error" in fields else line


_FIRST = {"time", "level", "what", "error"}


class HideSecrets(logging.Filter):
    """Write every line without secrets."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), ()
        return True


def take_over() -> None:
    """Write what Python itself would write of a fault or a warning to the log: kinds and places."""
    logging.captureWarnings(True)
    log = logging.getLogger("balans")

    def uncaught(kind: type[BaseException], error: BaseException, trace: Any) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        log.critical("a process stopped", exc_info=(kind, error, trace))

    def in_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            log.error("a thread stopped", exc_info=told.exc_value)

    def unraisable(told: "sys.UnraisableHookArgs") -> None:
        if told.exc_value is not None:
            log.error("a fault that nobody could be told of", exc_info=told.exc_value)

    sys.excepthook, threading.excepthook, sys.unraisablehook = uncaught, in_thread, unraisable


SERVER_LOGGING: dict[str, Any] = {
    "formatters": {},
    "handlers": {},
    "loggers": {"_granian": {"propagate": True}, "granian.access": {"propagate": False}},
}
"""For the web server: what it says goes to our log, through our formatter."""


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
