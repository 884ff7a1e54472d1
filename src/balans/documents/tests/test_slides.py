"""Slides: every part in its room, in the largest letter that fits."""

import io

import pytest
from PIL import Image

from balans.documents.dots import dots
from balans.documents.logo import Picture
from balans.documents.slides import MANY, POINT_GAP, ROOMS, TEXT_SIZES, Slide, height, laid

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path d="M0 0h4v4H0z"/></svg>'
PICTURE = Picture(SQUARE, "half black", 8, 4)


def slide(**changed):
    return Slide(**({"layout": "points", "title": "Een titel"} | changed))


def test_few_words_stand_large_and_many_still_fit():
    few = laid(slide(points=("Kort.",) * 3)).points
    many = laid(slide(points=("Een zin die over meer dan één regel loopt. " * 3,) * 6)).points
    assert few.size == TEXT_SIZES[0] > many.size
    width = many.box.width - 9
    assert height(many.paragraphs, width, many.size, POINT_GAP) <= many.box.height


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (MANY, 1), (MANY + 1, 2), (14, 2)])
def test_many_points_stand_in_two_columns(count, columns):
    assert laid(slide(points=("Een punt.",) * count)).points.columns == columns


def test_points_move_down_for_a_lead_and_never_through_it():
    without = laid(slide(points=("Een punt.",)))
    long = laid(slide(points=("Een punt.",), lead="Een lange inleiding. " * 12))
    assert long.points.box.y > without.points.box.y
    assert long.points.box.y >= long.lead.box.y + height(
        long.lead.paragraphs, long.lead.box.width, long.lead.size
    )
    ends = {each.points.box.y + each.points.box.height for each in (without, long)}
    assert len({round(each, 3) for each in ends}) == 1


def test_what_is_not_there_takes_no_room():
    bare = laid(slide())
    assert bare.words == (bare.title,)
    assert bare.drawing is None and bare.logo is None


def test_a_picture_keeps_its_shape():
    placed = laid(slide(layout="drawing", drawing=PICTURE, logo=PICTURE))
    room = ROOMS["drawing"].drawing
    assert placed.drawing.width == room.width
    assert (
        placed.drawing.width / placed.drawing.height == 2 == placed.logo.width / placed.logo.height
    )


def test_a_drawing_becomes_dots_that_one_sees_through():
    clear = Image.open(io.BytesIO(dots(PICTURE, 20.0)))
    assert abs(clear.width - clear.height * 2) <= 1
    assert clear.convert("RGBA").getpixel((clear.width - 2, 2))[3] == 0
    assert clear.convert("RGBA").getpixel((2, 2)) == (0, 0, 0, 255)
    white = Image.open(io.BytesIO(dots(PICTURE, 20.0, "#ffffff"))).convert("RGB")
    assert white.getpixel((white.width - 2, 2)) == (255, 255, 255)
