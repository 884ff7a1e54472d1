"""Opening thirteen items and saving them, as a browser does it."""

import re
import time
from urllib.parse import urlencode

from bench.client import Connection, get, post

BEGIN = "/oefeningen/bench-dertien/begin/"
ANSWERS = {f"v{number}": "yes" for number in range(1, 14)}
COOKIE = re.compile(rb"(?im)^set-cookie: ([^;\r\n]+)")


def save_often(url: str, seconds: float) -> list[float]:
    """Open and save again and again as one person; return the time of every save in ms."""
    connection, jar, times = Connection(url), dict[str, str](), []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        page = _ask(connection, get(BEGIN, connection.host, _cookies(jar)), jar)
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if token is None:
            raise AssertionError("the page has no form")
        fields = urlencode({**ANSWERS, "csrfmiddlewaretoken": token[1].decode()})
        start = time.perf_counter()
        _ask(connection, post(BEGIN, connection.host, _cookies(jar), fields), jar, b" 302 ")
        times.append((time.perf_counter() - start) * 1000)
    return times


def _ask(
    connection: Connection, request: bytes, jar: dict[str, str], status: bytes = b" 200 "
) -> bytes:
    request = request.replace(b"Accept-Encoding: gzip\r\n", b"")
    head, body = connection.ask(request)
    if status not in head[:20]:
        raise AssertionError(head[:80])
    for cookie in COOKIE.findall(head):
        name, _, value = cookie.decode().partition("=")
        jar[name] = value
    return body


def _cookies(jar: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in jar.items())
