"""The memory book as PDF: whole, tagged, in order, right for a reader and for a printer."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from uuid import UUID

import pytest
from PIL import Image
from pypdf import PdfReader

from balans.documents import bindery
from balans.documents.bindery import make_book
from balans.documents.book import GoodThings, Part
from balans.documents.finishing import NotAsExpected, finished
from balans.documents.gallery import Placed
from balans.documents.prints import fitted
from balans.documents.tests.books import (
    LANDSCAPE,
    MADE,
    ODD,
    PORTRAIT,
    SMALL,
    book,
    jpeg,
    memory,
    photo,
)
from balans.documents.tests.test_pdf import tags

MM = 72 / 25.4
SIZES = {"a5": (148, 210), "a4": (210, 297)}


def made(of, open_photo=lambda key: jpeg()):
    return PdfReader(BytesIO(make_book(of, open_photo)), strict=True)


def text_of(reader):
    found = " ".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", found.replace("\u200b", ""))


def millimetres(box):
    return tuple(round(float(each) / MM) for each in (box.width, box.height))


def across(cm, tm):
    return cm[0] * tm[4] + cm[4]


@pytest.fixture
def strict(monkeypatch):
    """Let nothing be left out to get a book through."""

    def refuse(*given):
        raise AssertionError("the book had to be printed with less")

    monkeypatch.setattr(bindery, "_tamed", refuse)


def twelve(**given):
    spring = tuple(memory(f"Lente {number}", "Bloesem. " * 30) for number in range(6))
    autumn = tuple(memory(f"Herfst {number}", "Blad. " * 30) for number in range(6))
    return book(parts=(Part(spring, "2020"), Part(autumn, "2021")), **given)


@pytest.mark.parametrize("size", SIZES)
def test_a_book_to_read_has_the_size_of_its_paper(size, strict):
    for page in made(twelve(size=size)).pages:
        assert millimetres(page.mediabox) == SIZES[size]


@pytest.mark.parametrize("size", SIZES)
def test_a_book_for_the_printer_says_where_to_cut_and_where_the_bleed_ends(size, strict):
    reader = made(twelve(size=size, for_printer=True))
    width, height = SIZES[size]
    for page in reader.pages:
        assert millimetres(page.trimbox) == (width, height)
        assert millimetres(page.bleedbox) == (width + 6, height + 6)
        assert millimetres(page.mediabox) == (width + 18, height + 18)


@pytest.mark.parametrize("count", range(1, 9))
def test_a_book_for_the_printer_has_a_multiple_of_four_pages(count):
    entries = [memory(str(each), "Bloesem. " * 260) for each in range(count)]
    assert len(made(book(*entries, for_printer=True)).pages) % 4 == 0


def test_everything_stands_in_the_book_in_order(strict):
    entries = (
        memory("De reiger", "Hij heeft de tijd."),
        GoodThings(("De zon scheen.", "Loes belde.")),
        memory("Soep", "Met ballen.\n\nTwee borden.", photo(1, caption="De pan")),
    )
    text = text_of(made(book(*entries, dedication="Voor Loes", author_line="Over Piet")))
    words = (
        *("Wat we bewaren", "Over Piet", "Voor Loes", "3 mei 2021", "De reiger", "de tijd."),
        *("Drie goede dingen", "De zon scheen.", "Loes belde.", "Soep", "Met ballen."),
        *("Twee borden.", "De pan", MADE),
    )
    places = [text.index(each) for each in words]
    assert places == sorted(places)


def test_the_table_of_contents_names_the_page_where_each_memory_stands(strict):
    pages = [page.extract_text() for page in made(twelve()).pages]
    contents = next(page for page in pages if "Inhoud" in page)
    for title in ("Lente 0", "Lente 5", "Herfst 4"):
        number = int(re.search(rf"(\d+)\s+{title}\b", contents)[1])
        assert title in pages[number - 1]
        assert pages[number - 1].rstrip().endswith(str(number))


def test_page_numbers_stand_on_the_outside(strict):
    reader = made(twelve())
    for number in (3, 4):
        found = []
        reader.pages[number - 1].extract_text(
            visitor_text=lambda text, cm, tm, font, size, found=found: found.append(
                (text, across(cm, tm))
            )
        )
        at = [x for text, x in found if text.strip() == str(number)][-1]
        assert (at > 74 * MM) is bool(number % 2)


def test_the_inner_margin_is_the_wider_one(strict):
    reader = made(book(memory("Lang", "Bloesem en blad. " * 900)))
    lefts = []
    for page in reader.pages[2:4]:
        places = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size, places=places: (
                places.append(across(cm, tm)) if "Bloesem" in text else None
            )
        )
        lefts.append(min(places))
    assert lefts[0] - lefts[1] == pytest.approx(5 * MM, abs=0.5)


def test_three_memories_go_without_a_table_of_contents(strict):
    reader = made(book(memory("Een"), memory("Twee"), memory("Drie")))
    assert "Inhoud" not in text_of(reader)
    assert len(reader.pages) == 3


def test_a_screen_reader_finds_tags_language_title_and_every_picture(strict):
    alts = made(book(memory("Soep", "", photo(1, alt="Een pan"), photo(2, caption="De tafel"))))
    root = alts.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert alts.metadata.title == "Wat we bewaren"
    found = tags(alts)
    assert found.count("Figure") == 2
    assert {"H1", "P"} <= set(found)
    raw = make_book(book(memory("Soep", "", photo(1, alt="Een pan"))), lambda key: jpeg())
    assert b"Een pan" in raw


def test_memories_are_bookmarks_under_their_year(strict):
    outline = made(twelve()).outline
    assert [each.title for each in outline if not isinstance(each, list)] == ["2020", "2021"]
    assert len(outline[1]) == 6


def test_every_photo_stands_in_the_book_as_it_is(strict):
    colours = {1: (200, 30, 30), 2: (30, 200, 30), 3: (30, 30, 200)}
    entries = (
        memory("Een", "", photo(1, PORTRAIT)),
        memory("Twee", "", photo(2), photo(3)),
    )
    of = book(*entries, cover_photo=photo(1, PORTRAIT))
    reader = made(of, lambda key: jpeg(colour=colours[key.int]))
    found = [
        image.image.convert("RGB").resize((1, 1)).getpixel((0, 0))
        for page in reader.pages
        for image in page.images
    ]
    wanted = [colours[number] for number in (1, 1, 2, 3)]
    assert len(found) == 4
    for colour, expected in zip(found, wanted, strict=True):
        assert max(abs(a - b) for a, b in zip(colour, expected, strict=True)) < 12


def test_photos_are_asked_for_one_at_a_time_and_progress_is_told():
    asked, told = [], []

    def open_photo(key):
        asked.append(key.int)
        return jpeg()

    entries = [memory(str(each), "", photo(each)) for each in range(5)]
    make_book(book(*entries), open_photo, lambda done, steps: told.append((done, steps)))
    assert sorted(asked) == list(range(5))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]
    assert all(before < after for (before, _a), (after, _b) in pairwise(told))


@pytest.mark.parametrize("trouble", [OSError("weg"), KeyError("weg"), b"dit is geen foto", b""])
def test_a_photo_that_cannot_be_opened_does_not_stop_the_book(trouble):
    def open_photo(key):
        if key.int != 2:
            return jpeg()
        if isinstance(trouble, Exception):
            raise trouble
        return trouble

    reader = made(book(memory("Twee", "", photo(1), photo(2))), open_photo)
    assert sum(len(page.images) for page in reader.pages) == 2


def test_odd_memories_are_all_printed_and_tagged(strict):
    text = text_of(made(ODD))
    for words in ("Zonder titel en zonder dag.", "Taart", "De dijk", "De toren", "Eén ding.", MADE):
        assert words in text
    assert text.count("c c") >= 75


def test_a_memory_of_20_000_signs_loses_no_word(strict):
    words = [f"woord{number}" for number in range(2300)]
    paragraphs = "\n\n".join(" ".join(words[each : each + 60]) for each in range(0, 2300, 60))
    assert len(paragraphs) > 20_000
    reader = made(book(memory("Lang", paragraphs, photo(1), photo(2), photo(3, PORTRAIT))))
    found = re.findall(r"woord\d+", " ".join(page.extract_text() for page in reader.pages))
    assert sorted(found) == sorted(words)
    assert sum(len(page.images) for page in reader.pages) == 3


def test_words_that_look_like_markup_stay_words(strict):
    odd = '#panic() $x$ *vet* <label> @ref // weg "aan" \\u{41} {{ naam }}'
    of = book(memory(odd, odd, photo(1, caption=odd)), title=odd, dedication=odd, author_line=odd)
    assert text_of(made(of)).count(odd) >= 5


def test_a_mix_that_cannot_be_tagged_costs_only_that_memory_its_signs():
    of = book(
        memory("Vreemd", "Dag ◻\u20e3\ufe0f\u200d👨 allemaal"), memory("Taart", "👨‍👩‍👧‍👦 blijft")
    )
    text = text_of(made(of))
    assert "allemaal" in text
    assert "👨" in text or "👩" in text


def test_an_english_book_speaks_english(strict):
    reader = made(replace(twelve(), language="en"))
    assert "Contents" in text_of(reader)


def test_a_book_without_a_title_still_has_one(strict):
    assert made(book(memory(), title=" ")).metadata.title == "MantelzorgBalans"


def test_no_row_of_photos_is_wider_than_the_page_or_parted_from_its_caption(strict):
    entries = [memory(str(n), "", photo(n, SMALL, f"Bij{n}"), photo(50 + n)) for n in range(20)]
    reader = made(book(*entries))
    for page in reader.pages:
        captions = re.findall(r"Bij\d+", page.extract_text())
        assert len(page.images) == 2 * len(captions) or "/Image" not in str(page["/Resources"])


def test_a_photo_is_printed_with_enough_dots_and_no_more():
    wide = Placed(photo(1, LANDSCAPE), 60, 45)
    content, width, height = fitted(jpeg((3000, 2250)), wide)
    assert (width, height) == Image.open(BytesIO(content)).size
    assert 515 <= width <= 525
    assert fitted(jpeg((500, 375)), wide)[0] == jpeg((500, 375))


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("JPEG", "L"), ("JPEG", "CMYK")])
def test_other_kinds_of_pictures_become_plain_jpeg(kind, mode):
    content, *_size = fitted(jpeg((800, 600), kind=kind, mode=mode), Placed(photo(), 60, 45))
    with Image.open(BytesIO(content)) as found:
        assert (found.format, found.mode) == ("JPEG", "RGB")


def test_a_photo_without_a_place_is_told_not_lost():
    pdf = make_book(book(memory()), lambda key: jpeg())
    with pytest.raises(NotAsExpected):
        finished(pdf, 1, lambda number: (jpeg(), 1, 1), bleed=False)


def test_no_photo_touches_a_disk(monkeypatch, tmp_path):
    import builtins

    written = []
    opens = builtins.open

    def watch(path, mode="r", *rest, **more):
        if set(mode) & set("wax+"):
            written.append(path)
        return opens(path, mode, *rest, **more)

    monkeypatch.setattr(builtins, "open", watch)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    made(book(memory("Een", "", photo(1)), cover_photo=photo(2)))
    assert not written
    assert not list(tmp_path.iterdir())
    assert UUID(int=1)
