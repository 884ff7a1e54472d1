"""Finding back: in one's own words, however they were spelt."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.diary.search import search_for, texts_of
from balans.diary.words import MemoryWords


def finds(query: str, text: str) -> bool:
    return search_for(query).finds(MemoryWords(text=text))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("OPA", "opa lachte"),
        ("cafe", "In Café Zeezicht"),
        ("café", "in het cafe"),
        ("boten", "de boot naar Texel"),
        ("boot", "al die boten"),
        ("huizen", "een oud huis"),
        ("brief", "haar brieven"),
        ("lachen", "wat hebben we gelachen"),
        ("lachen", "we lachten"),
        ("lopen", "hij loopt graag"),
        ("taart", "de verjaardagstaart"),
        ("opa's", "opa zijn jas"),
        ("meeuwen hand", "uit zijn hand eten, meeuwen om ons heen"),
        ("straße", "in de STRASSE"),
        ("عائشة", "met عائشة naar zee"),
        ("👩‍👩‍👧", "samen 👩‍👩‍👧 op de foto"),
        ("«zee»,", "aan zee"),
    ],
)
def test_it_is_found(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("opa", "de kopappel"),
        ("zee", "de idee"),
        ("meeuwen bos", "meeuwen om ons heen"),
        ("", "alles"),
        ("...", "alles..."),
        ("haas", "had hij maar"),
        ("a.c", "abc"),
    ],
)
def test_it_is_not_found(query, text):
    assert not finds(query, text)


def test_title_question_and_good_things_count_too():
    words = MemoryWords(kind="good", things=("de zon",), title="dag", question="Welk lied?")
    assert all(search_for(each).finds(words) for each in ("zon", "dag", "lied", "lied zon"))
    assert texts_of(words) == "de zon"


def test_matching_words_are_marked_whole_and_nothing_is_lost():
    text = "We lachten, en glimlachten. Café!"
    pieces = list(search_for("lachen cafe").marks(text))
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.marked] == ["lachten", "glimlachten", "Café"]


def test_an_excerpt_shows_the_words_around_the_first_match():
    text = f"{'begin ' * 200}de ijsbeer {'einde ' * 200}"
    pieces = search_for("ijsbeer").excerpt(text)
    shown = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.marked] == ["ijsbeer"]
    assert shown.startswith("… begin") and shown.endswith("einde …") and len(shown) < 400


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_is_marked_without_losing_a_sign(text, query):
    search = search_for(query)
    assert "".join(piece.text for piece in search.marks(text)) == text
    search.excerpt(text)


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=4, max_size=20))
def test_a_word_finds_itself(word):
    assert finds(word, f"zin met {word} erin")


@given(st.text(max_size=60))
def test_no_query_makes_a_pattern_without_an_end(query):
    for term in search_for(query).terms:
        bare = term.pattern.replace("\\+", "").replace("\\*", "")
        assert not re.search(r"[+*]|,\}", bare), term.pattern
