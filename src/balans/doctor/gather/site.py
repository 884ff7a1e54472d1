"""How the public address answers, asked from this machine."""

import http.client
import socket
import ssl
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from balans.doctor.facts import SiteFacts

SECONDS = 5
DAY_SECONDS = 86_400


def site(address: str) -> SiteFacts:
    """Return how the health page of an address answers. Follows no redirect."""
    parts = urlsplit(address)
    host = parts.hostname or "localhost"
    line: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        line = http.client.HTTPSConnection(host, parts.port, timeout=SECONDS, context=context)
    else:
        line = http.client.HTTPConnection(host, parts.port, timeout=SECONDS)
    try:
        return _asked(line)
    except ssl.SSLCertVerificationError as error:
        return SiteFacts(reached=True, certificate_wrong=True, reason=error.verify_message)
    except (OSError, http.client.HTTPException) as error:
        said = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return SiteFacts(reached=False, reason=" ".join(said.split())[:200])
    finally:
        line.close()


def _asked(line: http.client.HTTPConnection) -> SiteFacts:
    line.connect()
    days = _certificate_days(line.sock)
    line.request("GET", "/gezond/", headers={"User-Agent": "balans doctor"})
    answer = line.getresponse()
    seconds = seconds_off(answer.headers.get("Date"), datetime.now(UTC))
    answer.read(1024)
    reached = answer.status == http.client.OK
    return SiteFacts(
        reached=reached,
        reason="" if reached else f"/gezond/ says {answer.status}",
        certificate_days=days,
        seconds_off=seconds,
    )


def _certificate_days(line: socket.socket) -> int | None:
    if not isinstance(line, ssl.SSLSocket):
        return None
    ends = (line.getpeercert() or {}).get("notAfter")
    if not isinstance(ends, str):
        return None
    return int((ssl.cert_time_to_seconds(ends) - time.time()) // DAY_SECONDS)


def seconds_off(date: str | None, now: datetime) -> float | None:
    """Return how far this clock is ahead of a Date header; None when there is none to read."""
    try:
        return (now - parsedate_to_datetime(date or "")).total_seconds()
    except (TypeError, ValueError):
        return None
