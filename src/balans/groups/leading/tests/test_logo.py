"""Logos: made anew as PNG, without what came along; junk and bombs are refused with the reason."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from balans.groups.leading.logo import LONGEST, NoLogo, clean_logo


def picture(size=(400, 200), mode="RGB", kind="PNG", **more) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, (200, 60, 30, 0)[: len(mode)]).save(file, kind, **more)
    return file.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_of_any_usual_kind_becomes_a_png(kind):
    assert opened(clean_logo(picture(kind=kind))).format == "PNG"


def test_a_large_logo_becomes_smaller_and_a_small_one_stays():
    assert opened(clean_logo(picture((3000, 1500)))).size == (LONGEST, LONGEST // 2)
    assert opened(clean_logo(picture((90, 40)))).size == (90, 40)


def test_what_is_see_through_stays_so():
    assert opened(clean_logo(picture(mode="RGBA"))).getpixel((5, 5))[3] == 0


def test_nothing_comes_along_but_the_points():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Dora de Wit")
    exif = Image.Exif()
    exif[0x010E] = "Dora de Wit"
    for dirty in (picture(pnginfo=notes), picture(kind="JPEG", exif=exif, comment=b"Dora de Wit")):
        assert b"Dora" in dirty
        cleaned = clean_logo(dirty)
        assert b"Dora" not in cleaned and not opened(cleaned).info


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"x" * 10_000_001, "large"),
        (bomb(30_000, 30_000), "many_points"),
        (bomb(7_000, 7_000), "many_points"),
        (bomb(300, 300), "broken"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>', "vector"),
        (b"\xef\xbb\xbf  <svg>", "vector"),
        (b"%PDF-1.7 ...", "document"),
        (b"PK\x03\x04word", "document"),
        (b"hello", "strange"),
        (picture()[:60], "broken"),
        (picture(kind="JPEG")[:200], "broken"),
    ],
)
def test_what_cannot_be_a_logo_is_refused_with_the_reason(content, why):
    with pytest.raises(NoLogo) as refusal:
        clean_logo(content)
    assert refusal.value.why == why


@given(st.binary(max_size=400), st.integers(0, 300), st.binary(min_size=1, max_size=40))
def test_mangled_pictures_are_a_logo_or_refused(junk, at, put):
    whole = picture((20, 20))
    for content in (junk, whole[:at] + put + whole[at + len(put) :]):
        try:
            assert clean_logo(content).startswith(b"\x89PNG")
        except NoLogo:
            continue
