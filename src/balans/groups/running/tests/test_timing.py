"""When each step begins and ends, whatever happens in a meeting."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.groups.content import Step, StepWords
from balans.groups.running.run import MOST_LONGER, Act, Run, after, read_acts
from balans.groups.running.timing import (
    due_at,
    ends_at,
    fitting,
    minutes_late,
    minutes_left,
    slots,
    ways,
)
from balans.groups.saying import clock

START = datetime(2027, 2, 4, 13, 0, tzinfo=UTC)
END = START + timedelta(minutes=60)


def step(name, minutes, *, skip=False, short=""):
    words = StepWords(title=name, do="Doe dit.", short=short)
    return Step(id=name, kind="talk", minutes=minutes, skip=skip, words=words)


STEPS = (
    step("welkom", 5),
    step("rondje", 10, short="Alleen de naam."),
    step("verhaal", 5, skip=True),
    step("vraag", 30, short="Een vraag."),
    step("slot", 10),
)


def at(minutes):
    return START + timedelta(minutes=minutes)


def run(*acts, start=START, steps=STEPS):
    """Return a meeting after acts, each with the minute at which it happened."""
    made = after(None, [Act(kind="begin", step=steps[0].id, at=start)], steps, now=start)
    for minute, kind, name, *more in acts:
        moment = start + timedelta(minutes=minute)
        act = Act(kind=kind, step=name, at=moment, minutes=more[0] if more else 0)
        made = after(made, [act], steps, now=moment)
    return made


def times(made, now, steps=STEPS):
    return [clock(each.begins_at) if each.begins_at else "" for each in slots(steps, made, now)]


def test_at_the_start_every_step_stands_where_the_script_puts_it():
    assert times(run(), START) == ["14.00", "14.05", "14.15", "14.20", "14.50"]
    assert ends_at(STEPS, run(), START) == END
    assert minutes_left(STEPS, run(), START) == 5


def test_what_is_left_is_said_in_whole_minutes_upwards():
    made = run()
    assert minutes_left(STEPS, made, START + timedelta(seconds=1)) == 5
    assert minutes_left(STEPS, made, at(4) + timedelta(seconds=1)) == 1
    assert minutes_left(STEPS, made, at(5)) == 0
    assert minutes_left(STEPS, made, at(300)) == 0


def test_a_step_that_takes_longer_by_itself_moves_what_comes():
    made = run()
    assert times(made, at(8)) == ["14.00", "14.08", "14.18", "14.23", "14.53"]
    assert minutes_late(STEPS, made, at(8), END) == 3
    assert minutes_late(STEPS, made, at(7), END) == 0


def test_five_minutes_longer_and_once_more():
    made = run((1, "minuten", "welkom", 5), (2, "minuten", "welkom", 10))
    assert minutes_left(STEPS, made, at(2)) == 13
    assert ends_at(STEPS, made, at(2)) == at(70)
    again = after(made, [Act(kind="minuten", step="welkom", minutes=10)], STEPS, now=at(3))
    assert ends_at(STEPS, again, at(3)) == at(70)


def test_no_step_grows_without_end_or_shrinks_to_nothing():
    made = run((1, "minuten", "vraag", 10_000))
    assert slots(STEPS, made, at(1))[3].minutes == 30 + MOST_LONGER
    made = run((1, "minuten", "vraag", -10_000))
    assert slots(STEPS, made, at(1))[3].minutes == 15


def test_onward_before_or_after_its_time():
    made = run((3, "verder", "welkom"))
    assert times(made, at(3)) == ["14.00", "14.03", "14.13", "14.18", "14.48"]
    assert slots(STEPS, made, at(3))[0].ends_at == at(3)
    assert [each.state for each in slots(STEPS, made, at(3))][:3] == ["past", "now", "next"]


def test_a_touch_on_a_step_that_is_over_changes_nothing():
    made = run((3, "verder", "welkom"))
    for kind in ("verder", "over", "terug", "klaar"):
        assert after(made, [Act(kind=kind, step="welkom")], STEPS, now=at(4)) == made
    assert after(made, [Act(kind="minuten", step="welkom", minutes=5)], STEPS, now=at(4)) == made


def test_skipped_now_and_left_out_later_have_no_time():
    made = run((5, "verder", "welkom"), (6, "over", "rondje"), (7, "weg", "vraag"))
    assert times(made, at(7)) == ["14.00", "", "14.06", "", "14.11"]
    assert ends_at(STEPS, made, at(7)) == at(21)
    made = after(made, [Act(kind="toch", step="vraag")], STEPS, now=at(8))
    assert ends_at(STEPS, made, at(8)) == at(51)
    onward = after(
        made, [Act(kind="weg", step="vraag"), Act(kind="verder", step="verhaal")], STEPS, now=at(9)
    )
    assert onward.step == "slot"


def test_back_returns_as_if_the_step_had_not_been_left():
    made = run((2, "verder", "welkom"), (3, "terug", "rondje"))
    assert made.step == "welkom" and minutes_left(STEPS, made, at(3)) == 2
    assert times(made, at(3)) == ["14.00", "14.05", "14.15", "14.20", "14.50"]
    assert after(made, [Act(kind="terug", step="welkom")], STEPS, now=at(4)) == made


def test_back_after_skipping_takes_the_skipping_back():
    made = run((5, "verder", "welkom"), (6, "over", "rondje"), (7, "terug", "verhaal"))
    assert made.step == "rondje" and made.skipped == ()


def test_the_last_step_ends_the_meeting_and_back_opens_it_again():
    acts = [(5 * number, "verder", each.id) for number, each in enumerate(STEPS, start=1)]
    made = run(*acts)
    assert made.ended_at == at(25) == ends_at(STEPS, made, at(90))
    assert minutes_late(STEPS, made, at(90), at(10)) == 0
    assert slots(STEPS, made, at(90))[-1].state == "past"
    assert after(made, [Act(kind="verder", step="slot")], STEPS, now=at(91)) == made
    opened = after(made, [Act(kind="terug", step="slot")], STEPS, now=at(26))
    assert opened.ended_at is None and opened.step == "slot"


def test_it_may_end_before_the_last_step():
    made = run((5, "verder", "welkom"), (9, "klaar", "rondje"))
    assert made.ended_at == at(9)
    assert [each.state for each in slots(STEPS, made, at(20))][2:] == ["skipped"] * 3


def test_across_midnight():
    late = datetime(2027, 2, 4, 22, 50, tzinfo=UTC)
    made = run(start=late)
    assert times(made, late) == ["23.50", "23.55", "0.05", "0.10", "0.40"]
    assert ends_at(STEPS, made, late) == late + timedelta(minutes=60)


def test_across_the_change_to_summer_time():
    night = datetime(2027, 3, 28, 0, 50, tzinfo=UTC)
    made = run(start=night)
    assert times(made, night) == ["1.50", "1.55", "3.05", "3.10", "3.40"]
    assert minutes_left(STEPS, made, night + timedelta(minutes=3)) == 2


def test_across_the_change_to_winter_time():
    night = datetime(2027, 10, 31, 0, 50, tzinfo=UTC)
    assert times(run(start=night), night) == ["2.50", "2.55", "2.05", "2.10", "2.40"]


def test_a_clock_that_was_put_right_never_shows_more_than_there_is():
    made = run()
    assert minutes_left(STEPS, made, START - timedelta(hours=1)) == 5
    assert minutes_left(STEPS, made, START + timedelta(days=1)) == 0
    ahead = Act(kind="verder", step="welkom", at=at(600))
    assert after(made, [ahead], STEPS, now=at(5)).begun["rondje"] == at(5)
    behind = Act(kind="verder", step="welkom", at=at(-600))
    assert after(made, [behind], STEPS, now=at(5)).begun["rondje"] == START


def test_who_begins_late_still_ends_when_it_was_agreed():
    agreed = (START, END)
    late = run(start=at(12))
    assert due_at(STEPS, late, agreed) == END
    assert minutes_late(STEPS, late, at(12), END) == 12
    early = run(start=at(-5))
    assert due_at(STEPS, early, agreed) == END
    assert minutes_late(STEPS, early, at(-5), END) == 0


def test_at_another_time_altogether_it_takes_as_long_as_its_script():
    trial = run(start=START - timedelta(days=1))
    assert due_at(STEPS, trial, (START, END)) == START - timedelta(days=1) + timedelta(minutes=60)
    after_it = run(start=END)
    assert due_at(STEPS, after_it, (START, END)) == END + timedelta(minutes=60)


def named(found):
    return [(each.step.id, each.kind, each.minutes) for each in found]


def test_what_is_late_fits_with_the_fewest_changes_that_cost_least():
    made = run()
    assert named(fitting(STEPS, made, 4)) == [("rondje", "short", 5)]
    assert named(fitting(STEPS, made, 12)) == [("vraag", "short", 15)]
    assert named(fitting(STEPS, made, 18)) == [("vraag", "short", 15), ("rondje", "short", 5)]
    assert sum(each.minutes for each in fitting(STEPS, made, 99)) == 25
    assert fitting(STEPS, made, 0) == ()


def test_what_was_shortened_or_left_out_is_no_way_any_more():
    made = run((1, "minuten", "vraag", -15), (1, "weg", "verhaal"), (5, "verder", "welkom"))
    assert named(ways(STEPS, made)) == []
    made = run((1, "minuten", "rondje", 5))
    assert ("rondje", "short", 10) in named(ways(STEPS, made))


def test_taking_a_way_saves_what_it_says():
    made = run((1, "minuten", "rondje", 5))
    before = ends_at(STEPS, made, at(1))
    for way in ways(STEPS, made):
        kind, minutes = ("weg", 0) if way.kind == "skip" else ("minuten", -(way.step.minutes // 2))
        act = Act(kind=kind, step=way.step.id, minutes=minutes)
        then = ends_at(STEPS, after(made, [act], STEPS, now=at(1)), at(1))
        assert before - then == timedelta(minutes=way.minutes)


def test_a_step_that_the_script_lost_is_the_first_not_begun():
    made = run((5, "verder", "welkom")).model_copy(update={"step": "weg-ermee"})
    assert times(made, at(6))[0] == "14.00"
    assert slots(STEPS, made, at(6))[2].state == "now"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "verder",
        "hallo welkom",
        "verder a b c",
        "minuten a x",
        "verder a @x",
        f"verder a @{10**30}",
    ],
)
def test_what_is_no_act_is_left_out(line):
    assert read_acts(line) == []


def test_acts_are_read_as_forms_and_scripts_write_them():
    found = read_acts("verder welkom @1801746300000\nminuten rondje -5\n\nover verhaal")
    assert [(each.kind, each.step, each.minutes) for each in found] == [
        ("verder", "welkom", 0),
        ("minuten", "rondje", -5),
        ("over", "verhaal", 0),
    ]
    assert found[0].at == datetime(2027, 2, 4, 13, 5, tzinfo=UTC)


KINDS = st.sampled_from(["begin", "verder", "terug", "over", "minuten", "weg", "toch", "klaar"])
NAMES = st.sampled_from([*(each.id for each in STEPS), "niets"])
ACTS = st.builds(
    Act,
    kind=KINDS,
    step=NAMES,
    minutes=st.integers(-99, 999),
    at=st.none() | st.integers(-500, 500).map(at),
)


@given(st.lists(ACTS, max_size=30), st.integers(0, 300))
def test_whatever_is_touched_the_steps_follow_each_other(acts, minute):
    made = after(run(), acts, STEPS, now=at(minute))
    assert Run.model_validate_json(made.model_dump_json()) == made
    found = [each for each in slots(STEPS, made, at(minute)) if each.begins_at]
    assert all(a.ends_at <= b.begins_at for a, b in pairwise(found))
    assert all(each.begins_at <= each.ends_at for each in found)
    assert 0 <= minutes_left(STEPS, made, at(minute)) <= 30 + MOST_LONGER
    assert after(made, [], STEPS, now=at(minute)) == made


@given(st.lists(ACTS, max_size=12))
def test_what_is_sent_twice_in_a_row_does_it_once(acts):
    once = run()
    for act in acts:
        once = after(once, [act], STEPS, now=at(60))
    lasting = [each for each in acts if each.kind in {"minuten", "weg", "toch", "begin"}]
    again = after(once, [], STEPS, now=at(60))
    for act in lasting[-1:]:
        again = after(again, [act], STEPS, now=at(60))
        assert after(again, [act], STEPS, now=at(60)) == again
