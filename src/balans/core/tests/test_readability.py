"""The guard on Dutch texts."""

import pytest

from balans.core.readability import CARER, count_syllables, measure, over_the_bar

EASY = "Je zorgt voor Jan. Dat doe je elke dag. Soms is het zwaar. Dan mag je hulp vragen."
HARD = (
    "De mantelzorgondersteuningsvoorzieningen worden overeenkomstig de gemeentelijke verordening "
    "toegekend nadat het onderzoek naar de ondersteuningsbehoefte van de belanghebbende, "
    "met inachtneming van de persoonlijke omstandigheden, volledig is afgerond."
)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("boom", 1),
        ("zorgen", 2),
        ("mantelzorger", 4),
        ("ruimte", 2),
        ("eeuwig", 2),
        ("Jan", 1),
        ("kst", 1),
    ],
)
def test_syllables_are_counted_as_dutch_spells_them(word, syllables):
    assert count_syllables(word) == syllables


def test_an_easy_text_is_under_the_bar():
    reading = measure([EASY])
    assert len(reading.sentences) == 4
    assert reading.flesch_douma > 80
    assert over_the_bar(reading, CARER) == []


def test_a_hard_text_is_over_every_bar():
    problems = over_the_bar(measure([HARD]), CARER)
    assert len(problems) == 4


def test_a_word_of_the_field_may_be_long():
    assert measure(["De mantelzorgmakelaar belt."]).long_words == ("mantelzorgmakelaar",)
    assert (
        measure(["De mantelzorgmakelaar belt."], frozenset({"mantelzorgmakelaar"})).long_words == ()
    )


def test_a_placeholder_counts_as_a_name():
    assert measure(["Hoe is het met {naam}?"]).words == 5


def test_nothing_to_read_is_no_problem():
    assert over_the_bar(measure([]), CARER) == []
