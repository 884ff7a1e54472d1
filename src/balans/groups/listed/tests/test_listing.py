"""What somebody looks for among groups, as rules."""

from datetime import date

import pytest

from balans.groups.listed.listing import Wish, months, read, room_in

TODAY = date(2026, 11, 26)


def test_an_address_says_what_somebody_looks_for_and_is_made_from_it_again():
    wish = read({"taal": "en", "online": "1", "vanaf": "2027-02", "overal": "1"}, TODAY)
    assert wish == Wish(language="en", online=True, month="2027-02", everywhere=True)
    assert wish.query() == "taal=en&online=1&vanaf=2027-02&overal=1"
    assert wish.query(online=False, month="") == "taal=en&overal=1"
    assert wish.first_day == date(2027, 2, 1) and Wish().first_day is None


@pytest.mark.parametrize(
    "query",
    [{}, {"taal": "xx"}, {"vanaf": "2027-13"}, {"vanaf": "1999-01"}, {"online": "ja"}, {"x": "1"}],
)
def test_anything_strange_counts_as_not_given(query):
    assert read(query, TODAY) == Wish()


def test_only_what_leaves_something_out_counts_as_chosen():
    assert not Wish(everywhere=True).any
    assert Wish(language="nl").any and Wish(online=True).any and Wish(month="2027-01").any


def test_the_next_six_months_can_be_chosen_also_over_new_year():
    assert months(TODAY)[:2] == (date(2026, 12, 1), date(2027, 1, 1))
    assert len(months(TODAY)) == 6 and months(date(2026, 12, 31))[0] == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("limit", "inside", "waiting", "room"),
    [(12, 0, 0, "free"), (12, 11, 0, "last"), (12, 12, 0, "full"), (2, 3, 0, "full")],
)
def test_room_is_what_the_limit_leaves(limit, inside, waiting, room):
    assert room_in(limit=limit, inside=inside, waiting=waiting) == room


def test_who_waits_goes_before_whoever_comes_new():
    assert room_in(limit=12, inside=10, waiting=1) == "full"
