"""The PDF can be read aloud, holds every word in order, and never takes words for markup."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from balans.documents import pdf
from balans.documents.document import (
    ChoiceGrid,
    Document,
    Heading,
    Items,
    KeepTogether,
    Letter,
    Note,
    Paragraph,
    Pile,
    Piles,
    Table,
    WriteLines,
    WriteTable,
)
from balans.documents.pdf import render
from balans.documents.tests.samples import OVERVIEW, PAPER, paragraph

NOTE = "Een teken kunnen we niet afdrukken"


def read(document):
    return PdfReader(BytesIO(render(document)))


def text_of(document):
    found = " ".join(page.extract_text() for page in read(document).pages)
    return re.sub(r"\s+", " ", found.replace("\u200b", ""))


def tags(reader):
    found = []

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found.append(node["/S"][1:])
            walk(node.get("/K", []))

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.fixture
def strict(monkeypatch):
    """Let nothing be left out to get a document through."""

    def refuse(document):
        raise AssertionError("the document had to be printed with less")

    monkeypatch.setattr(pdf, "_render_less", refuse)


@pytest.mark.parametrize("document", [OVERVIEW, PAPER], ids=["outcome", "paper"])
def test_a_screen_reader_finds_tags_language_and_title(document, strict):
    root = read(document).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_headings_lists_tables_and_drawings_are_what_they_seem(strict):
    found = tags(read(OVERVIEW))
    assert found.count("H1") == 1
    assert found.count("H2") == 4
    assert found.count("H3") == 4
    assert {"L", "LI", "LBody", "Table", "TH", "TD", "Figure"} <= set(found)


def test_headings_are_bookmarks_under_the_title(strict):
    reader = read(OVERVIEW)
    top = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert [entry.title for entry in top] == [OVERVIEW.title]
    assert reader.metadata.title == OVERVIEW.title


def test_words_come_out_in_the_order_of_reading(strict):
    text = text_of(OVERVIEW)
    words = (
        "Mijn grenzen · 24 november 2026",
        OVERVIEW.title,
        "Dit doe ik graag",
        "Voorlezen",
        "Liever niet",
        "Waken in de nacht",
        "Wat opvalt",
        "Wijkverpleging.",
        "Geeft kracht",
        "Mantelzorglijn",
        "Lieve allemaal,",
        "Dank voor de soep.",
        "Een avond voor mezelf",
        "Tot de volgende keer.",
    )
    places = [text.index(each) for each in words]
    assert places == sorted(places)
    assert "bladzijde 2 van 2" in text


def test_the_footer_stands_on_every_page_in_the_language_of_the_document(strict):
    document = replace(OVERVIEW, language="en", footer="This is yours.")
    pages = read(document).pages
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        assert f"page {number} of 2" in page.extract_text()
        assert "This is yours." in page.extract_text()


@pytest.mark.parametrize(
    "text",
    [
        "#set page(fill: red)",
        "#panic()",
        "$x^2$ en *vet* en _schuin_",
        "<script>alert(1)</script> <label> @ref",
        "\\u{41} \\n // weg /* weg */ `code` ~ --- ...",
        '"aanhaling" [haak] {accolade} = kop - punt + punt',
        "%s %(naam)s {naam} {{ naam }} {% tag %}",
    ],
)
def test_words_that_look_like_markup_stay_words(text, strict):
    assert text in text_of(paragraph(text))
    assert text in text_of(Document(title=text, language="nl", blocks=(Heading(text),)))


@pytest.mark.parametrize(
    "text",
    [
        "ğşıİ çöü ĞŞ",
        "ąćęłńóśźż ŁÓDŹ",
        "Привіт, як справи? ґ",
        "Καλημέρα",
        "Koffie 😀 met taart",
        "שלום",
        "½ € ₺ … “ja” ‘nee’ – en",
    ],
)
def test_letters_of_other_languages_are_printed(text, strict):
    found = text_of(paragraph(text))
    assert text in found
    assert NOTE not in found


@pytest.mark.parametrize(
    "text",
    [
        "أنا أعتني بأمي كل يوم. أحيانا أكون متعبة.",
        "مُحَمَّد می‌خواهم",
        "אני מטפל באמא, 030 205 90 59",
        "नमस्ते दुनिया",
        "Tiếng Việt ữ",
        "👨‍👩‍👧‍👦 👍🏽 ❤️ 🏳️‍🌈 🇹🇷 1️⃣ ☎️",
    ],
)
def test_scripts_that_join_or_run_from_right_to_left_are_tagged_whole(text, strict):
    blocks = (Heading(text), Items((text,)), Letter(text), Piles((Pile(text, "gives", (text,)),)))
    found = text_of(Document(title=text, language="nl", blocks=blocks))
    assert NOTE not in found


def test_a_letter_that_cannot_be_printed_becomes_a_box_and_the_reader_is_told(strict):
    found = text_of(paragraph("Thee is 茶 hier"))
    assert "Thee is ◻ hier" in found
    assert NOTE in found


def test_a_mix_that_no_font_knows_is_printed_with_less():
    mixed = "Dag ◻\u20e3\ufe0f\u200d👨 allemaal"
    reader = read(paragraph(mixed))
    assert "allemaal" in reader.pages[0].extract_text()


def test_when_tagging_fails_there_is_still_paper(monkeypatch):
    from typst import TypstError

    tried = []
    compile_document = pdf._compile

    def fails_with_tags(document, *, missed, tagged=True):
        tried.append(tagged)
        if tagged:
            raise TypstError("no", "no")
        return compile_document(document, missed=missed, tagged=False)

    monkeypatch.setattr(pdf, "_compile", fails_with_tags)
    assert "Toch gedrukt" in text_of(paragraph("Toch gedrukt"))
    assert tried == [True, True, True, False]


def test_a_very_long_answer_runs_over_pages_without_losing_a_word(strict):
    words = [f"woord{number}" for number in range(2500)]
    answer = " ".join(words)
    assert len(answer) > 20_000
    reader = read(Document(title="Lang", language="nl", blocks=(Letter(answer), Note("Einde"))))
    assert len(reader.pages) > 3
    found = re.findall(r"woord\d+", " ".join(page.extract_text() for page in reader.pages))
    assert found == words


def test_blocks_that_are_longer_than_a_page_are_not_cut_off(strict):
    many = tuple(f"regel {number} die hier staat" for number in range(90))
    blocks = (
        KeepTogether((Heading("Samen"), Items(many))),
        Piles((Pile("Stapel", "gives", many), Pile("Nog een", "costs", many))),
        Table(("Wat", "Hoe vaak"), tuple((each, "elke dag") for each in many)),
        ChoiceGrid(many, ("Ja", "Nee")),
        WriteTable(("Wat", "Uren per week"), many),
        WriteLines(60),
        Paragraph("Einde"),
    )
    text = text_of(Document(title="Veel", language="nl", blocks=blocks))
    assert text.count("regel 89 die hier staat") == 6
    assert "Einde" in text


def test_a_phone_number_stays_on_one_line(strict):
    for lead in range(60, 80):
        page = read(paragraph(f"{'bel ' * (lead // 4)}{'x' * (lead % 4)} 030 205 90 59"))
        text = page.pages[0].extract_text().replace("\N{NO-BREAK SPACE}", " ")
        assert "030 205 90 59" in text


def test_an_empty_document_still_has_a_title(strict):
    reader = read(Document(title="", language="nl"))
    assert reader.metadata.title == "MantelzorgBalans"
    assert len(reader.pages) == 1


def test_documents_in_several_threads_do_not_mix():
    def one(number):
        return text_of(paragraph(f"geheim{number} van {number}"))

    with ThreadPoolExecutor(max_workers=4) as threads:
        texts = list(threads.map(one, range(40)))
    for number, text in enumerate(texts):
        assert re.findall(r"geheim\d+", text) == [f"geheim{number}"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=6, max_size=6))
def test_any_text_gives_a_pdf(drawn):
    title, heading, pile, item, cell, letter = drawn
    document = Document(
        title=title,
        language="nl",
        date_line=item,
        subtitle=letter,
        footer=cell,
        blocks=(
            Heading(heading, 3),
            Piles((Pile(pile, "gives", (item,)),)),
            Items((item, cell)),
            Table((heading, ""), ((cell, item),), caption=pile),
            Letter(letter),
        ),
    )
    assert tags(read(document))[:1] == ["Document"]
