"""Pages are thought through: little empty paper, photos with their words, no title alone."""

import pytest

from balans.documents.book import GoodThings, Part
from balans.documents.pagination import SCALES, cover_photo, has_contents, settings
from balans.documents.ruler import Ruler
from balans.documents.sheet import SHEETS
from balans.documents.tests.books import LANDSCAPE, PORTRAIT, SMALL, book, memory, photo

A5 = SHEETS["a5"]
SHORT = "We zaten op het bankje bij de vijver, met koffie uit de thermoskan. " * 2
PAGE = "We zaten op het bankje bij de vijver, met koffie.\n\n" * 20


def part(*entries):
    return settings(Part(entries), A5)


def test_short_memories_stay_whole_and_share_pages():
    found = part(*(memory(text=SHORT) for _each in range(8)))
    assert {each.flow for each in found} == {"whole"}
    assert sum(each.new_page for each in found) == 1


def test_a_text_of_pages_carries_its_photos_along():
    (found,) = part(memory("Lang", PAGE * 4, photo(1), photo(2), photo(3), photo(4)))
    assert found.flow == "long"
    assert len(found.after) == len(found.rows)
    assert list(found.after) == sorted(found.after)


def test_photos_of_a_long_text_do_not_float_above_its_title():
    _first, found = part(memory(text=SHORT), memory("Lang", PAGE * 4, photo(1)))
    words_before = A5.words("\n\n".join(PAGE.split("\n\n")[: found.after[0] + 1]))
    assert found.new_page or words_before > 0.5 * A5.frame.height


def test_a_slender_photo_stands_beside_a_short_text():
    (found,) = part(memory("Kort", SHORT * 2, photo(1, PORTRAIT)))
    assert found.flow == "beside"


def test_a_photo_that_just_does_not_fit_is_made_a_little_smaller():
    _first, second = part(memory(text=SHORT * 5), memory("Foto", SHORT, photo(1, LANDSCAPE)))
    assert not second.new_page
    (placed,) = second.rows[0]
    assert placed.width in [pytest.approx(scale * A5.frame.width) for scale in SCALES[1:]]


def test_a_memory_that_fits_on_a_page_is_not_torn_from_its_photo():
    found = part(memory(text=PAGE), memory("Foto", SHORT, photo(1)))
    assert found[1].flow == "whole"


def test_every_entry_is_set_once_and_in_order():
    entries = [memory(str(number), SHORT * (number % 5), photo(number)) for number in range(40)]
    entries.insert(7, GoodThings(("De zon.", "De thee.")))
    assert [each.entry for each in part(*entries)] == entries


def test_an_empty_part_has_no_settings():
    assert part() == ()


@pytest.mark.parametrize(
    ("size", "to_edge"), [(LANDSCAPE, True), (PORTRAIT, False), (SMALL, False)]
)
def test_only_a_large_landscape_photo_runs_to_the_edge_of_the_cover(size, to_edge):
    placed, found = cover_photo(photo(1, size), A5)
    assert found is to_edge
    assert placed.height <= 0.62 * A5.height


def test_three_memories_need_no_table_of_contents_and_thirty_do():
    assert not has_contents(book(*(memory() for _each in range(3))))
    assert has_contents(book(*(memory() for _each in range(30))))


def test_the_ruler_counts_lines_as_they_fall():
    ruler = Ruler(10.5)
    assert ruler.lines("", 109) == 0
    assert ruler.lines("kort\n\nkort", 109) == 2
    assert 3 <= ruler.lines(SHORT * 2, 109) <= 5
    assert ruler.height("kort", 109) < ruler.pitch


def test_words_wider_than_the_column_get_places_to_break():
    ruler = Ruler(15.5, "Fraunces_600SemiBold")
    broken = ruler.broken("Kort " + "W" * 60, 109)
    assert broken.replace("\u200b", "") == "Kort " + "W" * 60
    assert all(ruler.lines(piece, 109) == 1 for piece in broken.replace("\u200b", " ").split())
    assert ruler.broken("Aansprakelijk", 109) == "Aansprakelijk"
