"""Where a request ends: nobody hides a second request in the first (ASVS 4.2.1).

Straight to the web server, as a proxy speaks to it. What could end in two ways is refused and its
line closed, so that no byte of it is read as a request of the next visitor of that proxy.
"""

import re
import socket
from collections.abc import Iterator

import pytest

from conftest import serving

pytestmark = [pytest.mark.load, pytest.mark.once]

HIDDEN = b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
ANSWER_TO_HIDDEN = b"User-agent"
LAST = b"GET /gezond/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
ENDING = b"0\r\n\r\n" + HIDDEN
"""For who reads chunks a request more; for who goes by the length words of a form."""


def post(*headers: bytes, body: bytes = b"") -> bytes:
    first = b"POST /zoeken/ HTTP/1.1\r\nHost: localhost\r\n"
    kind = b"Content-Type: application/x-www-form-urlencoded\r\n"
    return first + kind + b"".join(each + b"\r\n" for each in headers) + b"\r\n" + body


def get(*headers: bytes, version: bytes = b"HTTP/1.1", end: bytes = b"\r\n") -> bytes:
    lines = [b"GET /informatie/ " + version, b"Host: localhost", *headers, b"", b""]
    return end.join(lines)


def length(body: bytes) -> bytes:
    return b"Content-Length: %d" % len(body)


CHUNKED = b"Transfer-Encoding: chunked"
TWO_ENDS = {
    "length and chunks": post(length(ENDING), CHUNKED, body=ENDING),
    "chunks and length": post(CHUNKED, length(ENDING), body=ENDING),
    "no length and chunks": post(b"Content-Length: 0", CHUNKED, body=b"3\r\na=b\r\n" + ENDING),
    "first short, then long": post(b"Content-Length: 0", length(HIDDEN), body=HIDDEN),
    "first long, then short": post(length(HIDDEN), b"Content-Length: 0", body=HIDDEN),
    "on an older version": post(CHUNKED, body=ENDING).replace(b"HTTP/1.1", b"HTTP/1.0", 1),
}
NUMBERS = (b"0, 46", b"3, 3", b"+46", b"-1", b"0x10", b"1 0", b"", b"4_6", b"18446744073709551616")
LENGTHS = {text: post(b"Content-Length: " + text, body=HIDDEN) for text in NUMBERS}
TE = b"Transfer-Encoding"
ENCODINGS = [
    *(TE + b": xchunked", TE + b" : chunked", TE + b"\t: chunked", TE + b":\tchunked"),
    *(TE + b": chunked\t", TE + b": \x0bchunked", TE + b": CHUNKED", TE.swapcase() + b": chunked"),
    *(TE + b': "chunked"', TE + b": identity", TE + b": chunked, identity", TE + b": "),
    *(TE + b": identity, chunked", TE + b": gzip, chunked", TE + b": chunked, chunked"),
    *(TE + b": chunked;a=b", TE + b": chunked\0", TE + b": chunked\xa0", b" " + TE + b": chunked"),
    *(CHUNKED + b"\r\n" + TE + b": x", TE + b": x\r\n" + CHUNKED, TE + b":\r\n chunked"),
    *(b"X: y\n" + CHUNKED, b"X: y\r" + CHUNKED, b"Transfer_Encoding: chunked"),
]  # fmt: skip
CHUNKS = [
    *(b"3\r\na=b\r\n", b"3;x=y\r\na=b\r\n", b"3;x\na=b\r\n", b"3\na=b\n", b"3;a\rb\r\na=b\r\n"),
    *(b"0x3\r\na=b\r\n", b"-1\r\na=b\r\n", b"+3\r\na=b\r\n", b"0_3\r\na=b\r\n", b" 3\r\na=b\r\n"),
    *(b"3 \r\na=b\r\n", b"2\r\na=b\r\n", b"4\r\na=b\r\n", b"\r\na=b\r\n", b"3\r\na=b"),
    *(b"FFFFFFFFFFFFFFFF\r\na=b\r\n", b"FFFFFFFFFFFFFFFF1\r\na=b\r\n", b'3;a="\r\n"\r\na=b\r\n'),
    *(b"3\r\na=b\r", b"3\r\na=bXX", b"3\r\na=b\r\n0\r\nContent-Length: 9\r\n\r\n", b"0\n\n"),
]  # fmt: skip
BROKEN = {
    "a bare CR in a value": get(b"X: y\rZ: w"),
    "a NUL in a value": get(b"X: y\0"),
    "a line that goes on": get(b"X: y", b" z"),
    "a header without a name": get(b": y"),
    "a space before the colon": get(b"X : y"),
    "version 0.9": b"GET /informatie/\r\n\r\n",
    "version 0.9, without an end": b"GET /informatie/\r\n",
    "version 1.2": get(version=b"HTTP/1.2"),
    "version 2.0": get(version=b"HTTP/2.0"),
    "a version in small letters": get(version=b"http/1.1"),
    "a space in the address": get().replace(b"informatie", b"in formatie"),
    "two spaces": get().replace(b" HTTP", b"  HTTP"),
}
TRIES = {
    **TWO_ENDS,
    **{f"a length of {text!r}": request for text, request in LENGTHS.items()},
    **{f"{each!r} alone": post(each, body=ENDING) for each in ENCODINGS},
    **{f"{each!r} and length": post(each, length(ENDING), body=ENDING) for each in ENCODINGS},
    **{f"chunk {each!r}": post(CHUNKED, body=each + ENDING) for each in CHUNKS},
    **{name: request + HIDDEN for name, request in BROKEN.items()},
}


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> Iterator[int]:
    with serving(tmp_path_factory.mktemp("smuggling"), BALANS_DEMO="0") as server:
        yield int(server.url.rpartition(":")[2])


def told(port: int, sent: bytes) -> bytes:
    """Return all that is answered until the server closes the line; a server that keeps it fails.

    A line that is closed before all was read may be cut: then what came until there.
    """
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        try:
            line.sendall(sent)
            while piece := line.recv(65536):
                answer += piece
        except (ConnectionResetError, BrokenPipeError):
            pass
    return answer


def statuses(answer: bytes) -> list[int]:
    return [int(each) for each in re.findall(rb"HTTP/1\.[01] (\d{3})", answer)]


def test_two_requests_on_one_line_are_two_answers(port):
    """So that the rest of these tests would see the answer to a hidden one."""
    answer = told(port, get() + HIDDEN + LAST)
    assert statuses(answer) == [200, 200, 200]
    assert ANSWER_TO_HIDDEN in answer


def test_what_could_end_in_two_ways_is_refused_and_its_line_closed(port):
    let_in = {}
    for name, request in TRIES.items():
        answer = told(port, request)
        if statuses(answer) not in ([400], [411]) or ANSWER_TO_HIDDEN in answer:
            let_in[name] = answer[:200]
    assert let_in == {}


@pytest.mark.parametrize("method", [b"GET", b"POST", b"PUT", b"HEAD"])
def test_what_stands_in_a_body_is_never_a_request(port, method):
    """Also when no view reads it, and when it is longer than what waits in memory."""
    for body in (HIDDEN, HIDDEN * 2_000):
        request = post(length(body), body=body).replace(b"POST", method, 1)
        answer = told(port, request + LAST)
        assert statuses(answer)[0] in (200, 403, 405)
        assert len(statuses(answer)) <= 2 and ANSWER_TO_HIDDEN not in answer
        assert told(port, request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))


def test_a_length_that_is_said_twice_alike_is_one_length(port):
    request = post(b"Content-Length: 3", b"Content-Length: 3", body=b"a=b")
    assert statuses(told(port, request + LAST)) == [403, 200]


def test_lines_that_end_without_cr_hide_nothing(port):
    """RFC 9112, 2.2, lets a server take a bare LF for the end of a line; proxies do so as well."""
    for request in (get(end=b"\n"), get(b"X: y\nZ: w"), get(b"X: y\n" + length(HIDDEN)) + HIDDEN):
        answer = told(port, request + LAST)
        assert statuses(answer) == [200, 200] and ANSWER_TO_HIDDEN not in answer


def test_no_other_protocol_begins_on_the_line(port):
    settings = b"HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"
    upgrades = (
        (b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: h2c", settings),
        (b"Connection: Upgrade", b"Upgrade: websocket", b"Sec-WebSocket-Key: dGhlIHNhbXBsZQ=="),
    )
    for headers in upgrades:
        assert statuses(told(port, get(*headers) + LAST)) == [200, 200]
    tunnel = b"CONNECT localhost:443 HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert statuses(told(port, tunnel + LAST))[0] in (400, 403, 405)
    assert told(port, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0") == b""
