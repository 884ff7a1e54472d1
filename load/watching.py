"""Watching the installation from outside: memory, processor, size of the database, what waits."""

import os
import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.servers import family, memory

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Moment:
    """How things were at one moment; sizes in MB, seconds since the start."""

    at: float
    memory: float
    database: float
    log: float
    waiting: int
    """Letters that the process beside has to send."""


@dataclass
class Watch:
    """Looks at the processes of a server and at its database."""

    pid: int
    data: Path
    address: str = ""
    """Of PostgreSQL; empty for SQLite."""

    began: float = field(default_factory=time.perf_counter)
    moments: list[Moment] = field(default_factory=list)
    _line: Any = None
    _log_began: float = 0.0

    def look(self) -> None:
        """Note how things are now."""
        database, log, waiting = self._postgres() if self.address else self._sqlite()
        taken = memory(self.pid)
        at = time.perf_counter() - self.began
        self.moments.append(Moment(at, taken, database, log, waiting))

    def processor_seconds(self) -> float:
        """Return how long the server's processes have worked until now."""
        return sum(_worked(each) for each in family(self.pid))

    def _sqlite(self) -> tuple[float, float, int]:
        path = self.data / "balans.sqlite3"
        log = path.with_name(f"{path.name}-wal")
        self._line = self._line or sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        asked = "SELECT COUNT(*) FROM core_letter WHERE state = 'waiting'"
        waiting = self._line.execute(asked).fetchone()[0]
        return path.stat().st_size / 1e6, log.stat().st_size / 1e6 if log.exists() else 0, waiting

    def _postgres(self) -> tuple[float, float, int]:
        """Return the same; the log is what was written to it since the beginning."""
        import psycopg

        self._line = self._line or psycopg.connect(self.address, autocommit=True)
        asked = (
            "SELECT pg_database_size(current_database()),"
            " pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0'),"
            " (SELECT COUNT(*) FROM core_letter WHERE state = 'waiting')"
        )
        size, log, waiting = self._line.execute(asked).fetchone()
        self._log_began = self._log_began or float(log)
        return size / 1e6, (float(log) - self._log_began) / 1e6, waiting

    def close(self) -> None:
        """Let the database go."""
        if self._line is not None:
            self._line.close()


def _worked(pid: int) -> float:
    """Return the seconds that a process and its ended children worked."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, fields[11:13])) / TICKS
