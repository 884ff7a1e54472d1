"""Examples of the balance: a common day, one side only, nothing yet, and very much."""

from typing import Any

from balans.ui.drawings.balance import Stone

_SOURCE = (
    "{% balance gives=gives costs=costs gives_title='Geeft kracht' costs_title='Kost kracht' "
    "summary=summary caption=caption %}"
)
_OFTEN = {1: "af en toe", 2: "elke week", 3: "bijna elke dag", 4: "elke dag"}


def _gives(text: str, size: int, strength: int) -> Stone:
    effect = "geeft veel kracht" if strength == 2 else "geeft een beetje kracht"
    return Stone(text, size, strength, _OFTEN[size], effect)


def _costs(text: str, size: int, strength: int) -> Stone:
    effect = "kost veel kracht" if strength == 2 else "kost een beetje kracht"
    return Stone(text, size, strength, _OFTEN[size], effect)


_DAY_GIVES = (
    _gives("Samen tuinieren", 3, 2),
    _gives("Koor op woensdag", 2, 2),
    _gives("Voorlezen", 2, 1),
)
_DAY_COSTS = (
    _costs("’s Nachts wakker worden", 4, 2),
    _costs("Wassen en aankleden", 4, 2),
    _costs("Formulieren invullen", 2, 1),
    _costs("Naar het ziekenhuis rijden", 1, 1),
    _costs("Bezoek regelen", 2, 1),
)
_MANY = (
    "Medicijnen klaarzetten",
    "Koken",
    "Boodschappen doen",
    "Administratie",
    "Bellen met de huisarts",
    "Troosten",
    "Samen muziek luisteren",
    "Wandelen met de hond",
    "Steunkousen aantrekken",
    "De was doen",
    "Rolstoel duwen",
    "Overleggen met de thuiszorg",
    "Kleinkinderen op bezoek",
    "Vakantie regelen",
    "Werken op kantoor",
    "Sporten",
    "Slapen in de logeerkamer",
    "De tuin",
    "Appen met familie",
    "Naar de kerk of moskee",
    "Mantelzorgondersteuningsgesprek",
    "Puzzelen",
    "Het huis schoonmaken",
    "Waken als het spannend is en niemand anders er kan zijn",
    "Fietsen",
    "Lezen",
)


def _context(gives: tuple[Stone, ...], costs: tuple[Stone, ...], summary: str) -> dict[str, Any]:
    caption = "Zo zag jouw week eruit." if gives or costs else ""
    return {"gives": gives, "costs": costs, "summary": summary, "caption": caption}


EXAMPLES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "Een week",
        _SOURCE,
        _context(_DAY_GIVES, _DAY_COSTS, "Drie dingen geven kracht, vijf dingen kosten kracht."),
    ),
    ("Een kant", _SOURCE, _context(_DAY_GIVES, (), "Drie dingen geven kracht.")),
    ("Nog niets", _SOURCE, _context((), (), "Er ligt nog niets op de balans.")),
    (
        "Heel veel",
        _SOURCE,
        _context(
            tuple(_gives(text, 1 + i % 3, 1 + i % 2) for i, text in enumerate(_MANY[5:14])),
            tuple(_costs(text, 1 + (i * 7) % 4, 1 + (i // 2) % 2) for i, text in enumerate(_MANY)),
            "Negen dingen geven kracht, zesentwintig dingen kosten kracht.",
        ),
    ),
]
