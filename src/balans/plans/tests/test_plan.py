"""A plan: its steps, how it goes on, and that nothing of it is lost."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.plans.form import scene_of
from balans.plans.look import LookForm, told
from balans.plans.plan import Look, Plan, in_order, is_due, looked
from balans.plans.steps import (
    ACTS,
    act_on,
    as_act,
    grouped,
    made_smaller,
    monday_of,
    open_steps,
    planned,
    rewritten,
    steps,
    with_step,
)

ANSWERS = {
    "doel": "Naar zee",
    "week": ["Inge bellen", "Jas zoeken"],
    "maand": ["Eén keer gaan"],
    "check": "2026-12-08",
}
TODAY = date(2026, 12, 8)  # a Tuesday
NEXT_WEEK = TODAY + timedelta(days=7)
PLAN = planned(Plan(answers=ANSWERS), TODAY)


def texts(plan: Plan, group: str, today: date = TODAY) -> list[tuple[str, str]]:
    return [(step.text, step.state) for step in grouped(plan, today).get(group, ())]


def key_of(plan: Plan, text: str) -> str:
    return next(step.key for step in steps(plan, TODAY) if step.text == text)


def test_every_line_is_a_step():
    assert texts(PLAN, "week") == [("Inge bellen", "open"), ("Jas zoeken", "open")]
    assert texts(PLAN, "month") == [("Eén keer gaan", "open")]


def test_a_step_is_ticked_off_dropped_and_taken_up_again():
    key = key_of(PLAN, "Inge bellen")
    done = act_on(PLAN, key, "done", TODAY)
    assert texts(done, "week")[0] == ("Inge bellen", "done")
    assert texts(act_on(done, key, "drop", TODAY), "week")[0] == ("Inge bellen", "dropped")
    assert act_on(done, key, "open", TODAY) == PLAN


def test_a_step_moves_between_week_next_week_and_month_with_its_state():
    key = key_of(PLAN, "Jas zoeken")
    moved = act_on(act_on(PLAN, key, "done", TODAY), key, "month", TODAY)
    assert texts(moved, "week") == [("Inge bellen", "open")]
    assert texts(moved, "month") == [("Eén keer gaan", "open"), ("Jas zoeken", "done")]
    assert act_on(moved, key, "month", TODAY) == moved
    later = act_on(moved, key, "next-week", TODAY)
    assert texts(later, "next_week") == [("Jas zoeken", "done")]
    assert texts(later, "week", NEXT_WEEK) == [("Jas zoeken", "done")]


def test_what_a_week_left_open_lies_there_and_comes_back_with_one_touch():
    key = key_of(PLAN, "Jas zoeken")
    plan = act_on(PLAN, key_of(PLAN, "Inge bellen"), "done", TODAY)
    assert texts(plan, "left", NEXT_WEEK) == [("Jas zoeken", "open")]
    assert texts(plan, "past", NEXT_WEEK) == [("Inge bellen", "done")]
    assert "week" not in grouped(plan, NEXT_WEEK)
    assert texts(act_on(plan, key, "week", NEXT_WEEK), "week", NEXT_WEEK) == [
        ("Jas zoeken", "open")
    ]
    assert ("Jas zoeken", "open") in texts(
        act_on(plan, key, "month", NEXT_WEEK), "month", NEXT_WEEK
    )
    done = act_on(plan, key, "done", NEXT_WEEK)
    assert texts(done, "week", NEXT_WEEK) == [("Jas zoeken", "done")]
    dropped = act_on(plan, key, "drop", NEXT_WEEK)
    assert ("Jas zoeken", "dropped") in texts(dropped, "past", NEXT_WEEK)
    assert ("Jas zoeken", "open") in texts(
        act_on(dropped, key, "open", NEXT_WEEK), "week", NEXT_WEEK
    )


def test_a_week_runs_from_monday_to_sunday_also_around_new_year():
    assert monday_of(date(2027, 1, 3)) == date(2026, 12, 28)
    assert texts(PLAN, "week", date(2026, 12, 13)) == texts(PLAN, "week")
    assert "week" not in grouped(PLAN, date(2026, 12, 14))


def test_a_plan_from_before_weeks_were_remembered_is_for_this_week():
    old = Plan(answers=ANSWERS)
    assert texts(old, "week") == texts(PLAN, "week")
    assert planned(old, TODAY) == PLAN


def test_one_more_step_stands_at_the_end_and_the_same_words_are_the_same_step():
    more = with_step(PLAN, "Trein zoeken", "week", TODAY)
    assert texts(more, "week")[-1] == ("Trein zoeken", "open")
    done = act_on(more, key_of(more, "Trein zoeken"), "done", TODAY)
    again = with_step(done, "trein zoeken", "month", TODAY)
    assert texts(again, "month")[-1] == ("Trein zoeken", "open")
    assert len(steps(again, TODAY)) == 4


def test_a_smaller_step_keeps_its_place_and_its_week_and_an_empty_one_is_dropped():
    words = {key_of(PLAN, "Inge bellen"): "Inge appen", key_of(PLAN, "Jas zoeken"): ""}
    plan = made_smaller(PLAN, words, TODAY)
    assert texts(plan, "week") == [("Inge appen", "open"), ("Jas zoeken", "dropped")]
    assert texts(plan, "left", NEXT_WEEK) == [("Inge appen", "open")]
    assert [step.text for step in open_steps(plan, TODAY)] == ["Inge appen", "Eén keer gaan"]
    same = made_smaller(PLAN, {key_of(PLAN, "Inge bellen"): "Jas zoeken"}, TODAY)
    assert texts(same, "week") == [("Jas zoeken", "open")]


def test_the_same_words_stay_the_same_step_when_the_plan_is_rewritten():
    done = act_on(PLAN, key_of(PLAN, "Inge bellen"), "done", TODAY)
    words = {**ANSWERS, "week": ["Kaartje kopen", "Inge bellen"]}
    changed = rewritten(done, words, TODAY)
    assert texts(changed, "week") == [("Kaartje kopen", "open"), ("Inge bellen", "done")]
    later = rewritten(done, words, NEXT_WEEK)
    assert texts(later, "week", NEXT_WEEK) == [("Kaartje kopen", "open")]
    assert texts(later, "past", NEXT_WEEK) == [("Inge bellen", "done")]
    fewer = rewritten(done, {**ANSWERS, "week": None}, TODAY)
    assert fewer.states == {} == fewer.meant and texts(fewer, "week") == []


def test_looking_keeps_the_choice_and_sets_the_next_day():
    look = Look(day=TODAY, how="partly", then="keep")
    after = looked(PLAN, look, date(2026, 12, 22))
    assert after.check == date(2026, 12, 22) and after.looks == (look,)
    assert not after.let_go and steps(after, TODAY) == steps(PLAN, TODAY)
    assert looked(after, look, date(2026, 12, 22)).looks == (look,)


def test_letting_go_keeps_every_word_and_can_be_taken_back():
    gone = looked(PLAN, Look(day=TODAY, then="let-go"), None)
    assert gone.let_go and gone.goal == "Naar zee" and not is_due(gone, TODAY)
    assert not rewritten(gone, ANSWERS, TODAY).let_go


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
    plan, today = PLAN, TODAY
    for which, act in deeds:
        today += timedelta(days=3)
        found = steps(plan, today)
        plan = act_on(plan, found[which].key if isinstance(which, int) else which, act, today)
        assert sum(len(each) for each in grouped(plan, today).values()) == 3
    words = {step.text for step in steps(plan, today)}
    assert words == {"Inge bellen", "Jas zoeken", "Eén keer gaan"}
    assert Plan.model_validate_json(plan.model_dump_json()) == plan


@pytest.mark.parametrize("text", ["", "kat", "Done", "done "])
def test_a_button_that_does_not_exist_does_nothing(text):
    assert as_act(text) is None


FIELDS = ["hoe", "dan", "weer", "weer-day", "weer-month", "weer-year", "zin"]


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=400)))
def test_any_answer_to_how_it_goes_is_kept_or_gets_a_message(posted):
    form = LookForm(scene_of({}), posted)
    if form.is_valid():
        assert form.look(TODAY).then == posted["dan"]
    else:
        assert all(text for text in form.errors.values())


def test_an_earlier_look_is_told_kindly():
    look = Look(day=date(2026, 11, 3), how="partly", then="smaller")
    assert told(look) == "Op 3 november 2026 keek je. Het lukte een beetje. Je maakte het kleiner."
    quiet = Look(day=date(2026, 11, 3), then="let-go")
    assert told(quiet) == "Op 3 november 2026 keek je. Je liet het plan rusten."
