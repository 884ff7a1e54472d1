"""Photos are placed large, sharp, in their own order, and never wider than the page."""

from hypothesis import given, settings
from hypothesis import strategies as st

from balans.documents.gallery import FEWEST_DPI, GAP_MM, MM_PER_INCH, Frame, alone, rows
from balans.documents.tests.books import LANDSCAPE, PORTRAIT, SMALL, photo

FRAME = Frame(109, 160)
pixels = st.integers(min_value=1, max_value=6000)


def sizes(found):
    return [len(row) for row in found]


def test_no_photos_take_no_rows():
    assert rows((), FRAME) == ()


def test_one_landscape_photo_fills_the_width():
    ((placed,),) = rows([photo()], FRAME)
    assert placed.width == FRAME.width


def test_one_portrait_photo_leaves_room_for_words():
    ((placed,),) = rows([photo(1, PORTRAIT)], FRAME)
    assert placed.height == FRAME.tallest


def test_two_portrait_photos_stand_beside_each_other():
    assert sizes(rows([photo(1, PORTRAIT), photo(2, PORTRAIT)], FRAME)) == [2]


def test_three_portrait_photos_stand_in_rows_of_at_most_three():
    assert max(sizes(rows([photo(n, PORTRAIT) for n in range(7)], FRAME))) <= 3


def test_a_photo_with_a_long_caption_has_a_row_of_its_own():
    long = photo(2, PORTRAIT, caption="Dit is een lang verhaal onder een foto. " * 4)
    found = rows([photo(1, PORTRAIT), long, photo(3, PORTRAIT)], FRAME)
    assert [placed.photo for row in found if len(row) == 1 for placed in row].count(long) == 1


def test_a_small_photo_is_not_blown_up():
    ((placed,),) = rows([photo(1, SMALL)], FRAME)
    assert SMALL[0] / (placed.width / MM_PER_INCH) >= FEWEST_DPI - 0.01


def test_a_photo_on_the_cover_fits_its_room():
    placed = alone(photo(1, LANDSCAPE), 80, 30)
    assert (placed.width, placed.height) == (40, 30)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(pixels, pixels), max_size=9))
def test_any_photos_keep_order_shape_and_sharpness_within_the_width(shapes):
    photos = [photo(number, size) for number, size in enumerate(shapes)]
    found = rows(photos, FRAME)
    assert [placed.photo for row in found for placed in row] == photos
    for row in found:
        taken = sum(placed.width for placed in row) + GAP_MM * (len(row) - 1)
        assert taken <= FRAME.width + 0.01
        assert len({round(placed.height, 6) for placed in row}) == 1
        for placed in row:
            assert abs(placed.width / placed.height - placed.photo.aspect) < 0.001 * (
                1 + placed.photo.aspect
            )
            assert placed.photo.height_px / (placed.height / MM_PER_INCH) >= FEWEST_DPI - 0.01
