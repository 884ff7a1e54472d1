"""A small HTTP client that costs little, so that the server is what is measured."""

import socket
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlsplit


class Connection:
    """One kept-alive connection; sends bytes, gives the whole answer."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host = parts.netloc
        self.socket = socket.create_connection(("127.0.0.1", parts.port or 80))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> tuple[bytes, bytes]:
        """Send a request; return head and body of the answer (a chunked body with its marks)."""
        self.socket.sendall(request)
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, body = data.partition(b"\r\n\r\n")
        if b"transfer-encoding: chunked" in head.lower():
            while not body.endswith(b"0\r\n\r\n"):
                body += self._more()
        while len(body) < content_length(head):
            body += self._more()
        return head, body

    def _more(self) -> bytes:
        received = self.socket.recv(262_144)
        if not received:
            raise ConnectionError("the server closed the connection")
        return received


def content_length(head: bytes) -> int:
    """Return the length that the head of an answer names, 0 for none."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


def get(path: str, host: str, cookies: str = "") -> bytes:
    """Return the bytes of a GET."""
    cookie = f"Cookie: {cookies}\r\n" if cookies else ""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n{cookie}\r\n".encode()


def post(path: str, host: str, cookies: str, body: str) -> bytes:
    """Return the bytes of a posted form."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookies}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


@dataclass(frozen=True)
class Timed:
    """What was measured: how many a second, and the times in milliseconds."""

    per_second: float
    milliseconds: Sequence[float]

    def percentile(self, share: float) -> float:
        """Return the time under which this share stays."""
        ordered = sorted(self.milliseconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)


def read_often(url: str, seconds: float) -> list[float]:
    """Get one page again and again over one connection; return every time in milliseconds."""
    connection = Connection(url)
    request = get(urlsplit(url).path or "/", connection.host)
    times, end = [], time.perf_counter() + seconds
    while (start := time.perf_counter()) < end:
        head, _body = connection.ask(request)
        if b" 200 " not in head[:20]:
            raise AssertionError(head[:80])
        times.append((time.perf_counter() - start) * 1000)
    return times


def many(
    work: Callable[[str, float], list[float]], url: str, clients: int, seconds: float
) -> Timed:
    """Run clients side by side, each in a process of its own."""
    if clients == 1:
        lists = [work(url, seconds)]
    else:
        with ProcessPoolExecutor(clients) as pool:
            lists = list(pool.map(work, [url] * clients, [seconds] * clients))
    times = list(chain.from_iterable(lists))
    return Timed(per_second=len(times) / seconds, milliseconds=times)
