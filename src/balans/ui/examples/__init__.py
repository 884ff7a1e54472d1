"""Examples of every component: for the gallery, the tests and the accessibility check."""

from balans.ui.examples import balance, course, fields, reading
from balans.ui.examples.example import Example

__all__ = ["EXAMPLES", "Example"]

EXAMPLES: list[tuple[str, list[Example]]] = sorted(
    {
        **fields.EXAMPLES,
        **reading.EXAMPLES,
        "balance": [Example(*each) for each in balance.EXAMPLES],
        "course": [Example(*each) for each in course.EXAMPLES],
        "small_course": [Example(*each) for each in course.SMALL],
        "measure": [Example(*each) for each in course.MEASURE],
    }.items()
)
