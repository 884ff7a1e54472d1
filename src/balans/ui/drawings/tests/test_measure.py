"""A number as a row of stones."""

import pytest

from balans.ui.drawings.measure import beads


@pytest.mark.parametrize(
    ("points", "least", "most", "stones", "full"),
    [
        (8, 0, 13, 13, 8),
        (0, 0, 9, 9, 0),
        (13, 0, 13, 13, 13),
        (8, 0, 24, 24, 8),
        (63, 0, 100, 30, 19),
        (3, 1, 6, 6, 3),
        (1, 1, 6, 6, 1),
    ],
)
def test_as_many_stones_are_filled_as_it_counts(points, least, most, stones, full):
    row = beads(points, least, most)
    assert len(row) == stones
    assert [bead.full for bead in row] == [True] * full + [False] * (stones - full)


def test_a_scale_of_one_step_apart_has_no_stones():
    assert beads(1, 1, 1) == ()
