"""The journey follows from the answers, in any order; every road ends in an outcome."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balans.core.content import LANGUAGES
from balans.questionnaires.change import compare
from balans.questionnaires.content import catalogue
from balans.questionnaires.journey import Scene, walk
from balans.questionnaires.kinds import Placement
from balans.questionnaires.kinds.choice import Choices, Scale
from balans.questionnaires.kinds.moment import Contact, Date
from balans.questionnaires.kinds.statement import YesNo
from balans.questionnaires.kinds.words import LongText, OwnList
from balans.questionnaires.outcome import outcome, outcome_document
from balans.questionnaires.tests.builders import flow, question

REAL = [
    (name, language)
    for name in ("grenzen", "activiteiten", "doelen", "contact")
    for language in LANGUAGES
]
WORDS = st.sampled_from(["Jan", "Naar zee", "{naam}", "<b>&", "👩‍👩‍👧 عائشة", "x" * 300])


def ids(journey):
    return [step.id for step in journey.steps]


def test_the_first_open_page_is_where_one_is():
    journey = walk(flow(), {"naam": "Jan"})
    assert journey.current.id == "p-relatie"
    assert [step.id for step in journey.reachable] == ["p-naam", "p-relatie"]
    assert journey.step("p-zorg") is None
    assert journey.step("p-naam") is not None


def test_a_skipped_question_is_not_open():
    assert walk(flow(), {"naam": None}).current.id == "p-relatie"


def test_a_condition_opens_and_closes_a_page():
    assert "p-samen" in ids(walk(flow(), {"relatie": {"chosen": ["partner"], "own": []}}))
    assert "p-samen" not in ids(walk(flow(), {"relatie": {"chosen": ["buur"], "own": []}}))
    assert "p-samen" not in ids(walk(flow(), {"relatie": None}))


def test_changing_an_answer_moves_the_journey_and_loses_nothing():
    answers = {"naam": "Jan", "relatie": {"chosen": ["partner"], "own": []}, "samen": "yes"}
    assert Scene(flow(), answers).value("samen") == "yes"
    moved = {**answers, "relatie": {"chosen": ["buur"], "own": []}}
    assert "p-samen" not in ids(walk(flow(), moved))
    back = {**moved, "relatie": {"chosen": ["partner"], "own": []}}
    assert Scene(flow(), back).value("samen") == "yes"


def test_an_answer_that_no_longer_fits_is_as_good_as_none():
    assert Scene(flow(), {"relatie": "partner"}).value("relatie") is None


def test_a_choice_stands_only_while_what_it_was_chosen_from_does():
    chosen = {"zorg": {"chosen": ["wassen", "wandelen"], "own": []}}
    weighed = {"effect": {"wassen": "kost", "wandelen": "kost"}}
    heaviest = {"zwaarst": {"chosen": ["wassen"], "own": []}}
    scene = walk(flow(), {**chosen, **weighed, **heaviest}).scene
    assert scene.phrase("zwaarst") == "wassen"
    lighter = {"effect": {"wassen": "kracht", "wandelen": "kost"}}
    assert walk(flow(), {**chosen, **lighter, **heaviest}).scene.value("zwaarst") is None
    fewer = walk(flow(), {"zorg": {"chosen": ["wandelen"], "own": []}, **weighed, **heaviest}).scene
    assert fewer.value("effect") == {"wandelen": "kost"}
    assert fewer.value("zwaarst") is None


def test_words_of_a_person_are_never_read_as_placeholders():
    scene = Scene(flow(), {"naam": "{relatie} {naam}"})
    assert scene.fill("Voor {naam}.") == "Voor {relatie} {naam}."
    assert scene.fill("Voor {onbekend}.") == "Voor {onbekend}."


def test_a_skipped_name_has_a_fallback():
    assert Scene(flow(), {"naam": None}).fill("Voor {naam}.") == "Voor je dierbare."


def test_steps_are_never_more_than_was_told():
    answers, told = {}, 10**6
    journey = walk(flow(), answers)
    while journey.current is not None:
        assert len(journey.steps) <= journey.at_most <= told
        told = journey.at_most
        answers |= {each.id: None for each in journey.current.questions}
        journey = walk(flow(), answers)


def test_two_times_lie_side_by_side():
    rows = compare(Scene(flow(), {"naam": "Jan", "ruimte": 2}), Scene(flow(), {"naam": "Jan"}))
    assert [(row.then, row.now, row.changed) for row in rows] == [
        (("Jan",), ("Jan",), False),
        (("2 (van 0 tot 10)",), (), True),
    ]


def test_conditions_count_over_several_questions():
    two = [
        question("yes-no", "a"),
        question("yes-no", "b"),
        question("yes-no", "c", when=[{"questions": ["a", "b"], "is": ["yes"], "at_least": 2}]),
    ]
    assert "p-c" in ids(walk(flow(*two), {"a": "yes", "b": "yes"}))
    assert "p-c" not in ids(walk(flow(*two), {"a": "yes", "b": "no"}))


def draw_value(data, asked, scene):
    """Draw an answer that the question itself would take, or a skip."""
    if data.draw(st.integers(0, 4)) == 0:
        return None
    if isinstance(asked, Placement):
        keys = [item.key for item in asked.offered(scene)]
        placed = {key: data.draw(st.sampled_from([*asked.piles, None])) for key in keys}
        return {key: pile for key, pile in placed.items() if pile} or None
    if isinstance(asked, Choices):
        keys = [item.key for item in asked.offered(scene)]
        chosen = data.draw(st.lists(st.sampled_from(keys), unique=True, max_size=4)) if keys else []
        own = data.draw(st.lists(WORDS, unique=True, max_size=asked.own)) if asked.own else []
        if not asked.multiple:
            chosen, own = ([], own[:1]) if own else (chosen[:1], [])
        return {"chosen": chosen, "own": own} if chosen or own else None
    if isinstance(asked, YesNo):
        return data.draw(st.sampled_from(["yes", "no"]))
    if isinstance(asked, Scale):
        return data.draw(st.integers(asked.low, asked.high))
    if isinstance(asked, OwnList):
        return data.draw(st.lists(WORDS, unique=True, min_size=1, max_size=4))
    if isinstance(asked, Date):
        return data.draw(st.dates(date(1900, 1, 1), date(2200, 12, 31))).isoformat()
    if isinstance(asked, Contact):
        return {"person": data.draw(WORDS), "phone": "", "email": ""}
    return data.draw(WORDS) if not isinstance(asked, LongText) else "Eerst.\n\nDan."


@pytest.mark.parametrize(("name", "language"), REAL)
@settings(max_examples=25)
@given(data=st.data())
def test_any_order_of_answers_skips_and_backs_ends_in_an_outcome(name, language, data):
    real = catalogue(language).newest(name)
    answers = {}
    for _turn in range(len(real.pages) * 3):
        journey = walk(real, answers)
        step = journey.current
        if step is None:
            break
        if data.draw(st.integers(0, 5)) == 0:
            step = data.draw(st.sampled_from(journey.reachable))
        for asked in step.questions:
            value = draw_value(data, asked, journey.scene)
            assert value is None or asked.fits(value)
            answers[asked.id] = value
    while (step := walk(real, answers).current) is not None:
        answers |= {each.id: answers.get(each.id) for each in step.questions}
    scene = Scene(real, answers)
    made = outcome(scene)
    assert made.title
    assert made.blocks[-1].template.endswith("next.html")
    assert "{" not in made.title + made.lead
    assert len(outcome_document(scene, real.reviewed).blocks) > 0


@pytest.mark.parametrize(("name", "language"), REAL)
def test_skipping_everything_is_allowed_everywhere(name, language):
    real = catalogue(language).newest(name)
    answers = {}
    while (step := walk(real, answers).current) is not None:
        answers |= {each.id: None for each in step.questions}
    texts = str(outcome(Scene(real, answers)))
    assert "{" not in texts.replace("{'", "").replace("{}", "")


@pytest.mark.parametrize(("name", "language"), REAL)
def test_an_exercise_is_worth_a_tired_person_s_time(name, language):
    real = catalogue(language).newest(name)
    assert 8 <= len(real.questions) <= 20
    assert real.minutes <= 20
