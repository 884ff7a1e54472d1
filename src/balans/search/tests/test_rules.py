"""The rules of searching: words, stems, compounds, mistakes, words that mean the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.core.text import fold
from balans.search.compounds import split
from balans.search.lexicon import Lexicon, lexicon_of
from balans.search.meaning import Meant, Said, answer_among, meanings_of
from balans.search.places import place_in
from balans.search.query import Choice, Concept, Reader
from balans.search.scoring import Scorer, Terms
from balans.search.spelling import is_like, nearest
from balans.search.stemming import stem
from balans.search.synonyms import thesaurus_of
from balans.search.urgent import phrases_of
from balans.search.words import QUERY_LIMIT, cleaned, is_stop_word, term, words_of

KNOWN = frozenset(
    ["nacht", "zorg", "mantelzorg", "rouw", "groep", "slaap", "kamer", "begrafenis", "kost", "hond"]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mantelzorger", "mantelzorg"),
        ("mantelzorgers", "mantelzorgen"),
        ("nachten", "nacht"),
        ("slapen", "slaapt"),
        ("kinderen", "kind"),
        ("overleden", "overlijden"),
        ("gestorven", "sterft"),
        ("betaalt", "betalen"),
        ("betaald", "betaalt"),
        ("vreemden", "vreemd"),
        ("zorgt", "zorgen"),
        ("verzorger", "verzorging"),
        ("huizen", "huis"),
        ("boze", "boos"),
    ],
)
def test_dutch_words_of_one_family_share_a_stem(one, other):
    assert stem(one, "nl") == stem(other, "nl")


@pytest.mark.parametrize(("one", "other"), [("caring", "cares"), ("nights", "night")])
def test_english_words_of_one_family_share_a_stem(one, other):
    assert stem(one, "en") == stem(other, "en")


def test_words_that_differ_keep_stems_that_differ():
    assert len({stem(each, "nl") for each in ("zorg", "rouw", "geld", "hart", "hard")}) == 5


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("nachtzorg", ("nacht", "zorg")),
        ("rouwgroep", ("rouw", "groep")),
        ("mantelzorggroep", ("mantelzorg", "groep")),
        ("begrafeniskosten", ("begrafenis", "kosten")),
        ("hondenzorg", ("hond", "zorg")),
        ("zorgsgroep", ("zorg", "groep")),
        ("slaapkamerzorg", ("slaap", "kamer", "zorg")),
        ("mantelzorgmakelaar", ("mantelzorg", "makelaar")),
        ("nacht", ()),
        ("fietsenmaker", ()),
    ],
)
def test_compounds_are_split_into_words_that_we_know(word, parts):
    assert split(word, KNOWN) == parts


def test_case_accents_and_signs_make_no_difference():
    assert words_of("CLIËNTONDERSTEUNER, één-op-één!") == [
        "clientondersteuner",
        *("een", "op", "een"),
    ]
    assert fold("Straße") == "strasse"


def test_stop_words_say_nothing_and_digits_do():
    assert is_stop_word("de", "nl") and is_stop_word("the", "en") and is_stop_word("x", "nl")
    assert not is_stop_word("2", "nl") and not is_stop_word("nacht", "nl")


@given(st.text())
def test_whatever_is_typed_becomes_terms_of_plain_signs(text):
    for word in words_of(text):
        assert term(word).isascii() and " " not in term(word) and len(term(word)) <= 40
        assert stem(word, "nl").replace("_", "").isalnum()


@given(st.text(max_size=900))
def test_a_query_is_one_line_that_is_not_too_long(text):
    line, _is_cut = cleaned(text)
    assert len(line) <= QUERY_LIMIT and line == " ".join(line.split())
    assert line.isprintable() or not line


def test_a_query_that_is_cut_says_so():
    assert cleaned("zorg " * 100) == (("zorg " * 40).strip(), True)
    assert cleaned("zorg") == ("zorg", False)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("respeitzorg", "respijtzorg"),
        ("euthenasie", "euthanasie"),
        ("palliatif", "palliatief"),
        ("begravenis", "begrafenis"),
        ("verlov", "verlof"),
        ("mantelzrog", "mantelzorg"),
        ("huis", ""),
        ("xyzzyqwert", ""),
        ("1234567", ""),
    ],
)
def test_a_mistake_leads_to_the_nearest_word(typed, meant):
    known = [
        "respijtzorg",
        "euthanasie",
        "palliatief",
        "begrafenis",
        "verlof",
        "mantelzorg",
        "hulp",
        "1234568",
    ]
    assert nearest(typed, known, {}) == meant


def test_of_two_near_words_the_usual_one_is_meant():
    assert nearest("wassch", ["wasscj", "wassck"], {"wassck": 5}) == "wassck"


def test_a_short_word_is_never_taken_for_another():
    assert not is_like("rouw", "rauw") and is_like("zelfmoord", "zelfmoort")


def lexicon(*texts: str, language: str = "nl") -> Lexicon:
    return lexicon_of([words_of(each) for each in texts], language)


def reader(*texts: str, groups=(), knows=()) -> Reader:
    words = lexicon(*texts)
    return Reader(
        lexicon=words,
        thesaurus=thesaurus_of(groups, "nl"),
        knows=frozenset(knows).__contains__,
        near=lambda word: nearest(word, sorted(words.words), words.words),
    )


def terms_in(concepts) -> set[tuple[str, ...]]:
    return {choice.terms for concept in concepts for choice in concept.choices}


def test_a_query_asks_for_stems_parts_and_words_that_mean_the_same():
    groups = [["nachtzorg", "oppas", "hulp in de nacht"]]
    query = reader("zorg in de nacht", "nacht", groups=groups).read("Wie betaalt de nachtzorg?")
    night = stem("nacht", "nl")
    expected = {("nachtzorg",), (night, "zorg"), ("oppas",), ("hulp", night)}
    assert expected <= terms_in(query.concepts)


def test_a_phrase_that_means_the_same_is_one_concept():
    read = reader("pgb", groups=[["pgb", "persoonsgebonden budget"]])
    [concept] = read.read("persoonsgebonden budget").concepts
    assert Choice(("pgb",), 0.6) in concept.choices


def test_only_what_nobody_knows_is_a_mistake():
    read = reader("respijtzorg", knows=["ponp"])
    assert read.read("respeitzorg").corrections == {"respeitzorg": "respijtzorg"}
    assert not read.read("ponp respijtzorg de").corrections


def test_a_query_of_stop_words_asks_for_nothing():
    assert not reader("zorg").read("ik kan niet meer").concepts


def concept(*terms: str, weight: float = 1.0) -> Concept:
    return Concept(tuple(Choice((each,), 1.0) for each in terms), weight)


def test_what_stands_in_the_title_counts_more_than_in_keys_and_text():
    scorer = Scorer([concept("nacht"), concept("zorg")], asked=2)
    title = scorer.score(Terms("nacht zorg", "", ""))
    keys = scorer.score(Terms("a", "nacht zorg", ""))
    body = scorer.score(Terms("a", "", "nacht zorg"))
    half = scorer.score(Terms("a", "nacht", ""))
    assert title.value > keys.value > body.value > 0
    assert keys.value > 2 * half.value
    assert title.covers and body.covers and not half.covers


def test_an_entry_that_says_nothing_of_it_scores_nothing():
    assert Scorer([concept("nacht")], asked=1).score(Terms("nachten", "x", "y")) == (0.0, False)


def test_a_term_is_only_found_whole():
    assert not Scorer([concept("zorg")], asked=1).score(Terms("zorgen", "", "verzorg")).value


SAYINGS = {
    "nacht": Said(("Ik wil een nacht slapen", "nachtzorg", "hij roept elk uur")),
    "vreemden": Said(("Hij wil geen vreemden in huis", "ze weigert alle hulp")),
    "geld": Said(("Hoe betaal ik dit", "wie betaalt de nachtzorg", "pgb")),
}


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("mijn man wil geen vreemden in huis", "vreemden"),
        ("wie betaalt de nachtzorg", "geld"),
        ("mijn vrouw roept de hele nacht elk uur", "nacht"),
    ],
)
def test_a_need_is_recognised_by_how_people_say_it(text, need):
    words = lexicon(*(way for said in SAYINGS.values() for way in said.ways))
    meant = meanings_of(SAYINGS, words, thesaurus_of([], "nl")).meant_by(text, {})
    assert meant[0].need == need


def test_nothing_is_meant_by_words_that_nobody_says():
    words = lexicon("nacht")
    assert not meanings_of(SAYINGS, words, thesaurus_of([], "nl")).meant_by("pizza bestellen", {})


def test_an_answer_is_only_given_when_it_is_sure():
    assert answer_among([Meant("a", 0.7), Meant("b", 0.3)]) == Meant("a", 0.7)
    assert answer_among([Meant("a", 0.7), Meant("b", 0.65)]) is None
    assert answer_among([Meant("a", 0.4)]) is None and answer_among([]) is None


@pytest.mark.parametrize(
    ("query", "is_said"),
    [
        ("Ik wil NIET meer leven", True),
        ("ik wil echt niet langer meer verder leven", True),
        ("denk aan zelfmoort", True),
        ("zelfmoordgedachten", True),
        ("ik leef niet meer samen met hem", True),
        ("leven met dementie", False),
        ("hij wil niet meer eten, hoe lang kan je dan nog door het leven", False),
    ],
)
def test_phrases_are_noticed_when_their_words_stand_close_together(query, is_said):
    phrases = phrases_of(["niet meer leven", "zelfmoord*", "niet meer samen"], "nl")
    assert phrases.are_said(words_of(query)) == is_said


def test_a_short_word_must_be_said_as_it_is():
    assert not phrases_of(["stikt"], "nl").are_said(["slikt"])


@pytest.mark.parametrize(
    ("query", "place", "rest"),
    [
        ("respijtzorg utrecht", "utrecht", ["respijtzorg"]),
        ("respijtzorg in Bergen op Zoom", "bergen-op-zoom", ["respijtzorg"]),
        ("wie helpt er in de buurt van 9401 ab", "assen", None),
        ("hulp bij best", "best", ["hulp"]),
        ("wat is het best", None, None),
        ("utrecht", None, ["utrecht"]),
        ("9999 euro hulp", None, None),
        ("verlof 2026", None, None),
        ("respijtzorg 3511", "utrecht", ["respijtzorg"]),
        ("respijtzorg 3511xk", "utrecht", ["respijtzorg"]),
    ],
)
def test_a_place_in_a_query_is_understood(query, place, rest):
    found, words = place_in(words_of(query), "nl", {"best", "hulp", "respijtzorg", "helpt"})
    assert (found.slug if found else None) == place
    if rest is not None:
        assert words == rest
