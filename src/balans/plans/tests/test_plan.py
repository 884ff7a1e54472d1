"""A plan: its steps, how it goes on, and that nothing of it is lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.plans.look import LookForm
from balans.plans.plan import (
    ACTS,
    Look,
    Plan,
    act_on,
    as_act,
    in_order,
    is_due,
    looked,
    rewritten,
    steps,
)

ANSWERS = {
    "doel": "Naar zee",
    "week": ["Inge bellen", "Jas zoeken"],
    "maand": ["Eén keer gaan"],
    "check": "2026-12-08",
}
PLAN = Plan(answers=ANSWERS)
TODAY = date(2026, 12, 8)


def texts(plan: Plan, span) -> list[tuple[str, str]]:
    return [(step.text, step.state) for step in steps(plan, span)]


def key_of(plan: Plan, text: str) -> str:
    found = (*steps(plan, "week"), *steps(plan, "maand"))
    return next(step.key for step in found if step.text == text)


def test_every_line_is_a_step():
    assert texts(PLAN, "week") == [("Inge bellen", "open"), ("Jas zoeken", "open")]
    assert texts(PLAN, "maand") == [("Eén keer gaan", "open")]


def test_a_step_is_ticked_off_dropped_and_taken_up_again():
    key = key_of(PLAN, "Inge bellen")
    done = act_on(PLAN, key, "done")
    assert texts(done, "week")[0] == ("Inge bellen", "done")
    assert texts(act_on(done, key, "drop"), "week")[0] == ("Inge bellen", "dropped")
    assert act_on(done, key, "open") == PLAN


def test_a_step_moves_between_week_and_month_with_its_state():
    key = key_of(PLAN, "Jas zoeken")
    moved = act_on(act_on(PLAN, key, "done"), key, "maand")
    assert texts(moved, "week") == [("Inge bellen", "open")]
    assert texts(moved, "maand") == [("Eén keer gaan", "open"), ("Jas zoeken", "done")]
    assert act_on(moved, key, "maand") == moved


def test_the_same_words_stay_the_same_step_when_the_plan_is_rewritten():
    done = act_on(PLAN, key_of(PLAN, "Inge bellen"), "done")
    changed = rewritten(done, {**ANSWERS, "week": ["Kaartje kopen", "Inge bellen"]})
    assert texts(changed, "week") == [("Kaartje kopen", "open"), ("Inge bellen", "done")]
    fewer = rewritten(done, {**ANSWERS, "week": None})
    assert fewer.states == {} and texts(fewer, "week") == []


def test_looking_keeps_the_choice_and_sets_the_next_day():
    look = Look(day=TODAY, how="partly", then="keep")
    after = looked(PLAN, look, date(2026, 12, 22))
    assert after.check == date(2026, 12, 22) and after.looks == (look,)
    assert not after.let_go and steps(after, "week") == steps(PLAN, "week")


def test_letting_go_keeps_every_word_and_can_be_taken_back():
    gone = looked(PLAN, Look(day=TODAY, then="let-go"), None)
    assert gone.let_go and gone.goal == "Naar zee" and not is_due(gone, TODAY)
    assert not rewritten(gone, ANSWERS).let_go


def test_a_plan_is_due_from_its_day_on():
    assert is_due(PLAN, TODAY) and not is_due(PLAN, date(2026, 12, 7))
    assert not is_due(Plan(answers={"doel": "x"}), TODAY)


def test_what_is_due_stands_first_and_what_is_let_go_last():
    later = Plan(answers={"doel": "later", "check": "2027-01-01"})
    gone = Plan(answers={"doel": "gone"}, let_go=True)
    shown = in_order([(1, gone), (2, later), (3, PLAN)], TODAY)
    assert [number for number, _plan in shown] == [3, 2, 1]


@given(st.lists(st.tuples(st.sampled_from(["own-x", *range(3)]), st.sampled_from(ACTS))))
def test_nothing_that_is_done_to_steps_loses_a_word(deeds):
    plan = PLAN
    for which, act in deeds:
        found = (*steps(plan, "week"), *steps(plan, "maand"))
        plan = act_on(plan, found[which].key if isinstance(which, int) else which, act)
    words = {step.text for step in (*steps(plan, "week"), *steps(plan, "maand"))}
    assert words == {"Inge bellen", "Jas zoeken", "Eén keer gaan"}
    assert Plan.model_validate_json(plan.model_dump_json()) == plan


@pytest.mark.parametrize("text", ["", "kat", "Done", "done "])
def test_a_button_that_does_not_exist_does_nothing(text):
    assert as_act(text) is None


@given(st.dictionaries(st.sampled_from(["hoe", "dan", "weer"]), st.text(max_size=9)))
def test_any_answer_to_how_it_goes_is_kept_or_gets_a_message(posted):
    form = LookForm(posted)
    if form.is_valid():
        assert form.look(TODAY).then == posted["dan"]
    else:
        assert all(text for text in form.errors.values())
