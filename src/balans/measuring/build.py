"""Which version of the product this is."""

from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


@cache
def version() -> str:
    """Return the version as installed; `unknown` when it runs from a folder alone."""
    try:
        return installed("mantelzorgbalans")
    except PackageNotFoundError:
        return "unknown"
