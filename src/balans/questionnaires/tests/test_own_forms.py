"""The blocks of our own forms: tasks with hours, what weighs and carries, four sides of a life."""

import re
from datetime import date

import pytest

from balans.documents.document import Figure, Table
from balans.documents.pdf import render
from balans.questionnaires.content import catalogue
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds.base import own_item
from balans.questionnaires.outcome import outcome, outcome_document
from balans.questionnaires.paper import paper_document

NAMES = ("zorgtaken", "draagkracht", "vitaliteit")


def scene(name: str, language: str = "nl", **answers) -> Scene:
    flow = catalogue(language).newest(name)
    return Scene(flow=flow, answers={key.replace("_", "-"): each for key, each in answers.items()})


def block(made: Scene, name: str):
    return next((each for each in outcome(made).blocks if each.id == name), None)


def several(*chosen, own=()):
    return {"chosen": list(chosen), "own": list(own)}


# Tasks.

CHOSEN = {
    "zorg_lijf": several("nachten", "medicijnen"),
    "zorg_huis": several("koken", own=["De hond uitlaten"]),
}
DOG = own_item("De hond uitlaten").key


def tasks(language="nl", **answers):
    return block(scene("zorgtaken", language, **CHOSEN, **answers), "taken")


def test_tasks_stand_with_the_heaviest_first_and_then_the_longest():
    hours = {"nachten": 7, "koken": 10.5, "medicijnen": 1, DOG: 3}
    heavy = {"nachten": "heel-zwaar", "koken": "gaat", DOG: "gaat"}
    shown = tasks(uren=hours, zwaar=heavy)
    assert shown.data["rows"] == (
        ("’s Nachts opstaan", "7 uur", "Heel zwaar"),
        ("Koken", "10,5 uur", "Gaat wel"),
        ("De hond uitlaten", "3 uur", "Gaat wel"),
        ("Medicijnen geven", "1 uur", "–"),
    )
    assert shown.data["said"] == ["Samen ongeveer 22 uur per week."]
    assert any(isinstance(each, Table) for each in shown.printed)


def test_hours_that_are_open_are_told_beside_the_sum():
    assert tasks(uren={"koken": 2.5, "nachten": 7, "medicijnen": 0}).data["said"] == [
        "Samen ongeveer 9,5 uur per week. Bij één taak staan nog geen uren."
    ]
    assert tasks("en", uren={"koken": 1}).data["said"] == [
        "About one hour a week in all. Three tasks have no hours yet."
    ]


def test_tasks_without_hours_have_no_sum_and_no_notes():
    shown = tasks()
    assert len(shown.data["rows"]) == 4
    assert shown.data["said"] == [] and shown.data["notes"] == []
    assert block(scene("zorgtaken"), "taken") is None


@pytest.mark.parametrize(("hours", "intensive"), [(7.5, False), (8, True), (30, True)])
def test_the_figures_on_carers_stand_with_enough_hours(hours, intensive):
    notes = tasks(uren={"koken": hours}).data["notes"]
    assert any("uur per week of meer intensief" in note for note in notes) is intensive


@pytest.mark.parametrize(("since", "told"), [("weken", False), ("maanden", True), ("jaren", True)])
def test_a_few_hours_count_after_three_months(since, told):
    notes = tasks(uren={"koken": 2}, duur=several(since)).data["notes"]
    assert any("Wie 3 maanden of langer" in note for note in notes) is told


def test_more_hours_than_a_week_has_get_a_gentle_line():
    both = {"koken": 100, "nachten": 68}
    over = "meer uren dan er in een week zijn"
    assert not any(over in note for note in tasks(uren=both).data["notes"])
    both["medicijnen"] = 0.5
    assert any(over in note for note in tasks(uren=both).data["notes"])


def test_own_words_never_fill_a_placeholder():
    chosen = {"zorg_huis": several(own=["{naam} {fact:x}"])}
    shown = block(scene("zorgtaken", naam="Jan", **chosen), "taken")
    assert shown.data["rows"] == (("{naam} {fact:x}", "–", "–"),)


# What weighs and what carries.

LOAD = catalogue("nl").newest("draagkracht").score("draaglast").items
CARRY = catalogue("nl").newest("draagkracht").score("draagkracht").items


def weighed(load: str, carry: str, **answers) -> Scene:
    given = dict.fromkeys(LOAD, load) | dict.fromkeys(CARRY, carry)
    return scene("draagkracht", **(given | {k.replace("_", "-"): v for k, v in answers.items()}))


@pytest.mark.parametrize(
    ("load", "carry", "words"),
    [
        ("heel-erg", "beetje", "Zoals je het invulde, weegt er nu meer dan er draagt."),
        ("beetje", "best-wel", "Zoals je het invulde, draagt er nu meer dan er weegt."),
        ("best-wel", "best-wel", "weegt er nu evenveel als er draagt."),
    ],
)
def test_the_beam_goes_where_the_numbers_go(load, carry, words):
    shown = block(weighed(load, carry), "balans")
    assert shown.data["summary"].endswith(words)
    weights = [sum(stone.weight for stone in shown.data[side]) for side in ("gives", "costs")]
    totals = [weighed(load, carry).result(each).total for each in ("draagkracht", "draaglast")]
    assert weights == [2 * each for each in totals]


def test_a_statement_that_does_not_hold_is_no_stone():
    made = weighed("helemaal-niet", "helemaal-niet", nachten="heel-erg")
    shown = block(made, "balans")
    assert [stone.text for stone in shown.data["costs"]] == ["Onrustige nachten"]
    assert shown.data["gives"] == []
    assert shown.data["summary"].startswith("Je wees niets aan dat jou draagt. Eén ding weegt")


def test_while_statements_are_open_the_beam_says_so_and_names_no_heavier_side():
    shown = block(weighed("best-wel", "beetje", geld=None), "balans")
    assert shown.data["summary"].endswith("De balans laat alleen zien wat je invulde.")


def test_nothing_filled_in_is_no_balance():
    assert block(scene("draagkracht"), "balans") is None


def test_it_prints_the_drawing_and_both_sides():
    printed = block(weighed("best-wel", "beetje"), "balans").printed
    assert [type(each) for each in printed if isinstance(each, Figure | Table)] == [
        Figure,
        Table,
        Table,
    ]


def test_very_much_weight_with_little_to_carry_it_names_people_first():
    assert outcome(weighed("heel-erg", "helemaal-niet")).blocks[0].id == "nu"
    assert outcome(weighed("heel-erg", "best-wel")).blocks[0].id == "balans"
    assert outcome(weighed("best-wel", "helemaal-niet")).blocks[0].id == "nu-leeg"
    assert outcome(weighed("best-wel", "beetje")).blocks[0].id == "balans"
    assert outcome(weighed("beetje", "helemaal-niet")).blocks[0].id == "balans"


def test_skipped_statements_on_what_carries_are_not_called_little():
    made = scene("draagkracht", **{key.replace("-", "_"): "heel-erg" for key in LOAD})
    first = outcome(made).blocks[0]
    assert first.id == "nu" and "draagt" not in first.text
    made = scene("draagkracht", **{key.replace("-", "_"): "best-wel" for key in LOAD})
    assert outcome(made).blocks[0].id == "balans"


# Four sides.


def test_the_map_says_the_numbers_and_what_feeds_each():
    shown = block(
        scene(
            "vitaliteit",
            lichaam_nu=6,
            hoofd_nu=0,
            hart_voedt=several("lachen", own=["De kleinkinderen"]),
            aandacht=several("hoofd"),
        ),
        "kaart",
    )
    assert shown.data["summary"] == (
        "Je koos 6 bij je lichaam en 0 bij je hoofd. Je hoofd vraagt nu aandacht."
    )
    assert [(part.name, part.number, part.feeds, part.asks) for part in shown.data["parts"]] == [
        ("Lichaam", 6, (), False),
        ("Hoofd", 0, (), True),
        ("Hart", None, ("Lachen", "De kleinkinderen"), False),
        ("Ziel", None, (), False),
    ]
    assert any(isinstance(each, Figure) for each in shown.printed)


def test_without_numbers_the_map_says_what_was_named():
    shown = block(scene("vitaliteit", ziel_voedt=several("natuur")), "kaart")
    assert shown.data["summary"] == "Je koos geen getallen. Dit is wat je noemde."


def test_an_empty_map_is_not_shown():
    assert block(scene("vitaliteit", aandacht=several("geen")), "kaart") is None


def test_a_heart_or_soul_at_zero_names_people_first():
    assert outcome(scene("vitaliteit", hart_nu=0)).blocks[0].id == "nu"
    assert outcome(scene("vitaliteit", hart_nu=1, lichaam_nu=0)).blocks[0].id == "kaart"


def test_three_sides_near_zero_name_people_first_and_only_once():
    low = {"lichaam_nu": 0, "hoofd_nu": 1, "ziel_nu": 1}
    assert outcome(scene("vitaliteit", **low)).blocks[0].id == "nu-samen"
    found = [each.id for each in outcome(scene("vitaliteit", **(low | {"ziel_nu": 0}))).blocks]
    assert found[0] == "nu" and "nu-samen" not in found


@pytest.mark.parametrize(
    ("answers", "step"),
    [
        ({"wens": "Zwemmen", "aandacht": several("hart")}, "Maak van je wens een plan"),
        ({"aandacht": several("hart")}, "Zoek je wens op je gemak"),
        ({"aandacht": several("geen")}, "Kijk over een maand nog eens"),
        ({"lichaam-nu": 0, "wens": "Naar zee"}, "Vertel je huisarts dat je lijf op is"),
        ({"wens": "Zwemmen", "ziel_nu": 0}, "Praat vandaag met iemand"),
        (
            {"wens": "Zwemmen", "hoofd_nu": 1, "hart_nu": 1, "ziel_nu": 1},
            "Praat vandaag met iemand",
        ),
    ],
)
def test_the_reflection_ends_in_one_step(answers, step):
    assert outcome(scene("vitaliteit", **answers)).blocks[-1].data["step_title"] == step


# All three.


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_it_comes_on_paper_empty_and_with_nothing_answered(name, language):
    made = scene(name, language)
    assert render(paper_document(made.flow))[:5] == b"%PDF-"
    assert render(outcome_document(made, date(2026, 11, 26)))[:5] == b"%PDF-"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_answered_leads_to_one_quiet_remark_and_a_step(name):
    found = outcome(scene(name)).blocks
    assert [each.id for each in found] == ["opvalt", "verder"]
    assert len(found[0].data["remarks"]) == 1


def test_filled_in_it_prints_whole():
    filled = [
        scene("zorgtaken", "en", **CHOSEN, uren={"koken": 12}, zwaar={"koken": "zwaar"}),
        weighed("best-wel", "heel-erg"),
        scene("vitaliteit", lichaam_nu=3, hart_nu=9, hart_voedt=several(own=["عائشة 👩‍👩‍👧"])),
    ]
    for made in filled:
        assert render(outcome_document(made, date(2026, 11, 26)))[:5] == b"%PDF-"


# As a carer walks through them.


def walk_on(client, url: str, **fields) -> str:
    """Post a page and return where it leads."""
    response = client.post(url, {key.replace("__", "--"): each for key, each in fields.items()})
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]


def ticked(client, url: str) -> list[str]:
    return re.findall(r'value="([a-z]+)" checked', client.get(url).content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("/hoe-gaat-het/zorgtaken/begin/", "/oefeningen/activiteiten/begin/"),
        ("/oefeningen/activiteiten/begin/", "/hoe-gaat-het/zorgtaken/begin/"),
    ],
)
def test_tasks_chosen_in_one_stand_ready_in_the_other(anna, chris, first, then):
    url = walk_on(anna, first, naam="Jan")
    url = walk_on(anna, url, **{"zorg-lijf": ["wassen", "nachten"]})
    walk_on(anna, url, **{"zorg-huis": "koken", "zorg-huis-own": "De hond uitlaten"})
    body = walk_on(anna, then, naam="Jan")
    assert ticked(anna, body) == ["wassen", "nachten"]
    house = walk_on(anna, body, **{"zorg-lijf": "wassen"})
    assert ticked(anna, house) == ["koken"]
    assert "De hond uitlaten" in anna.get(house).content.decode()
    assert ticked(chris, walk_on(chris, then, naam="Jan")) == []


@pytest.mark.django_db
def test_hours_that_cannot_be_come_back_with_what_was_typed(anna):
    url = walk_on(anna, "/hoe-gaat-het/zorgtaken/begin/", naam="Jan")
    url = walk_on(anna, url, **{"zorg-lijf": ["wassen", "nachten"]})
    url = walk_on(anna, url, _actie="overslaan")
    url = walk_on(anna, url, _actie="overslaan")
    response = anna.post(url, {"uren--wassen": "200", "uren--nachten": "2,5"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_uren--wassen"' in page and 'id="id_uren--wassen"' in page
    assert 'value="200"' in page and 'value="2,5"' in page
    assert page.count('aria-invalid="true"') == 1 and "Een week heeft 168 uur" in page
    url = walk_on(anna, url, **{"uren--wassen": "20", "uren--nachten": "2,5"})
    url = walk_on(anna, url, **{"zwaar--wassen": "zwaar"})
    assert "Samen ongeveer 23 uur per week." in anna.get(url).content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["zorg-lijf", "zorg-huis", "zorg-samen"])
def test_the_tasks_are_the_same_in_both_so_that_answers_fit(name, language):
    here, there = (
        catalogue(language).newest(flow).question(name) for flow in ("zorgtaken", "activiteiten")
    )
    assert here.model_dump() == there.model_dump() and here.remember
