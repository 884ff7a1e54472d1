"""The difference between two times in plain words, and what changed among the answers."""

import pytest

from balans.questionnaires.change import (
    Numbers,
    changes,
    compare,
    is_about_equal,
    is_heavier,
    numbers,
)
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.journey import Scene
from balans.questionnaires.scoring import Score

CSI = catalogue("nl").newest("csi")
ITEMS = CSI.scores[0].items
ALL_NO = dict.fromkeys(ITEMS, "no")


def scene(yes=0, **more):
    return Scene(flow=CSI, answers=ALL_NO | dict.fromkeys(ITEMS[:yes], "yes") | more)


def score(items=("a", "b", "c"), **more):
    words = {"name": "Som", "number": "{points}", "means": "Iets.", "does_not": "Niets."}
    return Score.model_validate({"id": "som", "items": items, "words": words, **more})


def said(then, now, *, renewed=False, **more):
    return Numbers(score(**more), 0, 30, then, now, renewed).text


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (10, 13, "Toen was het 10, nu is het 13. Dat is meer dan toen."),
        (13, 10, "Toen was het 13, nu is het 10. Dat is minder dan toen."),
        (10, 12, "Toen was het 10, nu is het 12. Dat is ongeveer gelijk."),
        (10, 10, "Toen was het 10, nu is het 10. Dat is hetzelfde."),
    ],
)
def test_the_difference_is_said_without_a_judgement(then, now, words):
    assert said(then, now) == words


def test_a_check_can_say_it_in_words_of_its_own():
    words = {
        "name": "Som",
        "number": "{points}",
        "means": "Iets.",
        "does_not": "Niets.",
        "then_now": "Toen zei je {then} keer ja, nu {now} keer.",
    }
    assert said(6, 9, words=words) == "Toen zei je 6 keer ja, nu 9 keer. Dat is meer dan toen."


def test_numbers_of_two_versions_are_not_called_more_or_less():
    words = said(1, 29, renewed=True)
    assert "vernieuwd" in words and "meer dan" not in words


def test_without_a_number_nothing_is_compared():
    assert "geen getal" in said(None, 9)


@pytest.mark.parametrize(
    ("then", "now", "equal"), [(10, 10, True), (10, 12, True), (10, 13, False), (10, 7, False)]
)
def test_a_tenth_of_the_scale_is_worth_a_word(then, now, equal):
    assert is_about_equal(score(), 0, 30, then, now) is equal


def test_one_step_of_several_items_is_never_worth_a_word_and_of_one_question_always():
    assert is_about_equal(score(), 0, 9, 3, 4)
    assert not is_about_equal(score(items=("a",)), 0, 5, 3, 4)


def test_which_end_is_heavier_is_for_the_instrument_to_say():
    lower = score(heavier="lower")
    assert is_heavier(score(), 3, 4) and not is_heavier(score(), 4, 3)
    assert is_heavier(lower, 4, 3) and not is_heavier(lower, 3, 4)
    assert "hoger" in Numbers(score(), 0, 30, 1, 2).direction
    assert "lager" in Numbers(lower, 0, 30, 1, 2).direction


def test_statements_that_are_new_or_gone_are_named():
    labels = [question.words.label for question in CSI.questions]
    found = changes(scene(2), scene(1, geld="yes"))
    assert found.new == (labels[-1],) and found.gone == (labels[1],) and not found.other


def test_a_statement_that_was_skipped_then_is_new_only_when_it_is_yes():
    assert changes(scene(0, geld=None), scene(0)).new == ()
    assert changes(scene(0, geld=None), scene(0, geld="yes")).new
    assert not changes(scene(3), scene(3))


def test_other_answers_are_given_then_and_now():
    flow = catalogue("nl").newest("doelen")
    then, now = Scene(flow, {"naam": "Jan"}), Scene(flow, {"naam": "Piet"})
    (only,) = changes(then, now).other
    assert (only.then, only.now) == (("Jan",), ("Piet",))


def test_what_only_an_older_version_asked_is_still_laid_beside():
    older = CSI.model_copy(update={"version": 0})
    fewer = CSI.pages[0].model_copy(update={"questions": CSI.questions[1:]})
    newer = Flow.model_construct(**(dict(CSI) | {"pages": (fewer,)}))
    rows = compare(Scene(older, ALL_NO), Scene(newer, ALL_NO))
    assert len(rows) == 13 and rows[-1].now == () and rows[-1].label


def test_each_score_has_its_number_then_and_now():
    (only,) = numbers(scene(6), scene(9), renewed=False)
    assert (only.then, only.now, only.least, only.most) == (6, 9, 0, 13)
    (only,) = numbers(scene(6, geld=None), scene(9), renewed=False)
    assert only.then is None
