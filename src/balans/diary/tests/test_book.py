"""What comes in the book, in which order: pure rules."""

import uuid

import pytest

from balans.diary.book import (
    MOST_MEMORIES,
    BookPlan,
    TooManyMemories,
    choose,
    in_own_order,
    moved,
    ordered,
    parts,
)
from balans.diary.timeline import Entry, in_order


def entry(number, when="", kind="memory"):
    return Entry(uuid.UUID(int=number).hex, when, f"{number:08x}", kind, f"Naam {number}")


OLD, NEW, MONTH, NONE = (
    entry(1, "1987-07-02"),
    entry(2, "2024-05-03"),
    entry(3, "2024-05"),
    entry(4),
)
KNOWN = in_order([OLD, NEW, MONTH, NONE]).entries


def plan(*entries, **given):
    return BookPlan(chosen=tuple(each.id for each in entries), **given)


def test_a_book_runs_from_then_to_now_with_what_has_no_date_behind():
    assert ordered(plan(NONE, NEW, OLD), KNOWN) == [OLD, NEW, NONE]


def test_a_book_can_run_back_and_what_has_no_date_stays_behind():
    assert ordered(plan(NONE, NEW, OLD, order="newest"), KNOWN) == [NEW, OLD, NONE]


def test_an_own_order_is_kept():
    assert ordered(plan(NEW, NONE, OLD, order="own"), KNOWN) == [NEW, NONE, OLD]


@pytest.mark.parametrize("order", ["oldest", "newest", "own"])
def test_a_memory_that_was_erased_is_left_out(order):
    assert ordered(plan(NEW, entry(99), OLD, order=order), KNOWN) != []
    assert entry(99) not in ordered(plan(NEW, entry(99), OLD, order=order), KNOWN)


def test_choosing_keeps_the_own_order_and_puts_the_new_ones_behind_oldest_first():
    before = plan(NONE, MONTH, order="own")
    after = choose(before, {each.id for each in KNOWN}, KNOWN)
    assert after.chosen == (NONE.id, MONTH.id, OLD.id, NEW.id)


def test_only_memories_that_are_there_can_be_chosen_and_each_once():
    after = choose(plan(OLD), [OLD.id, OLD.id, entry(99).id, "x"], KNOWN)
    assert after.chosen == (OLD.id,)


def test_a_book_has_an_end():
    many = [entry(number) for number in range(1, MOST_MEMORIES + 2)]
    assert len(choose(plan(), [e.id for e in many[:-1]], many).chosen) == MOST_MEMORIES
    with pytest.raises(TooManyMemories):
        choose(plan(), [each.id for each in many], many)


def test_an_own_order_begins_as_the_book_stands():
    assert in_own_order(plan(NONE, NEW, OLD), KNOWN).chosen == (OLD.id, NEW.id, NONE.id)


@pytest.mark.parametrize(
    ("move", "expected"),
    [("up", [NEW, OLD, NONE]), ("down", [OLD, NONE, NEW]), ("first", [NEW, OLD, NONE])],
)
def test_a_memory_can_be_moved(move, expected):
    after = moved(plan(OLD, NEW, NONE, order="own"), NEW.id, move)
    assert after.chosen == tuple(each.id for each in expected)


def test_over_an_end_nothing_moves_and_an_unknown_one_neither():
    before = plan(OLD, NEW, order="own")
    assert moved(before, OLD.id, "up") == before
    assert moved(before, NEW.id, "down") == before
    assert moved(before, NONE.id, "up") == before


def test_a_thin_book_has_no_parts_and_a_thick_one_has_one_for_each_year():
    assert parts(plan(OLD, NEW), [OLD, NEW]) == [(None, [OLD, NEW])]
    many = [entry(number, f"20{number:02}-01") for number in range(10, 17)] + [NONE]
    found = parts(plan(*many), many)
    assert [year for year, _some in found] == [*(f"20{n}" for n in range(10, 17)), ""]
    assert parts(plan(*many, order="own"), many) == [(None, many)]
