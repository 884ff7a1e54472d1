"""The line between a browser and what is served, which a test can cut.

A browser's own offline switch now and then lets a request of a page that came from the device
through; a line that is cut lets nothing through.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

CHUNK = 65_536


class Line:
    """Passes on what is sent to its address, until it is cut."""

    def __init__(self, url: str) -> None:
        self.far = ("127.0.0.1", urlsplit(url).port)
        self.open: set[socket.socket] = set()
        self.lock = threading.Lock()
        self.door = self._listen(0)
        self.port = self.door.getsockname()[1]
        self.url = f"http://localhost:{self.port}"

    def cut(self) -> None:
        """Let nothing through any more, also not what is under way."""
        with self.lock:
            gone, self.open = [self.door, *self.open], set()
        for each in gone:
            self._end(each)

    def mend(self) -> None:
        """Let everything through again."""
        self.door = self._listen(self.port)

    def _listen(self, port: int) -> socket.socket:
        door = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._answer, args=(door,), daemon=True).start()
        return door

    def _answer(self, door: socket.socket) -> None:
        while True:
            try:
                near, _from = door.accept()
            except OSError:
                return
            far = socket.create_connection(self.far)
            with self.lock:
                self.open |= {near, far}
                cut = door.fileno() < 0
            if cut:
                self.cut()
                return
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(CHUNK):
                other.sendall(data)
        except OSError:
            pass
        self._end(one)
        self._end(other)

    def _end(self, each: socket.socket) -> None:
        try:
            each.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        each.close()


@contextmanager
def line_to(url: str) -> Iterator[Line]:
    """Lay a line to a served product, and take it away after."""
    line = Line(url)
    try:
        yield line
    finally:
        line.cut()
