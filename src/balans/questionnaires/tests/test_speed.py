"""Saving asks the database little, and what is drawn once for all holds nobody's words."""

import pytest

from balans.questionnaires.content import catalogue
from balans.questionnaires.journey import walk
from balans.questionnaires.kinds import Entered
from balans.questionnaires.models import Answer
from balans.questionnaires.screen import NOTHING, asked
from balans.questionnaires.tests.builders import EVERY_KIND, flow, options, question

BEGIN = "/oefeningen/doelen/begin/"


@pytest.mark.django_db
def test_beginning_takes_four_queries(anna, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr("balans.questionnaires.views.require_space_for_words", lambda person: None)
    anna.post(BEGIN, {"naam": "Jan", "relatie": "partner"})
    # Who it is, whether it is there already, the attempt, all answers; and one transaction.
    with django_assert_num_queries(6):
        anna.post(BEGIN, {"naam": "Jan", "relatie": "partner"})


@pytest.mark.django_db
def test_saving_a_page_takes_five_queries(anna, django_assert_num_queries):
    url = anna.post(BEGIN, {"naam": "Jan", "relatie": "partner"}).headers["Location"]
    # Who it is, the attempt, its answers, the moment, all answers; and one transaction.
    with django_assert_num_queries(7):
        anna.post(url, {"_actie": "overslaan"})


def steady_question():
    return question(
        "one",
        "soort",
        options=("licht", "zwaar"),
        words={"label": "Hoe is het?", **options("licht", "zwaar")},
    )


def shown(one, answers, entered=NOTHING, place=-1):
    made = flow(*one)
    scene = walk(made, answers).scene
    return made, scene, asked(made.questions[place], entered, scene, as_heading=False)


def test_an_open_question_in_our_own_words_is_drawn_once():
    made, scene, first = shown([steady_question()], {})
    assert asked(made.questions[0], NOTHING, scene, as_heading=False) is first
    assert first.drawn is asked(made.questions[0], NOTHING, scene, as_heading=False).drawn
    assert asked(made.questions[0], NOTHING, scene, as_heading=True) is not first


def test_an_answer_is_never_kept_with_the_drawing():
    made, scene, blank = shown([steady_question()], {})
    entered = Entered(value={"chosen": ["zwaar"], "own": []})
    answered = asked(made.questions[0], entered, scene, as_heading=False)
    assert "checked" in answered.drawn
    assert "checked" not in blank.drawn
    assert list(made.open_questions.values()) == [blank]


@pytest.mark.parametrize("one", EVERY_KIND, ids=lambda each: each["kind"])
def test_no_question_with_words_of_a_person_in_it_is_kept(one):
    made = flow(*EVERY_KIND)
    scene = walk(made, {"naam": "Jan-van-hiernaast"}).scene
    asked(made.question(one["id"]), NOTHING, scene, as_heading=False)
    kept = [each.drawn for each in made.open_questions.values()]
    assert not any("Jan-van-hiernaast" in each for each in kept)


def test_what_the_day_decides_is_made_anew():
    for language in ("nl", "en"):
        for each in catalogue(language).current():
            scene = walk(each, {}).scene
            for one in each.questions:
                asked(one, NOTHING, scene, as_heading=False)
            kept = {name for name, _heading in each.open_questions}
            assert not kept & {one.id for one in each.questions if one.kind == "date"}


@pytest.mark.django_db
def test_every_answer_of_a_page_is_a_row_and_a_seal(anna):
    anna.post(BEGIN, {"naam": "Jan", "relatie": "partner"})
    assert Answer.objects.count() == 2
    assert len({bytes(each.sealed) for each in Answer.objects.all()}) == 2
