"""Each block of an outcome: what it shows for which answers."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from balans.directory.helplines import helplines
from balans.documents.document import Figure, Letter
from balans.questionnaires.content import catalogue
from balans.questionnaires.journey import Scene, walk
from balans.questionnaires.outcome import calendar, outcome, outcome_document
from balans.questionnaires.paper import paper_document
from balans.questionnaires.tests.builders import NEXT, WORDS_OF_FLOW, flow, options, piles, question

WHERE = {"gemak": "gives", "niet": "costs"}


def scene(*questions, blocks, **answers) -> Scene:
    return Scene(flow=flow(*questions, outcome=blocks), answers=answers)


def shown(made: Scene, number: int = 0):
    return outcome(made).blocks[number]


SORT = question(
    "sort",
    "lijf",
    piles=("gemak", "niet"),
    options=("wassen", "tillen", "koken"),
    words={
        **piles("gemak", "niet"),
        "options": {
            "wassen": {"text": "Wassen", "phrase": "wassen"},
            "tillen": "Tillen",
            "koken": "Koken",
        },
    },
)
PLACED = {"wassen": "niet", "tillen": "niet", "koken": "gemak"}


def test_piles_hold_what_was_placed_in_the_order_of_their_tones():
    block = {"id": "o", "kind": "piles", "questions": ["lijf"], "tones": WHERE, "words": {}}
    made = shown(scene(SORT, blocks=[block], lijf=PLACED))
    assert made.data["piles"] == (
        ("Gemak", "gives", ("Koken",)),
        ("Niet", "costs", ("Wassen", "Tillen")),
    )


def test_piles_with_nothing_placed_are_not_shown():
    block = {"id": "o", "kind": "piles", "questions": ["lijf"], "tones": WHERE, "words": {}}
    assert (
        outcome(scene(SORT, blocks=[block, NEXT])).block("questionnaires/blocks/piles.html") is None
    )


def test_remarks_are_the_first_that_hold_and_no_more_than_asked():
    block = {
        "id": "r",
        "kind": "remarks",
        "most": 2,
        "remarks": [
            {"id": "veel", "when": [{"question": "lijf", "is": ["niet"], "at_least": 3}]},
            {"id": "zwaar", "when": [{"question": "lijf", "is": ["niet"]}]},
            {"id": "licht", "when": [{"question": "lijf", "is": ["gemak"]}]},
            {"id": "altijd"},
        ],
        "words": {"remarks": {"veel": "V", "zwaar": "Z", "licht": "L", "altijd": "A"}},
    }
    assert shown(scene(SORT, blocks=[block], lijf=PLACED)).data["remarks"] == ["Z", "L"]
    assert shown(scene(SORT, blocks=[block])).data["remarks"] == ["A"]


def test_sentences_say_what_was_chosen_in_its_own_words():
    block = {
        "id": "z",
        "kind": "sentences",
        "groups": [{"id": "nee", "from": [{"question": "lijf", "is": ["niet"]}], "most": 5}],
        "words": {
            "groups": {
                "nee": {
                    "title": "Nee",
                    "each": "“{phrase} lukt niet.”",
                    "each_own": "“{item} lukt niet.”",
                    "always": ["“Dank je.”"],
                }
            }
        },
    }
    groups = shown(scene(SORT, blocks=[block], lijf=PLACED)).data["groups"]
    assert groups == [("Nee", ["“wassen lukt niet.”", "“Tillen lukt niet.”", "“Dank je.”"])]


def test_sentences_about_nothing_are_left_out_whole():
    block = {
        "id": "z",
        "kind": "sentences",
        "groups": [{"id": "nee", "from": [{"question": "lijf", "is": ["niet"]}]}],
        "words": {"groups": {"nee": {"each": "{item}", "each_own": "{item}", "always": ["x"]}}},
    }
    assert outcome(scene(SORT, blocks=[block, NEXT], lijf={"koken": "gemak"})).blocks[0].id != "z"


RATED = {
    "effect": {"lezen": "geeft-veel", "wassen": "kost", "nacht": "kost-veel"},
    "vaak": {"lezen": "soms", "wassen": "dag", "nacht": "dag"},
}
RATE = (
    question(
        "several",
        "doen",
        options=("lezen", "wassen", "nacht"),
        words=options("lezen", "wassen", "nacht"),
    ),
    question(
        "rate",
        "effect",
        piles=("geeft-veel", "kost", "kost-veel"),
        **{"from": [{"question": "doen"}]},
        words=piles("geeft-veel", "kost", "kost-veel"),
    ),
    question(
        "rate",
        "vaak",
        piles=("soms", "dag"),
        **{"from": [{"question": "doen"}]},
        words=piles("soms", "dag"),
    ),
)
BALANCE = {
    "id": "b",
    "kind": "balance",
    "effects": ["effect"],
    "often": ["vaak"],
    "gives": {"geeft-veel": 2},
    "costs": {"kost": 1, "kost-veel": 2},
    "frequency": {"soms": 1, "dag": 4},
    "words": {
        "gives_title": "Geeft",
        "costs_title": "Kost",
        "gives_none": "Niets geeft.",
        "gives_one": "Eén ding geeft.",
        "gives_many": "{count} dingen geven.",
        "costs_none": "Niets kost.",
        "costs_one": "Eén ding kost.",
        "costs_many": "{count} dingen kosten.",
        "daily_alone": "Elke dag.",
        "daily_one": "Eén elke dag.",
        "daily_many": "{count} elke dag.",
    },
}


def balance(**answers):
    doen = {"chosen": ["lezen", "wassen", "nacht"], "own": []}
    return shown(scene(*RATE, blocks=[BALANCE], doen=doen, **answers))


def test_a_stone_is_as_large_as_it_is_frequent_and_as_strong_as_it_weighs():
    made = balance(**RATED).data
    assert [(s.text, s.size, s.strength) for s in made["costs"]] == [
        ("Nacht", 4, 2),
        ("Wassen", 4, 1),
    ]
    assert [(s.text, s.size, s.strength) for s in made["gives"]] == [("Lezen", 1, 2)]
    assert made["summary"] == "Eén ding geeft. Twee dingen kosten. Twee elke dag."


def test_the_one_thing_that_costs_is_not_one_of_many():
    alone = balance(effect={"wassen": "kost"}, vaak={"wassen": "dag"})
    assert alone.data["summary"] == "Niets geeft. Eén ding kost. Elke dag."


def test_the_printed_balance_says_the_same_in_a_drawing_and_in_words():
    made = balance(**RATED)
    figure = next(part for part in made.printed if isinstance(part, Figure))
    assert figure.alt == made.data["summary"] and figure.svg.startswith("<svg")


def test_how_often_is_unknown_gives_a_stone_of_middle_size():
    assert balance(effect={"lezen": "geeft-veel"}).data["gives"][0].size == 2


PLAN = {
    "id": "p",
    "kind": "plan",
    "goal": "doel",
    "entries": ["als", "dan", "dag"],
    "if": "als",
    "then": "dan",
    "check": "dag",
    "words": {
        "goal": "Doel",
        "if_then": "Als {if}, dan {then}.",
        "entries": {"als": "Als", "dan": "Dan", "dag": "Dag"},
    },
}
PLANNED = (
    question("short-text", "doel"),
    question("short-text", "als"),
    question("short-text", "dan"),
    question("date", "dag", weeks=(1,), future=True),
)


def test_a_plan_names_goal_steps_and_the_if_then():
    made = scene(
        *PLANNED, blocks=[PLAN], doel="wandelen", als="het regent", dan="pak ik een paraplu."
    )
    data = shown(made).data
    assert data["goal"] == "Wandelen"
    assert data["rows"] == [("Als", "het regent"), ("Dan", "pak ik een paraplu.")]
    assert data["if_then"] == "Als het regent, dan pak ik een paraplu."


def test_half_an_if_then_is_not_said():
    assert (
        shown(scene(*PLANNED, blocks=[PLAN], doel="wandelen", als="het regent")).data["if_then"]
        == ""
    )


def test_the_check_date_becomes_a_whole_day_in_a_calendar():
    from icalendar import Calendar

    day = date(2027, 3, 28)
    made = scene(*PLANNED, blocks=[PLAN], doel="met Jan; naar zee, en\nterug", dag=day.isoformat())
    stamp = timezone.now()
    first, again = (calendar(made, uid="een@hier", changed_at=stamp) for _time in range(2))
    assert first == again and first is not None
    (event,) = Calendar.from_ical(first).walk("VEVENT")
    assert event.decoded("dtstart") == day
    assert event.decoded("dtend") == day + timedelta(days=1)
    assert str(event["description"]) == "met Jan; naar zee, en\nterug"
    assert all(len(line) <= 75 for line in first.split(b"\r\n"))


def test_without_a_date_there_is_nothing_for_a_calendar():
    made = scene(*PLANNED, blocks=[PLAN], doel="wandelen")
    assert calendar(made, uid="x", changed_at=timezone.now()) is None


MESSAGE = {
    "id": "m",
    "kind": "message",
    "parts": [
        {"id": "groet"},
        {"id": "nieuws", "run_on": True, "when": [{"question": "als"}]},
        {"id": "dank", "forms": ["normal", "print"]},
    ],
    "words": {
        "subject": "Over {doel}",
        "parts": {
            "groet": {"short": "Hoi.", "normal": "Dag.", "print": "Dag."},
            "nieuws": "{als}.",
            "dank": "Dank.",
        },
    },
}


def test_a_message_has_three_forms_and_only_the_parts_that_hold():
    texts = shown(scene(*PLANNED, blocks=[MESSAGE], als="Het gaat.")).data["texts"]
    assert texts == {
        "short": "Hoi. Het gaat.",
        "normal": "Dag. Het gaat.\n\nDank.",
        "print": "Dag. Het gaat.\n\nDank.",
    }
    assert shown(scene(*PLANNED, blocks=[MESSAGE])).data["texts"]["short"] == "Hoi."


def test_an_edited_message_takes_the_place_of_ours_and_prints():
    made = shown(scene(*PLANNED, blocks=[MESSAGE], **{"m.print": "Zo zeg ik het."}))
    assert made.data["texts"]["print"] == "Zo zeg ik het."
    assert made.data["edited"] == {"short": False, "normal": False, "print": True}
    assert Letter(text="Zo zeg ik het.") in made.printed


def test_words_for_an_emergency_come_only_when_they_are_needed():
    block = {
        "id": "nood",
        "kind": "emergency",
        "when": [{"question": "hoe", "is": ["0", "1"]}],
        "helplines": ["huisarts", "luisterlijn"],
        "words": {"title": "Bel iemand"},
    }
    scale = question("scale", "hoe", low=0, high=10, words={"low": "a", "high": "b"})
    lines = shown(scene(scale, blocks=[block], hoe=1)).data["lines"]
    assert [line.id for line in lines] == ["huisarts", "luisterlijn"]
    assert outcome(scene(scale, blocks=[block, NEXT], hoe=6)).blocks[0].id == "verder"


def test_nothing_stands_before_the_people_to_call():
    block = {"id": "nood", "kind": "emergency", "helplines": ["113"], "words": {"title": "Bel"}}
    asked = question("yes-no", "kan", words={"label": "Kun je verder?"})
    made = flow(
        asked,
        outcome=[block | {"when": [{"question": "kan", "is": ["no"]}]}, NEXT],
        words={**WORDS_OF_FLOW, "outcome": {"title": "Zo is het", "lead": "Eerst dit."}},
    )
    assert outcome(Scene(flow=made, answers={"kan": "no"})).lead == ""
    assert outcome(Scene(flow=made, answers={"kan": "yes"})).lead == "Eerst dit."


def test_who_to_call_stands_in_order_and_may_speak_to_a_child():
    block = {
        "id": "nood",
        "kind": "emergency",
        "helplines": ["veilig-thuis", "112", "kindertelefoon"],
        "young": True,
        "words": {"title": "Bel iemand"},
    }
    lines = shown(scene(blocks=[block])).data["lines"]
    assert [line.id for line in lines] == ["veilig-thuis", "112", "kindertelefoon"]
    assert lines[0].text.startswith("Ben je thuis bang")


@pytest.mark.parametrize(("language", "words"), [("nl", "dierbare"), ("en", "you care for")])
def test_who_to_call_speaks_to_a_child_in_the_check_for_young_carers(language, words):
    blocks = catalogue(language).newest("jonge-mantelzorger").outcome
    urgent = [block for block in blocks if block.kind == "emergency"]
    called = [(block, each) for block in urgent for each in block.helplines]
    assert called
    for block, each in called:
        line = helplines(language)[each].for_young
        assert block.young and words not in f"{line.text} {line.how}"


def test_the_next_step_is_one():
    block = {
        "id": "v",
        "kind": "next",
        "steps": [
            {"id": "a", "to": "pdf", "when": [{"question": "doel"}]},
            {"id": "b", "to": "none"},
        ],
        "words": {"steps": {"a": {"title": "A"}, "b": {"title": "B"}}},
    }
    assert shown(scene(*PLANNED, blocks=[block], doel="x")).data["step_title"] == "A"
    assert shown(scene(*PLANNED, blocks=[block])).data["step_title"] == "B"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["grenzen", "activiteiten", "doelen", "contact"])
def test_every_exercise_has_an_outcome_without_one_answer_and_a_paper_version(name, language):
    from balans.questionnaires.content import catalogue

    chosen = catalogue(language).newest(name)
    nothing = walk(chosen, {question.id: None for question in chosen.questions}).scene
    assert outcome(nothing).blocks
    assert outcome_document(nothing, date(2026, 11, 24)).language == language
    assert len(paper_document(chosen).blocks) > len(chosen.questions)
