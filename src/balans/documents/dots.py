"""A drawing as PNG, for programs that take no SVG."""

import json
from functools import lru_cache

from balans.documents.logo import Picture
from balans.documents.pdf import HERE, compiler

DPI = 192


@lru_cache(maxsize=64)
def dots(picture: Picture, width_mm: float, ground: str = "") -> bytes:
    """Return a picture as PNG of a width on paper; without a ground one sees through it."""
    data = {"svg": picture.svg, "width": width_mm, "ground": ground}
    made = compiler().compile(
        input=str(HERE / "drawing.typ"),
        format="png",
        ppi=DPI,
        sys_inputs={"picture": json.dumps(data)},
    )
    if not isinstance(made, bytes):
        raise TypeError("one picture makes one PNG")
    return made
