"""Turns: so many at the same time, and who came first goes first."""

from collections import deque
from threading import Lock

FOR_EVER = -1.0


class Turns:
    """Lets so many threads of this process work at the same time.

    A turn is handed on to who waits longest. With a semaphore a newcomer may take it before the
    one who was woken up for it, who then goes to the end of the line: a few wait for very long.
    """

    def __init__(self, many: int) -> None:
        self._lock, self._free, self._waiting = Lock(), many, deque[Lock]()

    def acquire(self, seconds: float = FOR_EVER) -> bool:
        """Wait for a turn; return whether one had to. Raise TimeoutError after so many seconds."""
        with self._lock:
            if self._free:
                self._free -= 1
                return False
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=seconds):
            return True
        with self._lock:
            if mine not in self._waiting:
                return True  # It became ours at the last moment.
            self._waiting.remove(mine)
        raise TimeoutError

    def release(self) -> None:
        """Hand the turn on."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *_error: object) -> None:
        self.release()
