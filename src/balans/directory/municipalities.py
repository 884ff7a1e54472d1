"""Postcodes and municipalities: which municipality a place belongs to.

The table is content/places/postcode4.csv; its note says where it comes from and how good it is.
"""

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from balans.core.content import library

PLACES, TABLE = "places", "postcode4.csv"
ALSO_CALLED = {"den-bosch": "s-hertogenbosch", "s-bosch": "s-hertogenbosch"}
"""Names that people use and the table does not know."""

MOST_FOUND = 8
POSTCODE = re.compile(r"^\s*([1-9]\d{3})\s*([A-Za-z]{2})?\s*$")


@dataclass(frozen=True)
class Municipality:
    """A municipality; `slug` is its id everywhere, such as `bergen-nh`."""

    slug: str
    name: str
    province: str


def slug_of(name: str) -> str:
    """Return the id of a municipality: its name in small letters, marks and brackets left out."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@cache
def _table() -> tuple[Mapping[str, str], Mapping[str, Municipality], Mapping[str, set[str]]]:
    """Return postcode to slug, slug to municipality, and town to the slugs it may mean."""
    postcodes, known, towns = dict[str, str](), dict[str, Municipality](), dict[str, set[str]]()
    with library().find(PLACES, TABLE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            slug = slug_of(row["municipality"])
            known.setdefault(slug, Municipality(slug, row["municipality"], row["province"]))
            postcodes[row["postcode4"]] = slug
            towns.setdefault(slug_of(row["place"]), set()).add(slug)
    return postcodes, known, towns


def municipalities() -> Mapping[str, Municipality]:
    """Return every municipality by id."""
    return _table()[1]


def municipality(slug: str) -> Municipality | None:
    """Return a municipality by id."""
    return _table()[1].get(slug)


def is_postcode(text: str) -> bool:
    """Return whether a text looks like a Dutch postcode, with or without its letters."""
    return bool(POSTCODE.match(text))


def find(text: str) -> list[Municipality]:
    """Return the municipalities that a postcode, a town or a name may mean; the surest first.

    A postcode gives one or none. A name gives the municipality that is called so, else those in
    which a town of that name lies, and those whose name begins so; at most eight.
    """
    postcodes, known, towns = _table()
    if match := POSTCODE.match(text):
        slug = postcodes.get(match[1])
        return [known[slug]] if slug else []
    wanted = ALSO_CALLED.get(slug_of(text), slug_of(text))
    if not wanted:
        return []
    if wanted in known:
        return [known[wanted]]
    if len(lies := towns.get(wanted, set())) == 1:
        return [known[slug] for slug in lies]
    begins = {slug for slug in known if slug.startswith(wanted)}
    return sorted((known[slug] for slug in lies | begins), key=lambda each: each.name)[:MOST_FOUND]


def by_province() -> Mapping[str, Sequence[Municipality]]:
    """Return every municipality by the name of its province, both in order of the alphabet."""
    found: dict[str, list[Municipality]] = {}
    for each in sorted(municipalities().values(), key=lambda each: slug_of(each.name)):
        found.setdefault(each.province, []).append(each)
    return dict(sorted(found.items()))
