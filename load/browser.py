"""A browser without a window that costs little: cookies, one kept line, time to think."""

import asyncio
import html
import math
import re
import time
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode, urlsplit

from load.counting import Count

TIMEOUT_SECONDS = 60
PIECE = 16 * 1024
SLOW_BYTES_PER_SECOND = 150_000
"""A telephone with one bar."""

COOKIE = re.compile(rb"(?im)^set-cookie: ([^=\r\n]+)=([^;\r\n]*)")
LOCATION = re.compile(rb"(?im)^location: ([^\r\n]+)")
LENGTH = re.compile(rb"(?im)^content-length: (\d+)")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
BOUNDARY = "balans-load-5f0c"


class Broken(Exception):
    """An answer that is no page: a fault of the server, a broken line, a page cut off."""


class TimeIsUp(Exception):
    """The day is over: people leave where they are."""


@dataclass
class Answer:
    """What came back."""

    status: int
    where: str
    text: str

    @property
    def token(self) -> str:
        found = TOKEN.search(self.text)
        return html.unescape(found[1]) if found else ""


@dataclass
class Browser:
    """One person's browser. `pace`: by how much thinking is stretched; 0 does not think.

    Who thinks at `end` (of `time.perf_counter`) leaves.
    """

    host: str
    port: int
    address: str
    dice: Random
    count: Count
    pace: float = 1.0
    slow: bool = False
    end: float = math.inf
    jar: dict[str, str] = field(default_factory=dict)
    _line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def think(self, middle: float) -> None:
        """Wait as people do: mostly about so many seconds, now and then much longer.

        Raise TimeIsUp when the day ends meanwhile.
        """
        seconds = min(middle * self.dice.lognormvariate(0, 0.6), middle * 6) * self.pace
        left = self.end - time.perf_counter()
        await asyncio.sleep(max(0.0, min(seconds, left)))
        if seconds >= left:
            raise TimeIsUp

    async def get(self, kind: str, path: str, want: Sequence[int] = (200,)) -> Answer:
        """Ask for a page."""
        return await self._ask(kind, "GET", path, b"", "", want)

    async def post(
        self,
        kind: str,
        path: str,
        fields: Iterable[tuple[str, str]],
        want: Sequence[int] = (302,),
    ) -> Answer:
        """Send a form."""
        body = urlencode(list(fields)).encode()
        return await self._ask(kind, "POST", path, body, "application/x-www-form-urlencoded", want)

    async def send(
        self, kind: str, path: str, fields: Iterable[tuple[str, str]], photos: Iterable[bytes]
    ) -> Answer:
        """Send a form with photos."""
        parts = [_part(f'name="{name}"', value.encode()) for name, value in fields]
        said = 'name="foto"; filename="IMG_{}.jpg"\r\nContent-Type: image/jpeg'
        parts += [_part(said.format(at), each) for at, each in enumerate(photos)]
        body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
        kept = f"multipart/form-data; boundary={BOUNDARY}"
        return await self._ask(kind, "POST", path, body, kept, (302,))

    async def _ask(
        self, kind: str, method: str, path: str, body: bytes, type_: str, want: Sequence[int]
    ) -> Answer:
        start = time.perf_counter()
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS * (4 if body and self.slow else 1)):
                head, content = await self._exchange(self._head(method, path, body, type_), body)
                answer = self._answer(head, content)
            _check(answer, head, want)
        except (OSError, EOFError, TimeoutError, Broken, zlib.error) as error:
            self.close()
            self.count.failed(
                kind, f"{method} {_without_ids(path)}: {error or type(error).__name__}"
            )
            raise Broken(str(error)) from error
        sent = self.slow and len(body) > PIECE
        self.count.took(f"{kind}, sent slowly" if sent else kind, time.perf_counter() - start)
        return answer

    def _head(self, method: str, path: str, body: bytes, type_: str) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            "Accept-Encoding: gzip",
            f"X-Forwarded-For: {self.address}",
        ]
        lines += [f"Cookie: {cookies}"] if cookies else []
        lines += [f"Content-Type: {type_}", f"Content-Length: {len(body)}"] if body else []
        return "\r\n".join([*lines, "", ""]).encode()

    async def _exchange(self, head: bytes, body: bytes) -> tuple[bytes, bytes]:
        """Send and receive; a kept line that the server closed meanwhile is opened once more."""
        kept = self._line is not None
        try:
            return await self._once(head, body)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.close()
            if not kept:
                raise
            return await self._once(head, body)

    async def _once(self, head: bytes, body: bytes) -> tuple[bytes, bytes]:
        if self._line is None:
            self._line = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        reader, writer = self._line
        writer.write(head)
        for start in range(0, len(body), PIECE):
            writer.write(body[start : start + PIECE])
            await writer.drain()
            if self.slow and len(body) > PIECE:
                await asyncio.sleep(PIECE / SLOW_BYTES_PER_SECOND * min(self.pace, 1))
        found = await reader.readuntil(b"\r\n\r\n")
        return found, await _body(reader, found)

    def _answer(self, head: bytes, content: bytes) -> Answer:
        for name, value in COOKIE.findall(head):
            self.jar[name.decode()] = value.decode()
        if b"content-encoding: gzip" in head.lower():
            content = zlib.decompress(content, 31)
        where = LOCATION.search(head)
        is_text = b"content-type: text/" in head.lower()
        return Answer(
            status=int(head[9:12]),
            where=_path(where[1].decode()) if where else "",
            text=content.decode(errors="replace") if is_text else "",
        )

    def close(self) -> None:
        """Let the line go."""
        if self._line is not None:
            self._line[1].close()
            self._line = None


async def _body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    if b"transfer-encoding: chunked" in head.lower():
        parts = []
        while size := int(await reader.readuntil(b"\r\n"), 16):
            parts.append(await reader.readexactly(size))
            await reader.readexactly(2)
        await reader.readexactly(2)
        return b"".join(parts)
    length = LENGTH.search(head)
    return await reader.readexactly(int(length[1])) if length else b""


def _check(answer: Answer, head: bytes, want: Sequence[int]) -> None:
    if answer.status not in want:
        raise Broken(f"status {answer.status}")
    is_page = b"content-type: text/html" in head.lower() and answer.status == 200
    if is_page and not answer.text.rstrip().endswith("</html>"):
        raise Broken("the page is cut off")


def _part(said: str, content: bytes) -> bytes:
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {said}\r\n\r\n"
    return head.encode() + content + b"\r\n"


def _path(where: str) -> str:
    parts = urlsplit(where)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _without_ids(path: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", path.split("?")[0])
