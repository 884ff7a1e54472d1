"""The content check names what is wrong with scripts, situations and handouts."""

import pytest

from balans.core.content import ContentError
from balans.groups import review
from balans.groups.content import handouts, scripts, situations


def test_there_is_a_script_for_every_time_and_their_steps_add_up():
    for language in ("nl", "en"):
        found = scripts(language)
        assert [each.order for each in found.values()] == [0, 1, 2, 3, 4, 5]
        assert [each.minutes for each in found.values()] == [60, 60, 60, 60, 60, 45]
        for script in found.values():
            assert sum(step.minutes for step in script.steps) == script.minutes


def test_looking_back_asks_how_the_plan_goes_and_says_goodbye():
    script = scripts("nl")["terugkijken"]
    assert (script.kind, script.exercise, script.next) == ("look", "", "")
    assert "vraag 8" in next(step.words.do for step in script.steps if step.id == "plan")
    assert script.steps[-1].kind == "close"


def copied(item, **changed):
    return item.model_copy(update=changed)


WRONG = [
    ({"sources": ()}, "sources: name at least one source"),
    ({"slug_en": ""}, "slug_en: name its address in English"),
    ({"order": 2}, "order: 2 stands twice"),
    ({"slug_en": "goals"}, "slug_en: 'goals' stands twice"),
]


@pytest.mark.parametrize(("changed", "words"), WRONG)
def test_what_is_wrong_with_an_item_is_named(changed, words):
    every = {**scripts("nl"), "grenzen": copied(scripts("nl")["grenzen"], **changed)}
    found = list(review.problems_of("meetings", list(every.values())))
    assert len(found) == 1 and words in found[0]


def test_an_exercise_that_is_not_there_is_named():
    script = copied(scripts("nl")["grenzen"], exercise="dansen")
    assert list(review.exercises_missing(script)) == [
        "meetings/grenzen/meeting.toml: there is no exercise 'dansen'"
    ]


def test_a_helpline_and_an_offer_that_are_not_there_are_named():
    wrong = copied(situations("nl")["ruzie"], helplines=("999",), offers=("dansles",))
    found = list(review.pointing_nowhere([wrong]))
    assert [each.rpartition(": ")[2] for each in found] == [
        "there is no helpline '999'",
        "there is no offer 'dansles'",
    ]


def test_a_translation_that_says_less_is_named():
    first, other = scripts("nl")["doelen"], scripts("en")["doelen"]
    assert list(review.told_otherwise(first, other)) == []
    step = other.steps[1]
    words = step.words.model_copy(update={"say": step.words.say[1:]})
    steps = (other.steps[0], copied(step, words=words), *other.steps[2:])
    (found,) = review.told_otherwise(first, copied(other, steps=steps))
    assert found.startswith("meetings/doelen/en.toml: steps.") and ".say: " in found


def test_steps_that_stand_in_one_language_only_are_an_error(settings, tmp_path):
    folder = tmp_path / "meetings" / "grenzen"
    folder.mkdir(parents=True)
    ours = settings.CONTENT_DIR / "meetings" / "grenzen" / "en.toml"
    text = ours.read_text(encoding="utf-8").replace("[steps.welkom]", "[steps.dag]")
    (folder / "en.toml").write_text(text, encoding="utf-8")
    settings.CONTENT_OVERLAY = str(tmp_path)
    scripts.cache_clear()
    try:
        with pytest.raises(ContentError, match="welkom"):
            scripts("en")
    finally:
        settings.CONTENT_OVERLAY = ""
        scripts.cache_clear()


def test_what_the_group_hears_and_reads_has_the_bar_of_carers():
    heard = dict(review.texts_for_carers())
    script = scripts("nl")["grenzen"]
    texts = heard["meetings/grenzen/nl.toml (to the group)"]
    assert script.words.home in texts
    assert all(line in texts for step in script.steps for line in step.words.say + step.words.ask)
    assert set(handouts("nl")) == {
        name.split("/")[1] for name in heard if name.startswith("handouts/")
    }
    mine = dict(review.texts_for_facilitators())
    assert script.steps[0].words.do in mine["meetings/grenzen/nl.toml"]
