"""Do the sites of offers still answer? Looked at in the background, seldom and politely.

Only public addresses are ever asked: the name is resolved here, every address it has must be a
public one, and the line goes to that address and no other, at each redirect anew. So nobody reads
our own network by writing an address in an offer.
"""

import http.client
import ipaddress
import logging
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Thread, Timer
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from balans.accounts.entry import limits
from balans.directory.editing.models import GONE_AFTER, LinkCheck
from balans.directory.models import LocalOffer
from balans.directory.national import support

log = logging.getLogger("balans")
WEEK, AFTER_FAILURE, CLAIM = timedelta(days=7), timedelta(days=1), timedelta(hours=1)
ENROL_EVERY_SECONDS = 3600
TIMEOUT_SECONDS, WHOLE_SECONDS = 10, 20
"""How long a site may be silent, and how long it may take to answer one request."""

HOST_PAUSE = timedelta(seconds=10)
"""Between two questions to a host, over all servers together."""

MOST_REDIRECTS = 5
MOST_ADDRESSES = 3
SOME = 20
ALIVE_THOUGH_REFUSING = {401, 402, 403, 405, 406, 418, 429, 451}
"""The site is there; it does not talk to programs, or wants to know who we are."""

_thread: Thread | None = None
_enrolled_at = float("-inf")


class NotPublic(OSError):
    """The address is none of the public internet."""


TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""Addresses of IPv4 in the last four bytes, for networks that translate (RFC 6052)."""


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if found.version == 6 and found in TRANSLATED:
        mapped = ipaddress.IPv4Address(found.packed[-4:])
    if mapped is not None and not mapped.is_global:
        return False
    return found.is_global and not (found.is_multicast or (found.is_reserved and mapped is None))


@dataclass(frozen=True)
class Line:
    """How to reach sites: which addresses and ports are allowed. Tests allow their own server."""

    allows: Callable[[str], bool] = is_public
    ports: frozenset[int] = frozenset({80, 443})

    def open(self, host: str, port: int) -> socket.socket:
        """Connect to a host by an address that was looked at. Raise OSError."""
        if port not in self.ports:
            raise NotPublic(f"port {port}")
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        if not addresses or not all(map(self.allows, addresses)):
            raise NotPublic("not a public address")
        # A machine without a line for IPv6 reaches the others.
        for address in addresses[:MOST_ADDRESSES]:
            with suppress(OSError):
                return socket.create_connection((address, port), timeout=TIMEOUT_SECONDS)
        raise OSError("no address answers")


def look(url: str, line: Line | None = None) -> int:
    """Return the HTTP status of a site, after its redirects; 0 when nothing answers, or may."""
    line = line or Line()
    try:
        for _hop in range(MOST_REDIRECTS + 1):
            status, where = _ask("HEAD", url, line)
            if status >= 400:
                # Some sites answer only what browsers ask.
                status, where = _ask("GET", url, line)
            if not where:
                return status
            url = urljoin(url, where)
    except (OSError, http.client.HTTPException, ValueError, UnicodeError):
        return 0
    return 0


def _ask(method: str, url: str, line: Line) -> tuple[int, str]:
    """Return the status, and where it leads when it is a redirect. Raise OSError, ValueError."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("not an address of the web")
    is_sealed = parts.scheme == "https"
    port = parts.port or (443 if is_sealed else 80)
    talk = http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
    talk.sock = line.open(host, port)
    with closing(talk), _not_longer(talk.sock):
        if is_sealed:
            context = ssl.create_default_context()
            talk.sock = context.wrap_socket(talk.sock, server_hostname=host)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        talk.putrequest(method, _quoted(path), skip_host=True, skip_accept_encoding=True)
        for name, value in _headers(parts.netloc.rpartition("@")[2]).items():
            talk.putheader(name, value)
        talk.endheaders()
        # The status is enough: what a site says is not read.
        answer = talk.getresponse()
        leads = answer.status in (301, 302, 303, 307, 308)
        return answer.status, (answer.getheader("Location") or "") if leads else ""


@contextmanager
def _not_longer(line: socket.socket) -> Iterator[None]:
    """Break a line off after a while: who sends a letter every nine seconds never times out."""

    def hang_up() -> None:
        with suppress(OSError):
            own.shutdown(socket.SHUT_RDWR)

    # A handle of its own, for `wrap_socket` takes the first over.
    with line.dup() as own:
        bell = Timer(WHOLE_SECONDS, hang_up)
        bell.daemon = True
        bell.start()
        try:
            yield
        finally:
            bell.cancel()


def _headers(host: str) -> dict[str, str]:
    return {
        "Host": host.encode("idna").decode() if not host.isascii() else host,
        "User-Agent": f"MantelzorgBalans-link-check/1 (+{settings.SITE})",
        "Accept": "text/html,*/*;q=0.5",
        "Connection": "close",
    }


def _quoted(path: str) -> str:
    return quote(path, safe="/%?=&;:+,!*'()~@$-._")


# Which links, and when.


def enrol(*, now: datetime | None = None) -> int:
    """Note every link of a published offer, and forget those of no offer; return how many came."""
    moment = now or timezone.now()
    local = LocalOffer.objects.published().exclude(url="").values_list("url", flat=True)
    wanted = set(local.distinct().iterator(chunk_size=2000))
    wanted |= {each.record.url for each in support("nl").values() if each.record.url}
    known = set(LinkCheck.objects.values_list("url", flat=True))
    gone = list(known - wanted)
    for start in range(0, len(gone), 500):
        LinkCheck.objects.filter(url__in=gone[start : start + 500]).delete()
    LinkCheck.objects.bulk_create(
        (LinkCheck(url=each, due_at=moment) for each in wanted - known),
        batch_size=500,
        ignore_conflicts=True,
    )
    return len(wanted - known)


def look_at_some() -> int:
    """Look at links that are due, beside the other chores; return how many that began with.

    A slow site never keeps the mail waiting: a thread of its own waits for it.
    """
    global _thread, _enrolled_at
    if _thread is not None and _thread.is_alive():
        return 0
    if time.monotonic() - _enrolled_at > ENROL_EVERY_SECONDS:
        _enrolled_at = time.monotonic()
        enrol()
    urls = claim_some(now=timezone.now())
    if urls:
        _thread = Thread(target=_look_and_leave, args=(urls,), daemon=True)
        _thread.start()
    return 0


def claim_some(*, now: datetime) -> list[str]:
    """Return links that are due and that nobody else looks at now, each of another host."""
    due = LinkCheck.objects.filter(due_at__lte=now).order_by("due_at")
    claimed, hosts = list[str](), set[str]()
    for each in due[: SOME * 5]:
        host = urlsplit(each.url).hostname or ""
        if host in hosts or len(claimed) >= SOME:
            continue
        if LinkCheck.objects.filter(url=each.url, due_at=each.due_at).update(due_at=now + CLAIM):
            claimed.append(each.url)
            hosts.add(host)
    return claimed


def _look_and_leave(urls: Iterable[str]) -> None:
    try:
        look_at(urls)
    except Exception as error:
        # The outermost loop of this thread.
        log.error("the link check stopped: %s", type(error).__name__)
    finally:
        connection.close()


def look_at(urls: Iterable[str], line: Line | None = None) -> None:
    """Look at links and note how each answered.

    When none of them answers, perhaps our own line is broken: then nothing is held against them.
    """
    silent, heard = list[str](), False
    for url in urls:
        if not _may_ask(url):
            LinkCheck.objects.filter(url=url).update(due_at=timezone.now() + HOST_PAUSE)
            continue
        status = look(url, line)
        close_old_connections()
        if status:
            note(url, status, now=timezone.now())
            heard = True
        else:
            silent.append(url)
    if silent and (heard or _reaches_others(silent, line)):
        for url in silent:
            note(url, 0, now=timezone.now())


def _may_ask(url: str) -> bool:
    """Return whether nobody asked this host a moment ago, also not another server."""
    host = urlsplit(url).hostname or ""
    return limits.is_first("link check of", host, within=HOST_PAUSE)


def _reaches_others(silent: Sequence[str], line: Line | None) -> bool:
    """Return whether a site answers that did so before."""
    answered = LinkCheck.objects.filter(failures=0, status__gt=0).exclude(url__in=silent)
    last = answered.order_by("-checked_at").first()
    return last is not None and bool(look(last.url, line))


def is_alive(status: int) -> bool:
    """Return whether a status means that the site is there."""
    return 200 <= status < 400 or status in ALIVE_THOUGH_REFUSING


def note(url: str, status: int, *, now: datetime) -> None:
    """Note how a site answered. Alive it is asked again in a week, else in a day."""
    kept = LinkCheck.objects.filter(url=url).first()
    if kept is None:
        return
    kept.status, kept.checked_at = status, now
    if is_alive(status):
        kept.failures, kept.failing_since, kept.due_at = 0, None, now + WEEK
    else:
        kept.failures = min(kept.failures + 1, 1000)
        kept.failing_since = kept.failing_since or now
        known = kept.failures > GONE_AFTER
        kept.due_at = now + (WEEK if known else AFTER_FAILURE)
    kept.save()
