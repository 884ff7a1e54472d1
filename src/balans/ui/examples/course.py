"""Examples of a course: one time, two, a year with a gap, and very many."""

from datetime import date, timedelta
from typing import Any

from balans.ui.drawings.course import Course, Point, Wash

_SOURCE = "{% course drawing=drawing summary=summary legend=legend %}"
_SMALL = "{% small_course drawing=drawing %}"
_FIRST = date(2026, 1, 5)
_WASHES = (Wash(0, 6, "sky"), Wash(7, 10, "moss"), Wash(11, 13, "sun"))
_LEGEND = (
    ("sky", "0 tot en met 6: het zorgen vraagt iets van je."),
    ("moss", "7 tot en met 10: het vraagt meer dan goed voor je is."),
    ("sun", "11 tot en met 13: het drukt heel zwaar op je."),
)


def _piece(start: int, every: int, *values: int) -> tuple[Point, ...]:
    days = (_FIRST + timedelta(days=start + every * place) for place in range(len(values)))
    return tuple(map(Point, days, values))


def _course(*pieces: tuple[Point, ...]) -> Course:
    return Course(
        pieces=pieces,
        least=0,
        most=13,
        top="13: zwaarder",
        bottom="0: lichter",
        first_day="5 jan 2026",
        last_day="26 nov 2026",
        washes=_WASHES,
    )


def _context(drawing: Course, summary: str) -> dict[str, Any]:
    return {"drawing": drawing, "summary": summary, "legend": _LEGEND}


_YEAR = _course(_piece(0, 31, 4, 5, 7, 6), _piece(220, 29, 9, 8, 8, 6))

EXAMPLES: list[tuple[str, str, dict[str, Any]]] = [
    ("Een keer", _SOURCE, _context(_course(_piece(0, 1, 6)), "Een keer: 6.")),
    ("Twee keer", _SOURCE, _context(_course(_piece(0, 60, 6, 9)), "Toen 6, nu 9.")),
    ("Een jaar met een gat", _SOURCE, _context(_YEAR, "Tussen 4 en 9.")),
    (
        "Heel vaak",
        _SOURCE,
        _context(_course(_piece(0, 1, *(6 + (n * n) % 5 for n in range(300)))), "Tussen 6 en 10."),
    ),
]
SMALL: list[tuple[str, str, dict[str, Any]]] = [("Een kleine lijn", _SMALL, {"drawing": _YEAR})]
MEASURE: list[tuple[str, str, dict[str, Any]]] = [
    (
        "Een getal",
        "{% measure points=points least=0 most=13 text=text %}",
        {"points": 7, "text": "Je zei 7 van de 13 keer ja."},
    )
]
