"""Every kind of question takes any post, keeps what fits and says kindly what does not."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from balans.documents.document import Checkboxes, ChoiceGrid
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds import Entered, InvalidAnswer
from balans.questionnaires.kinds.base import clean, enumerate_words, own_item
from balans.questionnaires.paper import paper_document
from balans.questionnaires.tests.builders import EVERY_KIND, flow, question

FLOW = flow()
GIVEN = {
    "naam": "Jan",
    "zorg": {"chosen": ["wandelen", "wassen"], "own": ["Zingen"]},
    "effect": {"wandelen": "kracht", "wassen": "kost", own_item("Zingen").key: "kost"},
}
SCENE = Scene(flow=FLOW, answers=GIVEN)
NAMES = [each["id"] for each in EVERY_KIND]


def form(**fields):
    query = QueryDict(mutable=True)
    for name, values in fields.items():
        query.setlist(name.replace("__", "-"), values if isinstance(values, list) else [values])
    return query


def ask(name):
    question = FLOW.question(name)
    assert question is not None
    return question


@pytest.mark.parametrize("name", NAMES)
def test_an_open_answer_is_a_skip(name):
    assert ask(name).parse(form(), SCENE) is None


POSTED = [
    ("naam", form(naam="  Jan\t Peter "), "Jan Peter", ("Jan Peter",)),
    ("relatie", form(relatie="partner"), {"chosen": ["partner"], "own": []}, ("Partner",)),
    (
        "relatie",
        form(relatie="partner", relatie__own="Mijn peettante"),
        {"chosen": [], "own": ["Mijn peettante"]},
        ("Mijn peettante",),
    ),
    (
        "zorg",
        form(zorg=["wassen", "wandelen"], zorg__own=["Zingen", "zingen", ""]),
        {"chosen": ["wassen", "wandelen"], "own": ["Zingen"]},
        ("Wassen", "Met Jan wandelen", "Zingen"),
    ),
    ("effect", form(effect____wassen="kost"), {"wassen": "kost"}, ("Wassen: Kost",)),
    ("zwaar", form(zwaar="beetje"), "beetje", ("Beetje",)),
    ("sorteer", form(sorteer____bezoek="niet"), {"bezoek": "niet"}, ("Bezoek: Niet",)),
    (
        "uren",
        form(uren____wandelen=" 2,5 uur", uren____wassen="1"),
        {"wandelen": 2.5, "wassen": 1},
        ("Met Jan wandelen: 2,5 uur", "Wassen: 1 uurtje"),
    ),
    ("zwaarst", form(zwaarst="wassen"), {"chosen": ["wassen"], "own": []}, ("Wassen",)),
    ("samen", form(samen="yes"), "yes", ("Ja",)),
    ("ruimte", form(ruimte="0"), 0, ("0 (van 0 tot 10)",)),
    ("getal", form(getal="36"), 36, ("36",)),
    ("getal", form(getal=" 2,5 "), 2.5, ("2,5",)),
    ("getal", form(getal="2.50"), 2.5, ("2,5",)),
    ("verhaal", form(verhaal="Een\r\n\r\ntwee\x00"), "Een\n\ntwee", ("Een", "twee")),
    (
        "wensen",
        form(wensen=["Naar zee", "", " Slapen "]),
        ["Naar zee", "Slapen"],
        ("Naar zee", "Slapen"),
    ),
    (
        "dag",
        form(dag__day="3", dag__month="12", dag__year="2199"),
        "2199-12-03",
        ("3 december 2199",),
    ),
    (
        "bel",
        form(bel__person="Inge", bel__phone="06 12 34 56 78"),
        {"person": "Inge", "phone": "06 12 34 56 78", "email": ""},
        ("Inge", "06 12 34 56 78"),
    ),
]


@pytest.mark.parametrize(("name", "posted", "value", "lines"), POSTED)
def test_an_answer_is_kept_and_read_back(name, posted, value, lines):
    question = ask(name)
    assert question.parse(posted, SCENE) == value
    assert question.fits(value)
    assert question.readable(value, SCENE) == lines
    assert question.phrase(value, SCENE)


WRONG = [
    ("naam", form(naam="x" * 301), "id_naam", "300"),
    ("verhaal", form(verhaal="x" * 20_001), "id_verhaal", "20000"),
    ("relatie", form(relatie="kat"), "id_relatie", "Kies een"),
    ("relatie", form(relatie=["partner", "buur"]), "id_relatie", "Kies een"),
    ("zorg", form(zorg="vliegen"), "id_zorg", "Kies een"),
    ("zorg", form(zorg__own="x" * 301), "id_zorg-own", "300"),
    ("effect", form(effect____wassen="soms"), "id_effect", "Kies een"),
    ("uren", form(uren____wassen="veel"), "id_uren--wassen", "Wassen” past een getal"),
    ("uren", form(uren____wassen="-3"), "id_uren--wassen", "van 0 tot 168"),
    ("uren", form(uren____wassen="168,5"), "id_uren--wassen", "Een week heeft 168 uur"),
    ("samen", form(samen="misschien"), "id_samen", "Kies een"),
    ("ruimte", form(ruimte="11"), "id_ruimte", "Kies een"),
    ("ruimte", form(ruimte="3.5"), "id_ruimte", "Kies een"),
    ("getal", form(getal="veel"), "id_getal", "Schrijf een getal, zoals"),
    ("getal", form(getal="1e9"), "id_getal", "Schrijf een getal, zoals"),
    ("getal", form(getal="-1"), "id_getal", "Schrijf een getal, zoals"),
    ("getal", form(getal="169"), "id_getal", "van 0 tot en met 168"),
    ("wensen", form(wensen=["x" * 301]), "id_wensen", "300"),
    ("wensen", form(wensen=[str(i) for i in range(51)]), "id_wensen", "50 regels"),
    ("dag", form(dag__day="31", dag__month="2", dag__year="2027"), "id_dag", "bestaat niet"),
    ("dag", form(dag__day="x"), "id_dag", "bestaat niet"),
    ("dag", form(dag__day="1", dag__month="1", dag__year="26"), "id_dag", "vier cijfers"),
    ("dag", form(dag__day="1", dag__month="1", dag__year="2020"), "id_dag", "al voorbij"),
    ("dag", form(dag="3"), "id_dag", "Kies een"),
    ("bel", form(bel__phone="bel me"), "id_bel-phone", "telefoonnummer"),
    ("bel", form(bel__email="inge"), "id_bel-email", "mailadres"),
]


@pytest.mark.parametrize(("name", "posted", "field", "words"), WRONG)
def test_what_does_not_fit_gets_a_kind_message_and_stays_in_its_field(name, posted, field, words):
    question = ask(name)
    with pytest.raises(InvalidAnswer) as error:
        question.parse(posted, SCENE)
    assert words in error.value.errors[field]
    shown = question.show(Entered(form=posted, errors=error.value.errors), SCENE)
    assert words in str(shown)
    typed = next(each for _name, texts in posted.lists() for each in texts)
    if name not in {"relatie", "zorg", "effect", "samen", "ruimte"} or "own" in field:
        assert typed in str(shown) or name == "dag"


def test_twenty_thousand_characters_are_kept():
    text = "woord " * 3_333 + "xy"
    assert len(text) == 20_000
    assert ask("verhaal").parse(form(verhaal=text), SCENE) == text


@pytest.mark.parametrize(
    ("bounds", "typed", "words"),
    [
        ({"whole": True}, "2,5", "Schrijf een heel getal"),
        ({"low": 1}, "0", "van 1 tot en met 999999"),
        ({"high": 2.5}, "3", "van 0 tot en met 2,5"),
    ],
)
def test_a_number_says_which_numbers_are_right(bounds, typed, words):
    number = flow(question("number", "uren", **bounds)).question("uren")
    with pytest.raises(InvalidAnswer, match=words):
        number.parse(form(uren=typed), SCENE)


def test_a_whole_number_takes_no_other_from_elsewhere():
    number = flow(question("number", "uren", whole=True, low=0)).question("uren")
    assert number.fits(3) and number.fits(0)
    assert not any(map(number.fits, (2.5, True, "3", -1, 10**12, None)))


def test_a_date_can_be_chosen_by_weeks():
    value = ask("dag").parse(form(dag="4"), SCENE)
    assert value == (timezone.localdate() + timedelta(weeks=4)).isoformat()


def test_names_given_earlier_stand_in_later_questions():
    rows = ask("effect").show(Entered(), SCENE)["rows"]
    assert [row.label for row in rows] == [
        "Hoe is het om met Jan te wandelen?",
        "Hoe is het om Wassen?",
        "Hoe is dit: Zingen?",
    ]


def test_a_question_about_nothing_is_not_asked():
    assert not ask("effect").askable(Scene(flow=FLOW, answers={}))
    assert not ask("zwaarst").askable(Scene(flow=FLOW, answers={**GIVEN, "effect": None}))


def test_more_lines_keep_what_was_typed():
    posted = form(wensen=["a", "b", "c", "d", "e"], _meer="wensen")
    assert ask("wensen").show(Entered(form=posted), SCENE)["values"] == [*"abcde", "", "", ""]


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda each: (
        st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=8), each, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("name", NAMES)
@given(value=any_json)
def test_a_stored_value_of_any_shape_is_read_or_refused(name, value):
    question = ask(name)
    if question.fits(value):
        question.marks(value)
        question.items(value, SCENE)
        assert isinstance(question.phrase(value, SCENE), str)


texts = st.text(max_size=40) | st.sampled_from(["partner", "yes", "kost", "4", "12", "", "٣", "²"])


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_any_post_gives_a_value_that_fits_or_a_message(name, data):
    question = ask(name)
    suffixes = (
        "",
        "-own",
        "-day",
        "-month",
        "-year",
        "-person",
        "-phone",
        "-email",
        "--wassen",
        "--bezoek",
    )
    posted = QueryDict(mutable=True)
    for suffix in suffixes:
        posted.setlist(name + suffix, data.draw(st.lists(texts, max_size=3)))
    try:
        value = question.parse(posted, SCENE)
    except InvalidAnswer as invalid:
        assert all(message and field.startswith("id_") for field, message in invalid.errors.items())
    else:
        assert value is None or question.fits(value)
    question.show(Entered(form=posted), SCENE)


@given(st.text())
def test_cleaning_keeps_every_script_and_drops_control_signs(text):
    cleaned = clean(text, lines=True)
    assert clean(cleaned, lines=True) == cleaned
    assert not any(ord(sign) < 32 and sign != "\n" for sign in cleaned)


@pytest.mark.parametrize("text", ["Ömer 👩‍👩‍👧", "عائشة", "Żółć", "한국"])
def test_names_of_every_kind_stay_as_they_are(text):
    assert clean(text) == text


def test_words_are_enumerated_in_their_language():
    assert enumerate_words(["a", "b", "c"], "nl") == "a, b en c"
    assert enumerate_words(["a", "b"], "en") == "a and b"
    assert enumerate_words([], "nl") == ""


def test_the_paper_version_asks_everything():
    for name in NAMES:
        printed = ask(name).paper(Scene(flow=FLOW, answers={}))
        assert "je dierbare" in str(printed[0])
        assert len(printed) > 1


def test_statements_with_the_same_short_answers_share_one_grid_on_paper():
    asked = [
        question("yes-no", "slaap", words={"label": "Ik slaap slecht.", "hint": "Ook overdag."}),
        question("yes-no", "moe", words={"label": "Ik ben moe."}),
        question("statement", "lang", options=("a", "b"), words={"options": LONG}),
    ]
    pages = [{"id": "alles", "questions": asked}]
    printed = paper_document(flow(pages=pages)).blocks
    grid = next(block for block in printed if isinstance(block, ChoiceGrid))
    assert grid == ChoiceGrid(
        rows=("Ik slaap slecht. (Ook overdag.)", "Ik ben moe."), columns=("Ja", "Nee")
    )
    assert any(isinstance(block, Checkboxes) for block in printed)


LONG = {"a": "Minder dan een hele week", "b": "Meer dan twee jaar"}


def test_a_statement_is_a_thing_that_help_can_be_tied_to():
    statement = ask("zwaar")
    assert [each.text for each in statement.items("ja", SCENE, ("ja",))] == ["Zwaar werk"]
    assert statement.items("nee", SCENE, ("ja",)) == ()
    assert statement.keys() == ("zwaar",)


@pytest.mark.parametrize("name", ["relatie", "effect", "sorteer", "samen", "ruimte", "dag"])
def test_what_is_left_open_again_is_no_answer(name):
    fields = {"effect": "effect--wassen", "sorteer": "sorteer--bezoek"}
    assert ask(name).parse(form(**{fields.get(name, name): ""}), SCENE) is None
