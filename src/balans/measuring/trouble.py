"""Counts faults that reach the log, and mails one of each kind an hour to who looks after it.

Such a mail holds the kind of a fault, its place in our code, the version, the name of the page and
the code of the request; no address, no words and no values of anybody.
"""

import hashlib
import logging
import threading
import traceback
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from balans.core.tracing import busy_with, code_of, route_of

PACKAGE = Path(__file__).resolve().parents[1]
MOST_AN_HOUR = 6
"""Mails about faults, of all kinds and all servers together."""
MAIL_KIND = "fault"
HOUR = timedelta(hours=1)
UNMAILED_FILE, UNMAILED_CHORES = "core/mail.py", "mails "
"""When mail does not go, no mail can tell it."""

log = logging.getLogger("balans")


@dataclass(frozen=True)
class Fault:
    """What may be told of a fault."""

    kind: str
    place: str
    route: str = ""
    code: str = ""


class Trouble(logging.Handler):
    """Takes the lines of faults, beside the handler that writes them."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.told: dict[str, str] = {}
        self.busy = threading.Lock()

    def emit(self, record: logging.LogRecord) -> None:
        """Count a fault, and have it mailed when that is asked for and was not done this hour."""
        if _is_no_fault(record):
            return
        fault = fault_of(record)
        from balans.core.measures import measures

        measures().errors.labels(fault.kind).inc()
        if settings.ERROR_MAIL and _may_be_mailed(record, fault):
            self._tell(fault)

    def _tell(self, fault: Fault) -> None:
        """Queue a mail, in a thread of its own: the work of the visitor may be undone any moment.

        One at a time: in a storm the others are counted and logged alone.
        """
        name, hour = name_of(fault), _hour()
        if self.told.get(name) == hour or not self.busy.acquire(blocking=False):
            return
        self.told = {**{key: at for key, at in self.told.items() if at == hour}, name: hour}
        threading.Thread(target=self._queue, args=(fault,), daemon=True).start()

    def _queue(self, fault: Fault) -> None:
        from django.db import DatabaseError, connection

        try:
            mail_fault(fault)
        except DatabaseError as error:
            log.warning("a fault could not be mailed: %s", type(error).__name__)
        finally:
            connection.close()
            self.busy.release()


def _is_no_fault(record: logging.LogRecord) -> bool:
    """Return whether a line is what somebody sent us, or tells a second time of a calm page."""
    refused = record.name.startswith("django.security")
    return refused or (hasattr(record, "request") and not record.exc_info)


def _may_be_mailed(record: logging.LogRecord, fault: Fault) -> bool:
    of_mail = Path(record.pathname).as_posix().endswith(UNMAILED_FILE)
    return not of_mail and not fault.kind.startswith(UNMAILED_CHORES)


def fault_of(record: logging.LogRecord) -> Fault:
    """Return what may be told of a line."""
    request, error = busy_with.get(), record.exc_info[1] if record.exc_info else None
    place = f"{_inside(record.pathname)}:{record.lineno} {record.funcName}"
    kind = getattr(record, "kind", f"{record.module}.{record.funcName}")
    if error is not None:
        kind, place = type(error).__qualname__, _place(error) or place
    route, code = (route_of(request), code_of(request)) if request is not None else ("", "")
    return Fault(kind=kind, place=place, route=route, code=code)


def _place(error: BaseException) -> str:
    """Return where in our own code an exception was, or where it was at all."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [each for each in frames if Path(each.filename).is_relative_to(PACKAGE)] or list(frames)
    return f"{_inside(own[-1].filename)}:{own[-1].lineno} {own[-1].name}" if own else ""


def _inside(name: str) -> str:
    path = Path(name)
    return str(path.relative_to(PACKAGE.parent)) if path.is_relative_to(PACKAGE) else path.name


def name_of(fault: Fault) -> str:
    """Return a short name for faults of one kind at one place."""
    return hashlib.sha256(f"{fault.kind} {fault.place}".encode()).hexdigest()[:16]


def _hour() -> str:
    from django.utils import timezone

    return f"{timezone.now():%Y-%m-%d %H}"


def mail_fault(fault: Fault) -> None:
    """Queue one mail about a fault, unless one of its kind, or enough of all, went this hour."""
    from django.utils import timezone

    from balans.core import mail
    from balans.core.models import Letter

    since = timezone.now() - HOUR
    if not mail.works():
        return
    if Letter.objects.filter(kind=MAIL_KIND, created_at__gt=since).count() >= MOST_AN_HOUR:
        return
    mail.queue(
        to=settings.ERROR_MAIL,
        mail=_letter(fault),
        language="en",
        kind=MAIL_KIND,
        once=f"fault {name_of(fault)} {_hour()}",
    )


def _letter(fault: Fault) -> Any:
    from balans.core.mail import Mail
    from balans.measuring.build import version

    where = f"Page: {fault.route}. Code: {fault.code}." if fault.code else "No visitor waited."
    return Mail(
        subject=f"Fault: {fault.kind}",
        paragraphs=(
            f"{fault.kind} at {fault.place}.",
            f"{where} Version: {version()}.",
            "More of this kind may have happened: you get at most one mail an hour about each. "
            "The log has them all; look there for the code.",
        ),
        small="This mail holds no words, addresses or values of anybody.",
    )
