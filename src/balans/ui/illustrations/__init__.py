"""Drawings in the look of the house: thin ink lines, stones and leaves. They say nothing aloud."""

import re
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

HERE = Path(__file__).resolve().parent
TOKENS = HERE.parent / "css" / "tokens.css"


@cache
def markup(name: str) -> SafeString:
    """Return a drawing as SVG to stand in a page. Raise KeyError for an unknown name."""
    path = HERE / f"{name}.svg"
    if not path.is_file() or path.parent != HERE:
        raise KeyError(f"there is no illustration '{name}'")
    return mark_safe(path.read_text(encoding="utf-8").strip())


@cache
def on_paper(name: str) -> str:
    """Return a drawing that stands alone, in the colours of the light scheme. Raise KeyError."""
    known = dict(re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6})", TOKENS.read_text()))
    drawn = re.sub(r"var\(--([a-z-]+)\)", lambda found: known[found[1]], markup(name))
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
