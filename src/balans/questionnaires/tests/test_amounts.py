"""A number per thing: what people write is read, what cannot be is said beside its own field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.documents.document import WriteTable
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds import Entered, InvalidAnswer
from balans.questionnaires.kinds.amounts import EMPTY_ROWS, number_text, read_number, total
from balans.questionnaires.kinds.base import own_item
from balans.questionnaires.tests.test_kinds import FLOW, SCENE, ask, form

OWN = own_item("Zingen").key


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("3", 3),
        ("0", 0),
        ("2,5", 2.5),
        ("2.5", 2.5),
        ("2,0", 2),
        (",5", 0.5),
        ("½", 0.5),
        ("1½", 1.5),
        ("4 uur", 4),
        ("4UUR", 4),
        ("٣", 3),
        ("", None),
        ("uur", None),
        (".", None),
        ("-1", None),
        ("3-4", None),
        ("1e3", None),
        ("nan", None),
        ("²", None),
        ("1,234", None),
        ("9" * 400, None),
    ],
)
def test_a_number_is_read_as_people_write_it(written, number):
    assert read_number(written, ("uur",)) == number


@given(st.text(max_size=20))
def test_whatever_is_written_gives_a_number_from_zero_or_none(written):
    number = read_number(written)
    assert number is None or number >= 0


def test_a_number_is_written_with_the_comma_or_point_of_its_language():
    assert [number_text(2.5, "nl"), number_text(2.5, "en"), number_text(10, "nl")] == [
        "2,5",
        "2.5",
        "10",
    ]


@pytest.mark.parametrize(
    ("numbers", "sum_"),
    [([], 0), ([0, 0], 0), ([0.25], 0.5), ([2, 2.4], 4.5), ([9.5, 1], 11), ([23, 0.25], 23)],
)
def test_a_sum_is_rounded_as_an_estimate(numbers, sum_):
    assert total(numbers) == sum_


def test_every_wrong_field_has_its_own_message_and_keeps_what_was_typed():
    posted = form(uren____wassen="heel veel", uren____wandelen="200")
    posted[f"uren--{OWN}"] = "3"
    with pytest.raises(InvalidAnswer) as error:
        ask("uren").parse(posted, SCENE)
    assert set(error.value.errors) == {"id_uren--wassen", "id_uren--wandelen"}
    rows = ask("uren").show(Entered(form=posted, errors=error.value.errors), SCENE)["rows"]
    assert {row.label: row.value for row in rows} == {
        "Wassen": "heel veel",
        "Met Jan wandelen": "200",
        "Zingen": "3",
    }
    assert [bool(row.error) for row in rows if row.label == "Zingen"] == [False]


def test_a_thing_that_is_no_longer_chosen_loses_its_number():
    answers = {"zorg": {"chosen": ["wassen"], "own": []}, "uren": {"wassen": 3, "wandelen": 5}}
    assert Scene(flow=FLOW, answers=answers).value("uren") == {"wassen": 3}
    answers["zorg"] = None
    assert Scene(flow=FLOW, answers=answers).value("uren") is None


@pytest.mark.parametrize(
    "value",
    [{}, {"wassen": True}, {"wassen": "3"}, {"wassen": -1}, {"wassen": 169}, {"wassen": None}, [3]],
)
def test_a_stored_value_of_another_shape_does_not_fit(value):
    assert not ask("uren").fits(value)


def test_a_number_that_is_not_one_does_not_fit():
    assert not ask("uren").fits({"wassen": float("nan")})
    assert not ask("uren").fits({"wassen": float("inf")})


def test_things_with_nothing_in_them_do_not_go_on():
    items = ask("uren").items({"wassen": 0, "wandelen": 2.5}, SCENE)
    assert [item.key for item in items] == ["wandelen"]


def test_nothing_chosen_is_nothing_to_count():
    assert not ask("uren").askable(Scene(flow=FLOW, answers={}))


def test_on_paper_it_is_a_table_with_room_to_write():
    empty = ask("uren").paper(Scene(flow=FLOW, answers={}))[-1]
    assert empty == WriteTable(head=("Wat", "Uren per week"), rows=("",) * EMPTY_ROWS)
    named = ask("uren").paper(SCENE)[-1]
    assert named == WriteTable(
        head=("Wat", "Uren per week"), rows=("Met Jan wandelen", "Wassen", "Zingen")
    )
