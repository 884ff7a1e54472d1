"""Photos come out turned right, small, with nothing beside their points, or not at all."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from balans.diary.pictures import (
    LONGEST,
    MOST_BYTES,
    THUMBNAIL_BYTES,
    NotAPicture,
    clean,
    turned,
)
from balans.diary.tests.photos import corner, encoded, photo, telephone, with_place

KINDS = ["JPEG", "PNG", "WEBP", "GIF", "HEIF"]


def shown(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    assert image.format == "JPEG" and image.mode == "RGB"
    return image


def near(found: tuple[int, ...], wanted: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 30 for a, b in zip(found, wanted, strict=True))


def is_red(jpeg: bytes, x: float, y: float) -> bool:
    image = shown(jpeg)
    red, _green, blue = image.getpixel((int(image.width * x), int(image.height * y)))
    return red > blue


def why(content: bytes) -> str:
    with pytest.raises(NotAPicture) as refused:
        clean(content)
    return refused.value.why


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_becomes_two_jpegs(kind):
    picture = clean(photo(kind=kind))
    assert (picture.large.width, picture.large.height) == (80, 60)
    for made in (picture.large, picture.small):
        assert shown(made.jpeg).size == (made.width, made.height)
        assert is_red(made.jpeg, 0.25, 0.25) and not is_red(made.jpeg, 0.75, 0.75)


def test_a_photo_of_twelve_megapixels_fits_a_screen_and_a_page():
    picture = clean(telephone())
    assert (picture.large.width, picture.large.height) == (LONGEST, LONGEST * 3 // 4)
    assert (picture.small.width, picture.small.height) == (480, 360)
    assert len(picture.small.jpeg) < THUMBNAIL_BYTES


HELD = {1: (0.25, 0.25), 3: (0.75, 0.75), 6: (0.75, 0.25), 8: (0.25, 0.75), 2: (0.75, 0.25)}


@pytest.mark.parametrize("orientation", HELD)
@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_a_photo_is_turned_the_way_the_telephone_was_held(kind, orientation):
    picture = clean(encoded(corner(), kind, exif=with_place(orientation)))
    sideways = orientation in (6, 8)
    assert (picture.large.width > picture.large.height) is not sideways
    assert is_red(picture.large.jpeg, *HELD[orientation])
    assert is_red(picture.small.jpeg, *HELD[orientation])


@pytest.mark.parametrize(
    ("quarters", "red"),
    [(0, (0.25, 0.25)), (1, (0.75, 0.25)), (-1, (0.25, 0.75)), (6, (0.75,) * 2)],
)
def test_a_photo_can_be_turned_by_hand(quarters, red):
    picture = turned(clean(photo()).large.jpeg, quarters=quarters)
    assert is_red(picture.large.jpeg, *red) and is_red(picture.small.jpeg, *red)


def segments(jpeg: bytes) -> set[int]:
    """Return the kinds of segments before the points begin."""
    found, at = set(), 2
    while jpeg[at + 1] != 0xDA:
        found.add(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return found


def test_nothing_stays_of_place_time_maker_remarks_or_profile():
    profile = b"Profiel van Greet" + bytes(200)
    content = encoded(
        corner(),
        exif=with_place(),
        comment=b"Geheim van Greet",
        xmp=b"<x:xmpmeta>Greet</x:xmpmeta>",
        icc_profile=profile,
    )
    assert b"Greet" in content
    picture = clean(content)
    for made in (picture.large.jpeg, picture.small.jpeg):
        assert b"Greet" not in made and b"Exif" not in made
        # JFIF, tables, frame: no other application data (E1..EF) and no remark (FE).
        assert not {*range(0xE1, 0xF0), 0xFE} & segments(made)
        assert not shown(made).getexif()


def test_text_in_a_png_does_not_stay():
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "Greet")
    assert b"Greet" not in clean(encoded(corner(), "PNG", pnginfo=info)).large.jpeg


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_see_through_lies_on_paper(mode):
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0)).convert(mode)
    options = {"transparency": 0} if mode == "P" else {}
    picture = clean(encoded(image, "PNG", **options))
    assert near(shown(picture.large.jpeg).getpixel((10, 10)), (250, 246, 238))


@pytest.mark.parametrize(
    ("image", "kind", "wanted"),
    [
        (Image.new("CMYK", (20, 20), (0, 255, 255, 0)), "JPEG", (254, 0, 0)),
        (Image.new("I;16", (20, 20), 40_000), "PNG", (156, 156, 156)),
        (Image.new("1", (20, 20), 1), "PNG", (255, 255, 255)),
        (Image.new("L", (20, 20), 90), "JPEG", (90, 90, 90)),
    ],
    ids=["inks", "sixteen bits", "black and white", "grey"],
)
def test_unusual_colours_come_out_as_one_sees_them(image, kind, wanted):
    assert near(shown(clean(encoded(image, kind)).large.jpeg).getpixel((10, 10)), wanted)


def test_colours_of_another_profile_are_brought_to_those_of_the_web():
    from PIL import ImageCms

    # An invented screen with swapped red and green: what it calls green is red to us.
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(profile[128:132], "big")
    places = {}
    for index in range(count):
        at = 132 + 12 * index
        places[bytes(profile[at : at + 4])] = at
    profile[places[b"rXYZ"] : places[b"rXYZ"] + 4] = b"gXYZ"
    profile[places[b"gXYZ"] : places[b"gXYZ"] + 4] = b"rXYZ"
    image = Image.new("RGB", (20, 20), (0, 250, 0))
    picture = clean(encoded(image, icc_profile=bytes(profile)))
    red, green, _blue = shown(picture.large.jpeg).getpixel((10, 10))
    assert red > 200 and green < 60


def test_the_first_picture_of_a_moving_gif_is_kept():
    film = [corner(), Image.new("RGB", (80, 60), (0, 0, 0))]
    content = encoded(film[0], "GIF", save_all=True, append_images=film[1:])
    assert is_red(clean(content).large.jpeg, 0.25, 0.25)


def test_the_small_picture_stays_under_its_limit_whatever_it_shows():
    noise = Image.merge("RGB", [Image.effect_noise((1500, 1500), 255) for _ in range(3)])
    small = clean(encoded(noise, quality=95)).small
    assert len(small.jpeg) < THUMBNAIL_BYTES and small.width >= 200


@pytest.mark.parametrize("size", [(1, 1), (1, 5_000), (5_000, 1)])
def test_the_narrowest_picture_is_kept(size):
    picture = clean(photo(*size))
    assert max(picture.large.width, picture.large.height) <= LONGEST
    assert min(picture.small.width, picture.small.height) >= 1


@pytest.mark.parametrize("kind", KINDS)
def test_cleaning_twice_is_cleaning_once(kind):
    first = clean(photo(700, 500, kind))
    again = clean(first.large.jpeg)
    assert again.large == first.large
    assert (again.small.width, again.small.height) == (first.small.width, first.small.height)


@pytest.mark.parametrize("more", [b"Greet", b"\xff\xd9", photo()])
def test_what_hangs_behind_a_clean_photo_is_cut_off(more):
    made = clean(clean(photo()).large.jpeg + more).large.jpeg
    assert made.index(b"\xff\xd9") == len(made) - 2


def test_half_a_clean_photo_is_not_kept():
    content = clean(telephone()).large.jpeg
    assert why(content[: len(content) // 2]) == "broken"


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(2_000_000), 9))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(50_000, 50_000), (10_000, 10_000), (60_001, 1_000)])
def test_a_small_file_that_unpacks_to_a_bomb_is_refused_by_its_header(size):
    assert why(png_that_claims(*size)) == "many_points"


def test_a_photo_that_is_too_large_is_refused_unread():
    assert why(b"\xff\xd8\xff" + bytes(MOST_BYTES)) == "large"


STRANGE = {
    b"": "strange",
    b"Lieve Jan, dit is geen foto.": "strange",
    b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>": "drawing",
    b"<?xml version='1.0'?>\n<svg></svg>": "drawing",
    b"%PDF-1.7\n": "drawing",
    b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom": "video",
    b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ": "video",
    b"\x1a\x45\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1fwebm": "video",
    b"RIFF\x00\x00\x00\x00AVI LIST": "video",
    b"BM" + bytes(60): "strange",
    b"\xff\xd8\xff\xe0": "broken",
    b"GIF89a": "broken",
}


@pytest.mark.parametrize("content", STRANGE, ids=range(len(STRANGE)))
def test_what_is_no_photo_is_called_by_what_it_is(content):
    assert why(content) == STRANGE[content]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_half_a_photo_is_not_kept(kind, share):
    image = Image.merge("RGB", [Image.effect_noise((300, 200), 80) for _ in range(3)])
    content = encoded(image, kind)
    assert why(content[: int(len(content) * share)]) in ("broken", "strange")


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(KINDS), st.integers(0, 600))
def test_any_bytes_are_kept_or_refused_and_nothing_else(noise, kind, at):
    content = photo(8, 6, kind)
    for changed in (noise, content[:at] + noise + content[at + len(noise) :]):
        try:
            assert clean(changed).small.jpeg
        except NotAPicture as refused:
            assert refused.why


def test_mangled_notes_of_a_camera_never_spoil_a_whole_photo():
    whole = encoded(corner(), exif=with_place(6))
    end = whole.index(b"\xff\xdb")
    spoilt = 0
    for at in range(whole.index(b"Exif") + 6, end):
        for sign in (0, 2, 7, 255):
            content = whole[:at] + bytes([sign]) + whole[at + 1 :]
            assert max(clean(content).large.width, clean(content).large.height) == 80
            spoilt += 1
    assert spoilt > 400
