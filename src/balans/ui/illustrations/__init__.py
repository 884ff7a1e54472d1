"""Drawings in the look of the house: thin ink lines, stones and leaves. They say nothing aloud."""

from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

HERE = Path(__file__).resolve().parent


@cache
def markup(name: str) -> SafeString:
    """Return a drawing as SVG to stand in a page. Raise KeyError for an unknown name."""
    path = HERE / f"{name}.svg"
    if not path.is_file() or path.parent != HERE:
        raise KeyError(f"there is no illustration '{name}'")
    return mark_safe(path.read_text(encoding="utf-8").strip())
