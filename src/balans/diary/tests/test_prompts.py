"""Questions that invite: about everybody, and never the same twice in a row."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.core.content import ContentError
from balans.diary import content
from balans.diary.content import another, groups, of_the_day, offered, prompts

DAYS = st.dates(date(2020, 1, 1), date(2080, 1, 1))
SEEDS = st.text(max_size=20)
IDS = offered(prompts("nl"))


def test_there_are_questions_for_every_relation_and_for_after_a_death():
    known = prompts("nl").values()
    assert len(known) >= 41
    assert {each.relation for each in known} >= {
        "partner",
        "parent",
        "child",
        "friend",
        "neighbour",
    }
    assert sum(each.bereaved for each in known) >= 5
    assert all(each.text.endswith("?") for each in known)


def test_both_languages_have_the_same_questions_in_the_same_groups():
    assert [g.name for g in groups("nl")] == [g.name for g in groups("en")]
    assert list(prompts("nl")) == list(prompts("en"))
    assert not {p.text for p in prompts("nl").values()} & {p.text for p in prompts("en").values()}


def test_grief_is_not_asked_about_before_its_time():
    known = prompts("nl")
    assert not any(known[each].bereaved or known[each].relation for each in IDS)
    assert any(known[each].bereaved for each in offered(known, bereaved=True))


@given(SEEDS, DAYS, st.integers(0, 60))
def test_another_question_is_always_another_one(seed, day, clicks):
    shown = of_the_day(IDS, seed, day)
    for _click in range(clicks):
        following = another(IDS, seed, day, shown)
        assert following != shown and following in IDS
        shown = following


@given(SEEDS, DAYS, st.integers(0, 60))
def test_a_day_never_begins_with_what_was_last_asked_for_the_day_before(seed, day, clicks):
    shown = of_the_day(IDS, seed, day)
    for _click in range(clicks):
        shown = another(IDS, seed, day, shown)
    assert of_the_day(IDS, seed, day + timedelta(days=1)) != shown


@given(SEEDS, DAYS)
def test_all_questions_come_by_before_one_comes_back(seed, day):
    count = len(IDS) // 2 * 2
    shown = [of_the_day(IDS, seed, day + timedelta(days=n)) for n in range(count)]
    assert len(set(shown)) == count


@given(SEEDS, DAYS, st.text(max_size=12))
def test_after_a_question_that_nobody_knows_comes_the_one_of_the_day(seed, day, strange):
    if strange not in IDS:
        assert another(IDS, seed, day, strange) == of_the_day(IDS, seed, day)


def test_everybody_has_an_order_of_their_own():
    assert content.shuffled(IDS, "anna") != content.shuffled(IDS, "chris")
    assert sorted(content.shuffled(IDS, "anna")) == sorted(IDS)


def test_a_language_that_misses_a_question_is_named(tmp_path, settings):
    folder = tmp_path / "prompts" / "samen"
    folder.mkdir(parents=True)
    (folder / "en.toml").write_text('title = "x"\n[questions]\nlachen = "What?"\n')
    settings.CONTENT_OVERLAY = str(tmp_path)
    with pytest.raises(ContentError, match=r"prompts/samen/en\.toml: questions: not the same ids"):
        content.groups.__wrapped__("en")
