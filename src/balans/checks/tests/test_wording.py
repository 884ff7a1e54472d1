"""The words of the pages over time: plain, and without a judgement."""

import pytest

from balans.checks import wording
from balans.checks.course import charts
from balans.checks.tests.builders import check, done, score

BANDS = {
    "bands": [{"id": "licht", "from": 0}, {"id": "zwaar", "from": 16}],
    "words": {"bands": {"licht": {"title": "Het gaat."}, "zwaar": {"title": "Het weegt."}}},
}
BANDED = check(scores=[score(**BANDS)])


def chart(*values, flow=BANDED, every=30):
    return charts([done(every * place, each, flow=flow) for place, each in enumerate(values)])[0]


def test_one_result_is_told_by_itself():
    found = chart(12)
    assert wording.said(found) == "12 van 30."
    assert wording.between_which(found) == wording.reach(found) == ""


def test_two_results_are_told_as_then_and_now():
    found = chart(12, 20)
    assert wording.said(found) == "Toen was het 12, nu is het 20. Dat is meer dan toen."
    assert wording.between_which(found) == "Toen is 2 maart 2026, nu is 1 april 2026."
    assert wording.reach(found) == ""


def test_of_three_and_more_the_lowest_and_the_highest_are_told():
    assert wording.reach(chart(12, 20, 15)) == "Over alle 3 keren lag het tussen 12 en 20."
    assert wording.reach(chart(12, 12, 12)) == "Het was elke keer 12."


def test_numbers_of_two_versions_are_never_compared():
    renewed = check(version=2, scores=[score(**BANDS)])
    (found,) = charts([done(0, 3, flow=BANDED), done(30, 28, flow=renewed)])
    assert "vernieuwd" in wording.said(found) and "meer dan" not in wording.said(found)
    (why,) = wording.breaks(found)
    assert "2 maart 2026" in why and "vernieuwd" in why


def test_after_the_change_of_a_version_comes_a_line_again():
    renewed = check(version=2, scores=[score(**BANDS)])
    points = [done(0, 3), done(30, 20, flow=renewed), done(60, 28, flow=renewed)]
    assert "meer dan" in wording.said(charts(points)[0])


def test_a_long_gap_says_that_nothing_is_known():
    (why,) = wording.breaks(chart(3, 28, every=200))
    assert "weten we niet" in why


@pytest.mark.parametrize(("heavier", "top"), [("higher", "30: zwaarder"), ("lower", "30: lichter")])
def test_the_ends_of_the_scale_say_which_is_heavier(heavier, top):
    flow = check(scores=[score(heavier=heavier)])
    drawn = wording.drawing(chart(3, 4, flow=flow), with_bands=True)
    assert drawn.top == top and drawn.bottom[:2] == "0:"
    assert drawn.washes == ()


def test_bands_have_their_range_and_their_words():
    assert list(wording.legend(chart(3))) == [
        ("sky", "0 tot en met 15: Het gaat."),
        ("moss", "16 tot en met 30: Het weegt."),
    ]


def test_where_lower_is_heavier_the_colours_turn_around():
    flow = check(scores=[score(heavier="lower", **BANDS)])
    assert [wash.colour for wash in wording.washes(chart(3, flow=flow))] == ["moss", "sky"]


def test_a_result_in_words_and_in_numbers():
    assert wording.in_words(done(0, 20, flow=BANDED)) == "Het weegt."
    assert wording.in_numbers(done(0, 20, flow=BANDED)) == "20"
    assert wording.in_words(done(0, None, flow=BANDED)) == ""
    assert wording.in_numbers(done(0, None, flow=BANDED)) == ""


def test_of_several_scores_each_has_its_name():
    names = ({"name": "Last"}, {"name": "Kracht"})
    flow = check(
        scores=[score("last", items=("a",), words=names[0]), score("kracht", words=names[1])]
    )
    found = done(flow=flow, numbers={"last": 3, "kracht": 9})
    assert wording.in_numbers(found) == "Last: 3, Kracht: 9"


@pytest.mark.parametrize("repeat", [None, "week", "fortnight", "month", "quarter"])
def test_who_did_it_once_is_invited_at_the_pace_of_the_check(repeat):
    assert wording.again(repeat).endswith("dan zie je wat er verandert.")


@pytest.mark.parametrize("mark", ["again", "incomplete", "unfinished"])
def test_what_is_no_point_says_why(mark):
    assert wording.mark_text(mark)
    assert wording.mark_text("point") == ""


def test_a_band_of_one_number_is_no_range():
    bands = [{"id": "licht", "from": 0}, {"id": "zwaar", "from": 1}]
    flow = check(scores=[score(**BANDS | {"bands": bands})])
    said = [text for _colour, text in wording.legend(chart(3, flow=flow))]
    assert said == ["0: Het gaat.", "1 tot en met 30: Het weegt."]


def test_how_far_it_reached_is_not_said_past_a_new_version():
    renewed = check(version=2, scores=[score(**BANDS)])
    points = [done(30 * place, 10 + place, flow=BANDED) for place in range(3)]
    (found,) = charts([*points, done(120, 3, flow=renewed)])
    assert wording.reach(found) == ""
    assert wording.reach(charts(points)[0]) == "Over alle 3 keren lag het tussen 10 en 12."
