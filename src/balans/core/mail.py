"""Mail: queued in the same transaction as what it is about, sent once by the process beside.

A letter is claimed by a conditional update, so that several servers never send it twice. What can
be tried again is; what may have arrived already is reported instead of sent again.
"""

import json
import logging
import smtplib
import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from balans.core.models import Letter
from balans.core.quiet import is_quiet, morning_after
from balans.core.smtp import Backend
from balans.core.vault import host_digest, host_open, host_seal

log = logging.getLogger("balans")
AT_ONCE = 20
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
STALE = timedelta(minutes=10)
KEPT = timedelta(days=30)
PERMANENT = 500


@dataclass(frozen=True)
class Mail:
    """What a mail says. Short: one thought, at most one thing to do."""

    subject: str
    paragraphs: tuple[str, ...]
    code: str = ""
    link: str = ""
    """A whole address, with the text of its button."""

    link_text: str = ""
    small: str = ""
    stop: str = ""
    """A whole address that ends mails like this one, by one POST (RFC 8058)."""


def works() -> bool:
    """Return whether mail can be sent from here at all."""
    return bool(settings.EMAIL_HOST) or settings.DEMO


def queue(
    *, to: str, mail: Mail, language: str, kind: str, once: str = "", by_day: bool = False
) -> uuid.UUID:
    """Have a mail sent within seconds; return the id of its letter.

    The same `once` twice gives the letter that is there. What goes `by_day` never goes in the
    quiet hours, also not when it is tried again. Addresses are sealed by the host and removed once
    the letter has gone.
    """
    letter_id, now = uuid.uuid4(), timezone.now()
    kept = {"to": to, "language": language, "mail": asdict(mail), "by_day": by_day}
    words = json.dumps(kept, ensure_ascii=False)
    letter = Letter(
        id=letter_id,
        once=once,
        kind=kind,
        addressee=_addressee(to),
        sealed=host_seal(words.encode(), place=f"letter {letter_id}"),
        created_at=now,
        due_at=now,
    )
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:
        return Letter.objects.get(once=once).pk
    return letter_id


def _addressee(to: str) -> str:
    return host_digest("letter to", to)


def forget(to: str) -> None:
    """Send nothing more to an address, and forget what was sent there. Twice changes nothing."""
    Letter.objects.filter(addressee=_addressee(to)).delete()


def send_waiting(*, now: datetime | None = None) -> int:
    """Send what waits; return how many went. Safe to run on several servers at once.

    When the mail server cannot be reached, or does not let us in, it is asked once for all.
    """
    moment = now or timezone.now()
    waiting = Letter.objects.waiting(moment).order_by("due_at")
    ids = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    if not ids:
        return 0
    connection, sent = get_connection(), 0
    try:
        for letter_id in ids:
            sent += _send_one(letter_id, connection, now or timezone.now())
    except _NoServer as trouble:
        log.error("the mail server cannot be used: %s", trouble)
        _all_later(ids, moment)
    finally:
        connection.close()
    return sent


class _NoServer(Exception):
    """The mail server cannot be reached or does not let us in; says why, in one word."""


def _all_later(ids: Collection[uuid.UUID], now: datetime) -> None:
    """Count this as a try of every letter that was its turn."""
    for letter in Letter.objects.waiting(now).filter(pk__in=ids):
        if Letter.objects.waiting(now).filter(pk=letter.pk).update(claimed_at=now):
            _later(letter, now)


def _later(letter: Letter, now: datetime) -> None:
    if letter.tries >= len(WAITS):
        _end(letter, Letter.State.REFUSED)
        return
    Letter.objects.filter(pk=letter.pk).update(
        claimed_at=None, tries=letter.tries + 1, due_at=now + WAITS[letter.tries]
    )


def _send_one(letter_id: uuid.UUID, connection: BaseEmailBackend, now: datetime) -> int:
    if not Letter.objects.waiting(now).filter(pk=letter_id).update(claimed_at=now):
        return 0
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is None:
        # Whom it was for was erased this very moment.
        return 0
    if is_quiet(now) and _kept(letter).get("by_day"):
        Letter.objects.filter(pk=letter_id).update(claimed_at=None, due_at=morning_after(now))
        return 0
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        _later(letter, now)
        raise _NoServer(type(error).__name__) from error
    state = _deliver(letter, connection)
    if state == Letter.State.WAITING:
        _later(letter, now)
    else:
        _end(letter, state)
    return int(state == Letter.State.SENT)


def _end(letter: Letter, state: Letter.State) -> None:
    if state != Letter.State.SENT:
        log.error("mail %s (%s) was not sent: %s", letter.pk, letter.kind, state)
    Letter.objects.filter(pk=letter.pk).update(state=state, ended_at=timezone.now(), sealed=b"")


def _deliver(letter: Letter, connection: BaseEmailBackend) -> Letter.State:
    """Hand the mail to the server; return how that ended, WAITING for what may be tried again.

    After anything but a mail that went, the next one begins with a new line: a server that is
    displeased hangs up, and what is said then goes nowhere.
    """
    state = _handed_over(letter, connection)
    if state != Letter.State.SENT:
        connection.close()
    return state


def _handed_over(letter: Letter, connection: BaseEmailBackend) -> Letter.State:
    try:
        message(letter, connection).send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        return Letter.State.REFUSED if _code(error) >= PERMANENT else Letter.State.WAITING
    except smtplib.SMTPNotSupportedError:
        return Letter.State.REFUSED
    except (OSError, smtplib.SMTPException):
        gone = connection.may_have_gone() if isinstance(connection, Backend) else True
        return Letter.State.UNSURE if gone else Letter.State.WAITING
    return Letter.State.SENT


def _code(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max(code for code, _text in error.recipients.values())
    return error.smtp_code


def _kept(letter: Letter) -> dict[str, Any]:
    opened = host_open(bytes(letter.sealed), place=f"letter {letter.pk}")
    kept: dict[str, Any] = json.loads(opened)
    return kept


def message(letter: Letter, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """Return a letter as a mail: plain text, with the same as simple HTML beside it."""
    kept = _kept(letter)
    mail = Mail(**{**kept["mail"], "paragraphs": tuple(kept["mail"]["paragraphs"])})
    context = {"mail": mail, "language": kept["language"]}
    made = EmailMultiAlternatives(
        subject=mail.subject,
        body=plain(mail),
        to=[kept["to"]],
        headers=_headers(letter, mail),
        connection=connection,
    )
    made.attach_alternative(render_to_string("core/mail.html", context), "text/html")
    return made


def _headers(letter: Letter, mail: Mail) -> dict[str, str]:
    found = {"Message-ID": f"<{letter.pk}@{settings.MAIL_DOMAIN}>", "Auto-Submitted": "yes"}
    if mail.stop:
        found["List-Unsubscribe"] = f"<{mail.stop}>"
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found


def plain(mail: Mail) -> str:
    """Return a mail as plain text."""
    parts = [*mail.paragraphs]
    if mail.code:
        parts.append(f"    {mail.code}")
    if mail.link:
        parts.append(f"{mail.link_text}:\n{mail.link}")
    signed = "MantelzorgBalans"
    return "\n\n".join([*parts, f"{mail.small}\n\n{signed}" if mail.small else signed]) + "\n"


def report_stale(*, now: datetime | None = None) -> int:
    """Give up letters whose sending was broken off (they may have gone), and forget old ones."""
    moment = now or timezone.now()
    Letter.objects.ended().filter(ended_at__lt=moment - KEPT).delete()
    stale = Letter.objects.filter(state=Letter.State.WAITING, claimed_at__lt=moment - STALE)
    for letter in stale:
        _end(letter, Letter.State.UNSURE)
    return len(stale)
