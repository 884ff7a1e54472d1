"""The table of faults: each test notes what it did and found; `make faults` prints it.

Run as a program: python -m tests.faults.table NOTES prints Markdown with machine and date.
"""

import json
import os
import platform
import sys
from datetime import date
from pathlib import Path

HEAD = ("fault", "how often", "lost", "sent twice", "what people saw")


def note(fault: str, often: str, lost: str, twice: str, saw: str) -> None:
    """Add a row, when the table is asked for (BALANS_FAULTS_NOTES names a file)."""
    if path := os.environ.get("BALANS_FAULTS_NOTES"):
        where = "PostgreSQL" if os.environ.get("BALANS_DATABASE_URL") else "SQLite"
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps([where, fault, often, lost, twice, saw]) + "\n")


def table(notes: Path) -> str:
    """Return the notes as Markdown."""
    rows = [json.loads(line) for line in notes.read_text(encoding="utf-8").splitlines()]
    head = ("on", *HEAD)
    lines = [head, ["---"] * len(head), *rows]
    where = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    python = platform.python_version()
    shown = "\n".join(f"| {' | '.join(each)} |" for each in lines)
    return f"Measured {date.today()}, {where}, Python {python}.\n\n{shown}"


if __name__ == "__main__":
    print(table(Path(sys.argv[1])))
