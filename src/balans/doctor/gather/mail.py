"""How the mail server answers. It is greeted and left; nothing is sent unless asked for."""

import smtplib
import ssl
from dataclasses import replace

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from balans.doctor.facts import MailFacts
from balans.doctor.gather import dns

SECONDS = 10


def mail() -> MailFacts:
    """Return the facts about mail, after a greeting to the server."""
    known = MailFacts(
        host=settings.EMAIL_HOST,
        port=settings.EMAIL_PORT,
        security=_security(),
        demo=settings.DEMO,
        reached=None,
        signed_in=None,
        sender=settings.MAIL_DOMAIN,
        receives=None,
        spf=None,
        dmarc=None,
    )
    if not known.host:
        return known
    return _with_records(_greeted(known))


def _security() -> str:
    if settings.EMAIL_USE_SSL:
        return "tls"
    return "starttls" if settings.EMAIL_USE_TLS else "none"


def _with_records(facts: MailFacts) -> MailFacts:
    if "." not in facts.sender:
        return facts
    return replace(
        facts,
        receives=dns.has_mx(facts.sender),
        spf=dns.has_text(facts.sender, "v=spf1"),
        dmarc=dns.has_text(f"_dmarc.{facts.sender}", "v=DMARC1"),
    )


def _greeted(facts: MailFacts) -> MailFacts:
    try:
        with _line(facts) as line:
            if facts.security == "starttls":
                line.starttls(context=ssl.create_default_context())
                line.ehlo()
            return _signed_in(line, replace(facts, reached=True))
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as error:
        return replace(facts, reached=True, tls_fails=True, reason=_short(error))
    except (OSError, smtplib.SMTPException) as error:
        return replace(facts, reached=False, reason=_short(error))


def _line(facts: MailFacts) -> smtplib.SMTP:
    if facts.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(facts.host, facts.port, timeout=SECONDS, context=context)
    return smtplib.SMTP(facts.host, facts.port, timeout=SECONDS)


def _signed_in(line: smtplib.SMTP, facts: MailFacts) -> MailFacts:
    line.ehlo_or_helo_if_needed()
    if not settings.EMAIL_HOST_USER:
        return facts
    try:
        line.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except smtplib.SMTPException as error:
        return replace(facts, signed_in=False, reason=_short(error))
    return replace(facts, signed_in=True)


def _short(error: Exception) -> str:
    """Return what the other side said, on one line of its own."""
    said = getattr(error, "smtp_error", None) or getattr(error, "strerror", None) or error
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return " ".join(text.split())[:200] or type(error).__name__


def send_one(to: str) -> str:
    """Send one mail to an address; return what went wrong, empty when the server took it."""
    letter = EmailMessage(
        subject="MantelzorgBalans: this arrived",
        body=(
            "This mail was sent by `balans doctor --send-to`, to see whether mail works.\n"
            f"It came from {settings.SITE}. You need not answer.\n"
        ),
        to=[to],
        connection=get_connection(),
    )
    try:
        letter.send()
    except (OSError, smtplib.SMTPException) as error:
        return _short(error)
    return ""
