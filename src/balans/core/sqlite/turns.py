"""Whose turn it is to write in a SQLite file: one at a time, the first who came first.

SQLite itself lets a writer that finds the database busy sleep longer and longer, up to a tenth of
a second a turn: under load a few unlucky ones wait for very long. So the threads of a process stand
in line, and only the first of them asks for a lock beside the database, every half millisecond. The
kernel frees that lock when a process dies.
"""

import fcntl
import os
import time
from dataclasses import dataclass

from balans.core.turns import Turns

ASK_EVERY_SECONDS = 0.0005


@dataclass(frozen=True)
class Turn:
    """A turn to write, until it is given back."""

    line: Turns
    lock: int

    def give_back(self) -> None:
        """Let the next one write."""
        os.close(self.lock)
        self.line.release()


_lines: dict[str, Turns] = {}
# Who stood in line stayed in the parent.
os.register_at_fork(after_in_child=_lines.clear)


def take_turn(database: str, seconds: float) -> Turn:
    """Wait for the turn to write in a file; raise TimeoutError when it takes too long."""
    end = time.monotonic() + seconds
    line = _lines.setdefault(database, Turns(1))
    waited = line.acquire(seconds)
    try:
        if waited:  # Another process may ask in between.
            time.sleep(ASK_EVERY_SECONDS)
        return Turn(line, _locked(f"{database}.queue", end))
    except BaseException:
        line.release()
        raise


def _locked(name: str, end: float) -> int:
    file = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not _lock(file):
            if time.monotonic() >= end:
                raise TimeoutError
            time.sleep(ASK_EVERY_SECONDS)
    except BaseException:
        os.close(file)
        raise
    return file


def _lock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
