"""Every chore of the product, by several processes at the same moment.

Run as a program, it gets ready, says so, waits for a line, and then does one chore after the other
with the others: python -m tests.faults.racing GATE HOW_MANY. It prints what each did, as JSON.
"""

import json
import os
import sys
import time
from datetime import timedelta
from pathlib import Path

DAYS = [0.4, 3, 9, 20, 120, 800]
"""How far the clock is ahead in each round: reminders and codes first, then what ends.

When it is night then, it becomes morning first: at night nobody gets a reminder.
"""
LEFT_OUT = {"books begun", "imports begun", "links looked at", "moved from the log of the database"}
"""They begin a process or go out; what those do is claimed and tested beside them."""


def together(gate: Path, step: str, many: int) -> None:
    """Wait until all are here: each leaves a file."""
    (gate / f"{step}-{os.getpid()}").touch()
    while len(list(gate.glob(f"{step}-*"))) < many:
        time.sleep(0.0005)


def main(gate: Path, many: int) -> None:
    import django
    from django.utils import timezone

    django.setup()
    from balans.core.chores import registered
    from balans.core.quiet import morning_after

    now, rounds = timezone.now, []
    for days in DAYS:
        began = now()
        ahead = morning_after(began + timedelta(days=days)) - began
        timezone.now = lambda ahead=ahead: now() + ahead
        done = {}
        for number, chore in enumerate(each for each in registered() if each.name not in LEFT_OUT):
            together(gate, f"{days}-{number}", many)
            try:
                done[chore.name] = chore.act()
            except Exception as error:
                done[chore.name] = f"{type(error).__name__}: {error}"
        rounds.append(done)
    print(json.dumps(rounds))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
