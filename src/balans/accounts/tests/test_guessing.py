"""Passwords that somebody guesses first."""

import pytest

from balans.accounts.entry.guessing import is_easy


@pytest.mark.parametrize(
    "password",
    [
        *("1234567890", "qwertyuiop", "Password123", "!!princess2024", "superman1!", "1q2w3e4r5t"),
        *("aaaaaaaaaab", "sunshine99!", "password12"),
    ],
)
def test_a_common_password_is_easy_also_with_something_around_it(password):
    assert is_easy(password)


@pytest.mark.parametrize(
    "password",
    [
        *("Mantelzorg2026", "mantelzorgbalans", "Welkom2026!", "2026-dementie", "HerinneringeN1"),
        *("anna.de.vries", "Anna.de.Vries1950", "anna.de.vries@example.nl", "example.nl12"),
        "welkomwelkom",
    ],
)
def test_words_of_this_place_and_one_s_own_address_are_easy(password):
    assert is_easy(password, "anna.de.vries@example.nl")


@pytest.mark.parametrize(
    "password",
    ["paard gordijn lepel", "Kdfj38!kdjfLq", "opa vist in de vecht", "漢字かな交じり文です"],
)
def test_words_that_belong_together_for_nobody_else_are_fine(password):
    assert not is_easy(password, "anna@example.nl")
    assert not is_easy(password)


def test_there_are_more_than_enough_common_ones():
    from balans.accounts.entry.guessing import _common

    assert len(_common()) > 15_000 and all(each == each.casefold() for each in _common())
