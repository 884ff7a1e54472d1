"""Whether the site of an offer is gone: three times in a row nothing was there."""

import time

from balans.directory.editing.models import GONE_AFTER, LinkCheck

GOOD_FOR_SECONDS = 60
_kept: tuple[float, frozenset[str]] | None = None


def broken_links() -> frozenset[str]:
    """Return the links whose site is gone. One query, kept for a minute in this process."""
    global _kept
    if _kept is None or time.monotonic() - _kept[0] > GOOD_FOR_SECONDS:
        gone = LinkCheck.objects.filter(failures__gte=GONE_AFTER)
        _kept = (time.monotonic(), frozenset(gone.values_list("url", flat=True)))
    return _kept[1]


def is_broken(url: str) -> bool:
    """Return whether the site of an offer is gone, so that its page says so."""
    return bool(url) and url in broken_links()


def forget_links() -> None:
    """Ask the database anew next time. For tests."""
    global _kept
    _kept = None
