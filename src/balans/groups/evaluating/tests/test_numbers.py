"""How many came and completed."""

import uuid

from balans.groups.evaluating.numbers import needed_of, numbers
from balans.groups.words import Attendance, Mark

ANNA, BRAM, CHRIS = (uuid.uuid4() for _each in range(3))


def sheet(*came: uuid.UUID, absent: tuple[uuid.UUID, ...] = ()) -> Attendance:
    marks = [Mark(who=each, came=True) for each in came] + [Mark(who=each) for each in absent]
    return Attendance(marks=tuple(marks))


def test_who_came_three_times_of_four_completed():
    found = numbers([sheet(ANNA, BRAM), sheet(ANNA, CHRIS), sheet(ANNA, BRAM), sheet(BRAM)])
    assert found.came == (2, 2, 2, 1)
    assert (found.completed, found.needed) == (2, 3)
    assert found.seen == {ANNA, BRAM, CHRIS}


def test_who_was_marked_absent_or_twice_counts_as_they_were():
    found = numbers([sheet(ANNA, ANNA, absent=(BRAM,))])
    assert found.came == (1,)
    assert (found.seen, found.completed) == ({ANNA}, 1)


def test_a_meeting_that_nobody_noted_is_not_nobody():
    found = numbers([sheet(ANNA), None, sheet(), sheet(ANNA)])
    assert found.came == (1, None, 0, 1)
    assert found.completed == 0


def test_a_series_of_another_length_asks_three_quarters():
    assert [needed_of(each) for each in (0, 1, 2, 3, 4, 5, 6)] == [1, 1, 2, 3, 3, 4, 5]
    assert numbers([]).completed == 0
