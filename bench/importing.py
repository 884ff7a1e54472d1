"""Ten thousand offers from a list: read, carried out, and put back."""

import csv
import io
import os
import time
import uuid
from pathlib import Path

ROWS = 10_000
HEADER = (
    *("id", "naam", "organisatie", "omschrijving", "eerste stap", "telefoon", "website"),
    *("hulp bij", "gemeenten", "openingstijden", "straat", "postcode", "plaats", "nagekeken op"),
)


def listed(rows: int) -> bytes:
    """Return a list as a municipality would bring it."""
    file = io.StringIO(newline="")
    table = csv.writer(file, delimiter=";")
    table.writerow(HEADER)
    for number in range(rows):
        name = f"Inloop {number}"
        text = "Elke week koffie met andere mantelzorgers. " * 4
        table.writerow(
            (
                *(f"b-{number}", name, f"Welzijn {number % 300}", text, "Loop binnen, of bel."),
                *(f"038 {1000000 + number}", f"https://www.voorbeeld.example/{number}"),
                *("praten; alleen", "Zwolle", "ma-vr 9:00-17:00", f"Laan {number}", "8011 AB"),
                *("Zwolle", "25/11/25"),
            )
        )
    return file.getvalue().encode()


def measured(data: Path) -> dict[str, float]:
    """Return the seconds that reading, carrying out and putting back take."""
    os.environ |= {"BALANS_DATA": str(data), "DJANGO_SETTINGS_MODULE": "balans.settings"}
    import django

    django.setup()
    from balans.directory.editing import importing
    from balans.directory.editing.rights import Rights

    rights = Rights(uuid.uuid4(), everywhere=True, slugs=frozenset())
    kept = importing.begin(data=listed(ROWS), file_name="b.csv", source="bench", rights=rights)
    times = {"read": _timed(lambda: importing.work(kept.pk))}
    kept.refresh_from_db()
    if kept.counts != {"new": ROWS}:
        raise AssertionError(kept.counts)
    importing.carry_out(kept, leave_out=False)
    times["carried out"] = _timed(lambda: importing.work(kept.pk))
    importing.undo(kept)
    times["undone"] = _timed(lambda: importing.work(kept.pk))
    return times


def _timed(act) -> float:  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    if not act():
        raise AssertionError("there was nothing to do")
    return time.perf_counter() - start
