"""Photos made for tests: nobody's, drawn by the machine."""

import io
from functools import cache

from PIL import Image, ImageChops, ImageDraw

NORTH_SEA = {1: "N", 2: (52.0, 6.0, 30.0), 3: "E", 4: (4.0, 15.0, 10.0)}


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """Return an image as a file of this kind."""
    if kind == "HEIF":
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def corner(width: int = 80, height: int = 60, mode: str = "RGB") -> Image.Image:
    """Return a blue picture whose left upper quarter is red: one sees which way is up."""
    image = Image.new("RGB", (width, height), (30, 60, 200))
    ImageDraw.Draw(image).rectangle(
        (0, 0, max(0, width // 2 - 1), max(0, height // 2 - 1)), (220, 30, 30)
    )
    return image.convert(mode)


def photo(width: int = 80, height: int = 60, kind: str = "JPEG") -> bytes:
    """Return a whole, small photo."""
    return encoded(corner(width, height), kind)


@cache
def telephone(kind: str = "JPEG") -> bytes:
    """Return twelve megapixels with soft shapes and the grain of a telephone."""
    shapes = Image.merge("RGB", [Image.effect_noise((800, 600), 80) for _ in range(3)])
    grain = Image.merge("RGB", [Image.effect_noise((4000, 3000), 12) for _ in range(3)])
    image = ImageChops.add(shapes.resize((4000, 3000)), grain, 2)
    return encoded(image, kind, quality={"HEIF": 60}.get(kind, 92), exif=with_place())


def with_place(orientation: int = 1) -> Image.Exif:
    """Return what a telephone writes beside a photo: how it was held, by whom, when and where."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telefoon van Greet"
    exif[0x9003] = "2026:05:01 10:11:12"
    exif.get_ifd(0x8825).update(NORTH_SEA)
    return exif
