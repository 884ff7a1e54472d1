"""Examples of every component: for the gallery, the tests and the accessibility check."""

from balans.ui.examples import balance, fields, reading
from balans.ui.examples.example import Example

__all__ = ["EXAMPLES", "Example"]

EXAMPLES: list[tuple[str, list[Example]]] = sorted(
    {
        **fields.EXAMPLES,
        **reading.EXAMPLES,
        "balance": [Example(*each) for each in balance.EXAMPLES],
    }.items()
)
