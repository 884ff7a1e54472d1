"""The steadied clock: a jump is not followed at once, and erases nothing."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from balans.core import believing, clock
from balans.core.believing import Belief, ClockIsEarly
from balans.core.clock import SteadyClock
from balans.core.quiet import is_quiet, morning_after

START = datetime(2026, 11, 26, 12, tzinfo=UTC)
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)
JUMPS = [2 * HOUR, -2 * HOUR, DAY, -DAY, YEAR, START.replace(year=1970) - START, 12 * YEAR]


class Two:
    """A clock on the wall that can be set, and one that only goes forward."""

    def __init__(self) -> None:
        self.at, self.ahead, self.told = 0.0, timedelta(0), []
        self.steady = SteadyClock(self.wall, lambda: self.at, self.told.append)

    @property
    def right(self) -> datetime:
        return START + timedelta(seconds=self.at)

    def wall(self) -> datetime:
        return self.right + self.ahead

    def run(self, time: timedelta, step: timedelta = timedelta(minutes=10)) -> None:
        """Let time go by, looking now and then."""
        end = self.at + time.total_seconds()
        while self.at < end:
            self.at = min(end, self.at + step.total_seconds())
            self.steady.now()


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_clock_that_jumps_and_comes_back_was_never_followed(jump):
    both = Two()
    both.run(HOUR)
    both.ahead = jump
    for _minute in range(10):
        both.at += 60
        assert both.steady.now() == both.right
    both.ahead = timedelta(0)
    both.run(2 * HOUR)
    assert both.steady.now() == both.wall() == both.right
    assert both.told == [jump]


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_jump_that_holds_is_followed_after_as_long_as_it_is_at_most_a_day(jump):
    both = Two()
    both.ahead = jump
    waits = min(abs(jump), DAY)
    both.run(waits - HOUR)
    assert both.steady.now() == both.right
    both.run(2 * HOUR)
    assert both.steady.now() == both.wall()


def test_a_clock_that_is_put_right_by_minutes_is_followed_at_once():
    both = Two()
    both.ahead = timedelta(minutes=-40)
    assert both.steady.now() == both.wall()


def test_a_clock_that_keeps_jumping_is_not_followed():
    both = Two()
    for turn in range(100):
        both.ahead = timedelta(days=turn % 7 + 2)
        both.run(HOUR)
        assert both.steady.now() == both.right


def test_a_process_that_slept_long_without_a_jump_goes_on():
    both = Two()
    both.at += 40 * 3600
    assert both.steady.now() == both.wall()


@pytest.fixture
def moved(monkeypatch):
    """Both clocks of the belief, in hand."""
    both = Two()
    monkeypatch.setattr(believing, "going_forward", lambda: both.at)
    monkeypatch.setattr(believing.timezone, "now", both.wall)
    return both


@pytest.mark.django_db
def test_a_start_long_after_the_last_use_destroys_nothing_for_a_day(moved, caplog):
    assert Belief()()
    moved.ahead = YEAR
    begun = Belief()
    with caplog.at_level(logging.ERROR, logger="balans"):
        for _hour in range(24):
            assert not begun()
            moved.at += 3600
        assert "365 days" in caplog.text
        assert 20 <= caplog.text.count("nothing is erased") <= 25, "told once an hour"
    assert begun()


@pytest.mark.django_db
def test_a_server_with_another_clock_is_not_believed_while_others_go_on(moved):
    right, wrong = Belief(), Belief()
    for _minute in range(50 * 60):
        moved.ahead = timedelta(0)
        assert right()
        moved.ahead = YEAR
        assert not wrong()
        moved.at += 60


@pytest.mark.django_db
def test_an_operator_may_say_that_the_clock_is_right(moved):
    Belief()()
    moved.ahead = YEAR
    begun = Belief()
    assert not begun()
    with pytest.raises(ClockIsEarly, match="balans clock believe"):
        believing.require_belief()
    believing.believe(moved.wall())
    moved.at += believing.LOOK_EVERY_SECONDS
    assert begun()
    believing.require_belief()


@pytest.mark.django_db
def test_a_start_in_1970_is_refused_in_words(moved):
    Belief()()
    moved.ahead = START.replace(year=1970) - START
    with pytest.raises(ClockIsEarly, match="the clock says 1970"):
        believing.require_clock()


CHANGES = [datetime(2027, 3, 28, tzinfo=UTC), datetime(2027, 10, 31, tzinfo=UTC)]


@pytest.mark.parametrize("night", CHANGES, ids=["to summer", "to winter"])
def test_quiet_hours_follow_the_wall_when_summer_time_changes(night):
    for minutes in range(-6 * 60, 12 * 60, 10):
        moment = night + timedelta(minutes=minutes)
        ends = morning_after(moment)
        assert ends >= moment and not is_quiet(ends)
        if is_quiet(moment):
            assert ends.astimezone(believing.timezone.get_default_timezone()).hour == 8


def test_the_clock_that_goes_forward_goes_forward():
    first = clock.going_forward()
    assert 0 <= clock.going_forward() - first < 60
