"""Changing an own script: what the form means, that times add up, that nothing typed is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.groups.content import scripts
from balans.groups.scripts.draft import (
    MOST_SIGNS,
    MOST_STEPS,
    STEP_TEXTS,
    TEXTS,
    Draft,
    draft_of,
    minutes_in,
    moved,
    problems,
    read_draft,
    script_of,
    sum_of,
    with_step,
    without_step,
)


def grenzen() -> Draft:
    return draft_of(scripts("nl")["grenzen"])


def posted(draft: Draft) -> dict[str, str]:
    """Return what a browser sends for a draft."""
    form = {name: getattr(draft, name) for name in TEXTS}
    for place, step in enumerate(draft.steps, start=1):
        form[f"stap-{place}-id"] = step.id
        form |= {f"stap-{place}-{name}": getattr(step, name) for name in STEP_TEXTS}
        if step.overslaan:
            form[f"stap-{place}-overslaan"] = "ja"
    return form


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_form_that_was_not_touched_gives_the_same_script(language):
    for script in scripts(language).values():
        draft = read_draft(posted(draft_of(script)))
        assert problems(draft) == {}
        assert script_of(draft, script) == script


def ids(draft: Draft) -> list[str]:
    return [each.id for each in draft.steps]


def test_a_step_moves_up_and_down_and_not_over_the_edge():
    draft = grenzen()
    first, second, *rest = ids(draft)
    assert ids(moved(draft, 2, -1)) == [second, first, *rest]
    assert ids(moved(moved(draft, 1, 1), 2, -1)) == ids(draft)
    for place, by in ((1, -1), (len(rest) + 2, 1), (0, 1), (99, -1)):
        assert moved(draft, place, by) == draft


def test_a_step_is_added_where_it_was_asked_for_and_one_is_left_out():
    draft = grenzen()
    more = with_step(draft, 2)
    assert ids(more)[2] == "eigen-1" and len(ids(more)) == len(ids(draft)) + 1
    assert ids(with_step(more, 0))[0] == "eigen-2"
    assert without_step(more, 3) == draft
    assert with_step(draft, 99) == draft


def test_there_are_at_most_forty_steps_and_at_least_one():
    draft = grenzen()
    for _time in range(60):
        draft = with_step(draft, 0)
    assert len(draft.steps) == MOST_STEPS
    for _time in range(60):
        draft = without_step(draft, 1)
    assert len(draft.steps) == 1


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        ("5", "precies"),
        ("4", "nog 1 minuut over"),
        ("1", "nog 4 minuten over"),
        ("6", "1 minuut te veel"),
        ("15", "10 minuten te veel"),
    ],
)
def test_the_sum_says_kindly_what_is_over_or_under(minutes, words):
    draft = grenzen()
    changed = replace(draft.steps[0], minuten=minutes)
    draft = replace(draft, steps=(changed, *draft.steps[1:]))
    assert words in sum_of(draft).text
    fits = minutes == "5"
    assert ("minuten" in problems(draft)) is not fits


@pytest.mark.parametrize("text", ["", "0", "181", "-5", "5.5", "vijf", "²", "٣", "1e2", "0005"])
def test_what_is_no_number_of_minutes_is_none(text):
    assert minutes_in(text) is None
    draft = grenzen()
    first = replace(draft.steps[0], minuten=text)
    found = problems(replace(draft, steps=(first, *draft.steps[1:])))
    assert "van 1 tot 180" in found["stap-1-minuten"]


def test_what_is_empty_or_too_long_is_named_by_its_field():
    draft = grenzen()
    wrong = replace(draft.steps[1], titel=" ", doe="", soort="dansen", tip="x" * (MOST_SIGNS + 1))
    found = problems(replace(draft, doel="\n", steps=(draft.steps[0], wrong, *draft.steps[2:])))
    assert set(found) == {"doel", "stap-2-titel", "stap-2-doe", "stap-2-soort", "stap-2-tip"}
    assert "2001" in found["stap-2-tip"]


def test_a_script_without_steps_is_refused():
    assert problems(replace(grenzen(), steps=()))


def test_two_steps_with_one_id_and_a_strange_id_get_ids_of_their_own():
    form = posted(grenzen())
    form |= {"stap-2-id": form["stap-1-id"], "stap-3-id": "<script>", "stap-4-id": "x" * 41}
    draft = read_draft(form)
    assert len(set(ids(draft))) == len(ids(draft))
    assert script_of(draft, scripts("nl")["grenzen"]).minutes == 60


def test_a_walkthrough_stays_with_its_step_when_that_moves():
    draft = grenzen()
    place = ids(draft).index("instructie") + 1
    script = script_of(moved(draft, place, -1), scripts("nl")["grenzen"])
    shows = {each.id: each.walkthrough for each in script.steps}
    assert shows["instructie"] == "activiteiten"


@given(
    st.dictionaries(
        st.sampled_from(list(posted(grenzen()))) | st.text(max_size=12), st.text(max_size=40)
    )
)
def test_whatever_is_posted_is_kept_or_refused_with_words(changed):
    draft = read_draft({**posted(grenzen()), **changed})
    found = problems(draft)
    assert all(found.values())
    if not found:
        script = script_of(draft, scripts("nl")["grenzen"])
        assert sum(each.minutes for each in script.steps) == script.minutes
