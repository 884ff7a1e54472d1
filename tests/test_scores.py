"""Every instrument against a table of cases: the score and the band that its rules give.

The tables stand in tests/scores/, each with the source of its rules.
"""

import tomllib
from pathlib import Path

import pytest

from balans.questionnaires.content import checks
from balans.questionnaires.journey import Scene
from balans.questionnaires.scoring import IncompleteAnswers, reckon

TABLES = sorted((Path(__file__).parent / "scores").glob("*.toml"))


def cases():
    for path in TABLES:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for case in table["cases"]:
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['about']}")


def flow_named(name: str):
    return next(flow for flow in checks("nl") if flow.name == name)


def scene_of(name: str, case) -> Scene:
    """Return the answers of a case: the same for all items (`all`), some set apart, some open."""
    flow = flow_named(name)
    answers = {}
    if "all" in case:
        answers = {item: case["all"] for score in flow.scores for item in score.items}
    answers |= case.get("answers", {})
    for item in case.get("left", []):
        answers[item] = None
    return Scene(flow=flow, answers=answers)


@pytest.mark.parametrize(("name", "case"), list(cases()))
def test_the_published_rules_hold(name, case):
    scene = scene_of(name, case)
    assert {"scores", "open"} & set(case), "a case says what comes out"
    for score_id, expected in case.get("scores", {}).items():
        assert reckon(scene.flow.score(score_id), scene).total == expected
    for score_id, expected in case.get("bands", {}).items():
        band = reckon(scene.flow.score(score_id), scene).band
        assert (band.id if band else "") == expected
    for score_id, expected in case.get("open", {}).items():
        with pytest.raises(IncompleteAnswers) as raised:
            reckon(scene.flow.score(score_id), scene)
        assert list(raised.value.open) == expected


def test_every_check_with_a_number_has_a_table():
    scored = {flow.name for flow in checks("nl") if flow.scores}
    assert scored <= {path.stem for path in TABLES}


@pytest.mark.parametrize("flow", [f for f in checks("nl") if f.scores], ids=lambda f: f.name)
def test_a_table_looks_at_both_sides_of_every_cut_off(flow):
    table = next(path for path in TABLES if path.stem == flow.name)
    found = tomllib.loads(table.read_text(encoding="utf-8"))["cases"]
    for score in flow.scores:
        totals = {case["scores"][score.id] for case in found if score.id in case.get("scores", {})}
        wanted = {edge for band in score.bands[1:] for edge in (band.from_ - 1, band.from_)}
        assert wanted <= totals, f"{score.id}: no case for {sorted(wanted - totals)}"
        assert any(score.id in case.get("open", {}) for case in found), "no case with one left open"
