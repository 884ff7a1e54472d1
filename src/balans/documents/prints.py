"""Photos as they go to paper: no more dots than the eye sees, and a quiet card for a lost one."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from balans.documents.gallery import MM_PER_INCH, Placed
from balans.documents.letters import FONTS

DPI = 220
QUALITY = 84
PASS_AS_IS = 1.3
"""A photo at most so much larger than it needs to be is not made again."""


def fitted(jpeg: bytes, placed: Placed) -> tuple[bytes, int, int]:
    """Return the photo as JPEG of about 220 dots an inch on paper, with its size in pixels.

    Raise OSError when it is not a photo.
    """
    wanted = max(round(placed.width / MM_PER_INCH * DPI), 1)
    with Image.open(BytesIO(jpeg)) as photo:
        if photo.format == "JPEG" and photo.mode == "RGB" and photo.width <= wanted * PASS_AS_IS:
            photo.load()
            return jpeg, *photo.size
        photo.draft("RGB", (wanted, max(round(wanted * photo.height / photo.width), 1)))
        width = min(wanted, photo.width)
        height = max(round(photo.height * width / photo.width), 1)
        small = photo.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    return _jpeg(small), *small.size


def lost(words: str, placed: Placed) -> tuple[bytes, int, int]:
    """Return a quiet card with words, in place of a photo that cannot be opened."""
    size = tuple(max(round(mm / MM_PER_INCH * DPI), 8) for mm in (placed.width, placed.height))
    card = Image.new("RGB", (size[0], size[1]), "#f3eee3")
    font = ImageFont.truetype(FONTS / "AtkinsonHyperlegibleNext_400Regular.ttf", size[0] / 18)
    middle = (size[0] / 2, size[1] / 2)
    ImageDraw.Draw(card).text(middle, words, fill="#4b5a58", font=font, anchor="mm")
    return _jpeg(card), *card.size


def _jpeg(photo: Image.Image) -> bytes:
    made = BytesIO()
    photo.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()
