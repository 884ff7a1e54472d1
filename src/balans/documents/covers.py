"""The covers that we drew: the ground of each, and how it looks on a screen."""

from functools import cache
from pathlib import Path

from balans.documents.book import Drawing

HERE = Path(__file__).resolve().parent / "drawings"
PAPER = "#faf6ee"
GROUNDS: dict[Drawing, str] = {
    "mobile": PAPER,
    "stones": "#e0eff2",
    "branch": "#e6eedb",
    "water": "#0f5257",
}
PLACE = 'x="17.8" y="{top}" width="112.4" height="{height}"'
"""As on the paper: A5 is 148 wide and 210 high."""


@cache
def picture(drawing: Drawing) -> str:
    """Return a cover without words as an SVG that shows itself in a page, and says nothing."""
    drawn = (HERE / f"{drawing}.svg").read_text(encoding="utf-8").strip()
    top, height = (0, 111) if drawing == "mobile" else (25, 78)
    placed = drawn.replace("<svg ", f"<svg {PLACE.format(top=top, height=height)} ", 1)
    ground = f'<rect width="148" height="210" fill="{GROUNDS[drawing]}"/>'
    return (
        '<svg class="cover" viewBox="0 0 148 210" aria-hidden="true" focusable="false">'
        f"{ground}{placed}</svg>"
    )
