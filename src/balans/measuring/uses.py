"""Which pages are counted as what people do here."""

from collections.abc import Mapping

from balans.core.measures import Use

READ: Mapping[str, Use] = {
    "articles:article": Use.INFORMATION,
    "directory:need": Use.HELP,
    "directory:offer": Use.HELP,
    "directory:local": Use.HELP,
}
"""By the name of a page. What is done with a form, or looked for, is counted where it is done."""

SEEN = {200, 304}


def use_of(route: str, method: str, status: int) -> Use | None:
    """Return what reading a page is counted as, None for most pages."""
    return READ.get(route) if method == "GET" and status in SEEN else None
