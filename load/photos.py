"""Photos of a telephone's size, drawn by a seed: a few drawings, and no two sent are alike."""

import struct
from functools import cache
from io import BytesIO
from random import Random

SIZE = (4000, 3000)
DRAWN = 3
QUALITY = 82


def photo(dice: Random) -> bytes:
    """Return a JPEG of twelve megapixels and some megabytes, with a comment of its own."""
    drawn, said = _drawn(dice.randrange(DRAWN)), f"{dice.getrandbits(128):032x}".encode()
    # A comment stands right behind the mark with which a JPEG begins.
    return drawn[:2] + b"\xff\xfe" + struct.pack(">H", len(said) + 2) + said + drawn[2:]


def draw_all() -> None:
    """Draw every photo, so that nobody waits for it later."""
    for number in range(DRAWN):
        _drawn(number)


@cache
def _drawn(number: int) -> bytes:
    from PIL import Image, ImageChops

    from bench.books import scene

    grain = Image.effect_noise(SIZE, 14)
    film = Image.merge("RGB", (grain, grain, grain))
    picture = ImageChops.add(scene(number).resize(SIZE), film, 1.2, -40)
    made = BytesIO()
    picture.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()
