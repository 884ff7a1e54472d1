"""Bodies: what is posted arrives piece by piece, and whoever sends it decides how fast.

While a body arrives, one of the few threads of a process waits for it. So there are more threads
than bodies may arrive at the same time, and from one network address come but a few: who sends
slowly on purpose keeps no page from anybody. Who is slow beyond reason is let go.

How long a body is stands in one Content-Length and nowhere else: no browser sends a form in chunks,
and of what ends in two ways the proxy may see another end than we do.

Only a few threads work at the same time; the others wait for a body or for their turn. With SQLite
the slowest saves take far longer when many work at once.
"""

import io
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from threading import Condition
from typing import Any

from balans.core.tracing import BEGAN
from balans.core.turns import Turns

THREADS = 16
"""Of one process; they are there only while there is work for them."""
WORKING = 2
"""How many of them work at the same time."""
MOST_AT_ONCE = 12
MOST_FROM_ONE_PLACE = 6
MOMENT_SECONDS = 1.0
PATIENCE_SECONDS = 30.0
LEAST_BYTES_PER_SECOND = 500
PIECE = 16 * 1024
SMALL = 64 * 1024
"""A form with words in it: it waits in memory. Photos and parcels are larger."""
CROWDED = "balans.crowded"
"""In the environment of a request whose body nobody waits for."""
IN_CHUNKS = "HTTP_TRANSFER_ENCODING"
ANSWER_TO_CHUNKS = b"Say how long it is with Content-Length.\n"

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


class TooSlow(OSError):
    """A body came so slowly that we stopped waiting for it."""


class CutOff(OSError):
    """A body ended before it was as long as it said it was: a part of a form is no form."""


class Gate:
    """Counts the bodies that are arriving now, in all and from each place."""

    def __init__(self) -> None:
        self._changed, self._places = Condition(), Counter[str]()

    def enter(self, place: str) -> bool:
        """Let one more body arrive; return False when there are too many, also in a moment.

        An empty place is anywhere: only the number in all counts then.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._has_room(place), MOMENT_SECONDS):
                return False
            self._places[place] += 1
            return True

    def _has_room(self, place: str) -> bool:
        many = self._places.total() >= MOST_AT_ONCE
        return not many and (not place or self._places[place] < MOST_FROM_ONE_PLACE)

    def leave(self, place: str) -> None:
        """Note that a body is there, or that nobody waits for it any more."""
        with self._changed:
            self._places[place] -= 1
            self._changed.notify_all()
            if self._places[place] <= 0:
                del self._places[place]


class Body:
    """A body as it arrives. `done` is called once, when all of it is there.

    While it waits for a piece, somebody else may work: for who has one of the `turns`.
    """

    def __init__(
        self, stream: Any, size: int, done: Callable[[], None], turns: Turns | None = None
    ) -> None:
        self._stream, self._left, self._done, self._turns = stream, size, done, turns
        self._began, self._had = time.monotonic(), 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, fewer than asked for when more would be a long wait."""
        if size < 0:
            return b"".join(iter(lambda: self.read(PIECE), b""))
        if self._left <= 0:
            return b""
        return self._note(self._waited(self._stream.read, min(size, PIECE)))

    def readline(self, size: int = -1) -> bytes:
        """Return the next line, or its beginning."""
        if self._left <= 0:
            return b""
        return self._note(self._waited(self._stream.readline, size))

    def _waited(self, read: Callable[[int], bytes], size: int) -> bytes:
        if self._turns is None:
            return read(size)
        self._turns.release()
        try:
            return read(size)
        finally:
            self._turns.acquire()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def _note(self, piece: bytes) -> bytes:
        self._left -= len(piece)
        self._had += len(piece)
        if self._left <= 0:
            self.close()
            return piece
        if not piece:
            self.close()
            raise CutOff
        waited = time.monotonic() - self._began
        if waited > PATIENCE_SECONDS and self._had < waited * LEAST_BYTES_PER_SECOND:
            self.close()
            raise TooSlow
        return piece

    def close(self) -> None:
        """Wait no longer. Twice changes nothing."""
        done, self._done = self._done, lambda: None
        done()


class Broken(io.RawIOBase):
    """A body that did not arrive: whoever reads it hears why."""

    def __init__(self, trouble: OSError) -> None:
        self._trouble = trouble

    def read(self, size: int = -1) -> bytes:
        """Raise what went wrong."""
        raise self._trouble


def arrived(body: Body) -> io.BytesIO | Broken:
    """Return a small body once all of it is there."""
    try:
        return io.BytesIO(body.read())
    except OSError as trouble:
        return Broken(trouble)


def refuse_chunks(start_response: Any) -> Iterable[bytes]:
    """Answer a request that does not say how long its body is, and close the line unread."""
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
        ("Connection", "close"),
    ]
    start_response("411 Length Required", headers)
    return [ANSWER_TO_CHUNKS]


class Bodies:
    """The application with the gate before it. `place_of` says where a request comes from."""

    def __init__(self, application: Application, place_of: Callable[[Environ], str]) -> None:
        self._application, self._place_of, self._gate = application, place_of, Gate()
        self._turns = Turns(WORKING)

    def _work(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        environ[BEGAN] = time.perf_counter()
        with self._turns:
            return self._application(environ, start_response)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if IN_CHUNKS in environ:
            return refuse_chunks(start_response)
        size = environ.get("CONTENT_LENGTH") or "0"
        if not size.isdigit() or size == "0":
            return self._work(environ, start_response)
        place = self._place_of(environ)
        if not self._gate.enter(place):
            environ[CROWDED] = True
            return self._work(environ, start_response)
        whole = int(size)
        small = whole <= SMALL
        body = Body(
            environ["wsgi.input"],
            whole,
            lambda: self._gate.leave(place),
            None if small else self._turns,
        )
        # A form is there at once, mostly: it is waited for before the turn, not twice.
        environ["wsgi.input"] = arrived(body) if small else body
        try:
            return self._work(environ, start_response)
        finally:
            body.close()
