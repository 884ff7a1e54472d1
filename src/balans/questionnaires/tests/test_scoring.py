"""A number follows from all items together, or there is none; bands begin where they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from balans.core.content import ContentError
from balans.questionnaires.blocks import ScoreBlock
from balans.questionnaires.content import checks
from balans.questionnaires.journey import Scene
from balans.questionnaires.merging import WordsFile, merged
from balans.questionnaires.outcome import outcome
from balans.questionnaires.review import problems_of
from balans.questionnaires.scoring import IncompleteAnswers, Score, ends, reckon
from balans.questionnaires.tests.builders import flow, question

WORDS = {"name": "Proef", "number": "{points} van {most}", "means": "Iets.", "does_not": "Niets."}
ITEMS = ("slaap", "rust", "ruimte")
POINTS = {"yes": 1, "no": 0}


def score(**more):
    content = {"id": "totaal", "items": ("slaap", "rust"), "points": POINTS, "words": WORDS}
    return {**content, **more}


def banded(*starts):
    bands = [{"id": f"band-{start}", "from": start} for start in starts]
    titles = {f"band-{start}": {"title": f"Vanaf {start}."} for start in starts}
    return score(bands=bands, words={**WORDS, "bands": titles})


def check(*scores, **more):
    asked = [question("yes-no", name) for name in ("slaap", "rust")]
    asked.append(question("scale", "ruimte", low=0, high=10, words={"low": "Geen", "high": "Veel"}))
    blocks = [
        {"id": f"b-{s['id']}", "kind": "score", "score": s["id"], "words": {}} for s in scores
    ]
    return flow(*asked, scores=scores, outcome=blocks, **more)


def scene(scored, **answers):
    return Scene(flow=check(scored), answers=answers)


def test_the_number_is_the_sum_of_the_points():
    found = scene(score(), slaap="yes", rust="yes")
    assert reckon(found.flow.scores[0], found).total == 2


def test_an_item_can_count_the_other_way_round():
    turned = score(own_points={"rust": {"yes": 0, "no": 1}})
    found = scene(turned, slaap="yes", rust="yes")
    assert reckon(found.flow.scores[0], found).total == 1


def test_scales_count_as_they_are():
    found = scene(score(items=("ruimte",), points={}), ruimte=7)
    assert reckon(found.flow.scores[0], found).total == 7


@pytest.mark.parametrize(
    "answers", [{"slaap": "yes"}, {"slaap": "yes", "rust": None}, {"slaap": "yes", "rust": "maybe"}]
)
def test_without_one_item_there_is_no_number(answers):
    found = scene(score(), **answers)
    with pytest.raises(IncompleteAnswers) as raised:
        reckon(found.flow.scores[0], found)
    assert raised.value.open == ("rust",)
    assert found.result("totaal") is None
    assert found.marks("totaal") == ()


@given(total=st.integers(0, 2))
def test_a_band_begins_at_its_number_and_goes_up_to_the_next(total):
    found = Score.model_validate(banded(0, 1, 2))
    assert found.band(total).id == f"band-{total}"


def test_without_published_bands_there_are_none():
    assert Score.model_validate(score()).band(1) is None


@pytest.mark.parametrize("starts", [(1, 0), (0, 0)])
def test_bands_stand_in_order(starts):
    with pytest.raises(ValidationError):
        Score.model_validate(banded(*starts))


def test_the_ends_are_those_of_the_answers():
    assert ends(Score.model_validate(score()), {"slaap": ["yes", "no"], "rust": ["no"]}) == (0, 1)


def test_the_page_names_what_is_open_and_gives_no_number():
    block = outcome(scene(score(), slaap="yes")).blocks[0]
    assert [item for _page, item, _label in block.data["open"]] == ["rust"]
    assert "number" not in block.data


def test_the_page_gives_words_and_number_when_all_is_answered():
    block = outcome(scene(banded(0, 2), slaap="yes", rust="yes")).blocks[0]
    assert block.data["band"].title == "Vanaf 2."
    assert block.data["number"] == "2 van 2"


def test_without_any_answer_the_block_is_silent():
    assert outcome(scene(score())).blocks == ()


def test_a_condition_can_look_at_a_band():
    found = scene(banded(0, 2), slaap="yes", rust="yes")
    assert found.marks("totaal") == ("band-2",)


@pytest.mark.parametrize(
    ("scored", "problem"),
    [
        (score(points={"yes": 1}), "answer 'no' of 'slaap' has no points"),
        (score(items=("naam",)), "'naam' is no statement"),
        (banded(1), "the first band begins at 1, not at 0"),
        (banded(0, 3), "band 'band-3' begins outside 0 to 2"),
        (score(id="slaap"), "'slaap' stands twice"),
    ],
)
def test_the_content_check_finds_a_faulty_score(scored, problem):
    found = list(problems_of(check(scored), ["proef"]))
    assert any(problem in each for each in found), found


def test_an_unknown_set_of_answers_is_named():
    structure = {"pages": [{"id": "p", "questions": [{"id": "q", "answers": "weg"}]}]}
    with pytest.raises(ContentError, match="no answers 'weg'"):
        merged(structure, WordsFile(), where="nl.toml")


def test_statements_share_the_words_of_their_answers():
    structure = {
        "answers": {"drie": ["nee", "beetje", "ja"]},
        "pages": [{"id": "p", "questions": [{"id": "q", "kind": "statement", "answers": "drie"}]}],
    }
    words = WordsFile(answers={"drie": {"nee": "Nee"}}, questions={"q": {"label": "Moe?"}})
    found = merged(structure, words, where="nl.toml")["pages"][0]["questions"][0]
    assert found["options"] == ["nee", "beetje", "ja"]
    assert found["words"] == {"options": {"nee": "Nee"}, "label": "Moe?"}


def test_a_check_says_who_made_it_and_how_it_may_be_used():
    for each in checks("nl"):
        assert each.instrument.words.rights
        assert each.instrument.standing == "own" or each.instrument.citation


def test_every_number_of_a_check_is_shown_on_its_page():
    for each in checks("nl"):
        shown = {block.score for block in each.outcome if isinstance(block, ScoreBlock)}
        drawn = {name for block in each.outcome for name in getattr(block, "scores", ())}
        assert {found.id for found in each.scores} <= shown | drawn
