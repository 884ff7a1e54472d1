"""The product with a clock that a test sets: a file says by how many seconds it is ahead.

Run as a program (python -m tests.clock run --port 8000) with TEST_CLOCK naming that file.
"""

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

_now = timezone.now


class Clock:
    """The clock on the wall of a served product; it runs on from wherever it was set."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def now(self) -> datetime:
        return _now() + timedelta(seconds=float(self.path.read_text()))

    def set(self, moment: datetime) -> None:
        """Let it be this moment now. Whole at once: the server reads while this writes."""
        fresh = self.path.with_suffix(".new")
        fresh.write_text(str((moment - _now()).total_seconds()))
        fresh.replace(self.path)


if __name__ == "__main__":
    timezone.now = Clock(Path(os.environ["TEST_CLOCK"])).now
    from balans.core import clock

    # Here a jump is time that goes by: it is believed at once.
    clock.AT_ONCE = timedelta(days=36_500)
    from balans.cli import main

    sys.exit(main())
