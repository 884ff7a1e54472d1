"""What the documented subset of FHIR becomes here (docs/fhir-subset.md)."""

from datetime import date

import pytest

from balans.core.content import ContentError
from balans.questionnaires import review
from balans.questionnaires.fhir.tests.files import ask, codes, file, host, reading, when
from balans.questionnaires.fhir.tests.standard import FOLDER
from balans.questionnaires.journey import Scene
from balans.questionnaires.scoring import reckon

BOUNDS = [
    {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 0},
    {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 10},
]


KILO = {
    "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
    "valueCoding": {"system": "http://unitsofmeasure.org", "code": "kg", "display": "kilo"},
}


def control(code):
    url = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
    return [{"url": url, "valueCodeableConcept": {"coding": [{"code": code}]}}]


def beside(link_id, code, text):
    return {"linkId": link_id, "type": "display", "text": text, "extension": control(code)}


def table(resource, link_id):
    found = reading(resource)
    name = next(name for name, link in found.origin.links.items() if link == link_id)
    tables = [each for page in found.structure["pages"] for each in page["questions"]]
    return next(each for each in tables if each["id"] == name), found.words["questions"][name]


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (ask("1"), "yes-no"),
        (ask("1", "choice", answerOption=codes("a", "b")), "statement"),
        (ask("1", "choice", answerOption=codes(*"abcdefgh")), "one"),
        (ask("1", "choice", answerOption=codes("a", "b"), repeats=True), "several"),
        (ask("1", "open-choice", answerOption=codes("a", "b")), "one"),
        (ask("1", "integer", extension=BOUNDS), "scale"),
        (ask("1", "integer"), "number"),
        (ask("1", "decimal"), "number"),
        (ask("1", "quantity", extension=[KILO]), "number"),
        (ask("1", "string"), "short-text"),
        (ask("1", "string", repeats=True), "list"),
        (ask("1", "text"), "long-text"),
        (ask("1", "date"), "date"),
        (ask("1", "dateTime"), "date"),
    ],
)
def test_each_type_becomes_a_kind_of_question(item, kind):
    assert table(file(item), "1")[0]["kind"] == kind


def test_a_prefix_stands_before_the_text_and_words_below_go_along():
    item = ask(
        "1",
        "integer",
        prefix="3.",
        extension=BOUNDS,
        item=[
            beside("1l", "lower", "Niet"),
            beside("1u", "upper", "Heel erg"),
            beside("1h", "help", "Neem het midden."),
            beside("1i", "inline", "Denk aan deze week."),
        ],
    )
    words = table(file(item), "1")[1]
    assert words == {
        "label": "3. Vraag 1?",
        "low": "Niet",
        "high": "Heel erg",
        "help": "Neem het midden.",
        "hint": "Denk aan deze week.",
    }


def test_a_group_is_a_page_and_a_group_in_it_another():
    deep = {"linkId": "g.2", "type": "group", "text": "Nacht", "item": [ask("2"), ask("3")]}
    intro = {"linkId": "w", "type": "display", "text": "Over deze week."}
    group = {
        "linkId": "g",
        "type": "group",
        "text": "Dag",
        "item": [intro, ask("1"), deep, ask("4")],
    }
    found = reading(file(group, ask("5")))
    asked = [[each["id"] for each in page["questions"]] for page in found.structure["pages"]]
    assert asked == [["v-1"], ["v-2", "v-3"], ["v-4"], ["v-5"]]
    words = [found.words["pages"][page["id"]] for page in found.structure["pages"]]
    assert words == [
        {"title": "Dag", "text": "Over deze week."},
        {"title": "Nacht"},
        {"title": "Dag"},
        {},
    ]


def test_questions_below_a_question_come_after_it_once_it_is_answered():
    below = {
        "linkId": "1.1",
        "type": "group",
        "text": "Als je dat weet",
        "item": [ask("2"), ask("3")],
    }
    found = reading(
        file({"linkId": "g", "type": "group", "item": [ask("1", item=[below, ask("4")]), ask("5")]})
    )
    asked = [
        ([each["id"] for each in page["questions"]], page["when"])
        for page in found.structure["pages"]
    ]
    given = [{"question": "v-1"}]
    assert asked == [(["v-1"], []), (["v-2", "v-3"], given), (["v-4"], given), (["v-5"], [])]


def test_several_questions_together_have_a_heading():
    found = reading(file({"linkId": "g", "type": "group", "item": [ask("1"), ask("2")]}))
    assert found.words["pages"]["g"] == {"title": "Proef"}


def test_a_condition_of_a_group_holds_for_every_page_in_it():
    clause = [when("1", answerBoolean=True)]
    inner = {"linkId": "i", "type": "group", "item": [ask("2")]}
    outer = {"linkId": "o", "type": "group", "enableWhen": clause, "item": [inner, ask("3")]}
    pages = reading(file(ask("1"), outer)).structure["pages"]
    assert [page["when"] for page in pages[1:]] == [[{"question": "v-1", "is": ["yes"]}]] * 2


CHOICE = ask("c", "choice", answerOption=codes("a", "b"))
SCALE = ask("s", "integer", extension=BOUNDS)


@pytest.mark.parametrize(
    ("clauses", "behaviour", "expected"),
    [
        (
            [when("c", answerCoding={"system": "http://example.org/c", "code": "b"})],
            "",
            [{"question": "c", "is": ["b"]}],
        ),
        (
            [when("c", "!=", answerCoding={"system": "http://example.org/c", "code": "b"})],
            "",
            [{"question": "c", "is_not": ["b"], "at_least": 0}],
        ),
        ([when("c", "exists", answerBoolean=True)], "", [{"question": "c"}]),
        (
            [when("c", "exists", answerBoolean=False)],
            "",
            [{"question": "c", "at_least": 0, "at_most": 0}],
        ),
        ([when("s", answerInteger=3)], "", [{"question": "s", "is": ["3"]}]),
        ([when("s", ">=", answerInteger=9)], "", [{"question": "s", "is": ["9", "10"]}]),
        ([when("s", "<", answerInteger=2)], "", [{"question": "s", "is": ["0", "1"]}]),
        (
            [when("s", answerInteger=1), when("s", answerInteger=2)],
            "any",
            [{"question": "s", "is": ["1", "2"]}],
        ),
        (
            [when("c", "exists", answerBoolean=True), when("s", "exists", answerBoolean=True)],
            "any",
            [{"questions": ["c", "s"]}],
        ),
        (
            [when("c", "exists", answerBoolean=True), when("s", answerInteger=2)],
            "all",
            [{"question": "c"}, {"question": "s", "is": ["2"]}],
        ),
    ],
)
def test_enable_when_becomes_conditions(clauses, behaviour, expected):
    more = {"enableBehavior": behaviour} if behaviour else {}
    resource = file(CHOICE, SCALE, ask("last", enableWhen=clauses, **more))
    assert table(resource, "last")[0]["when"] == expected


def test_a_value_set_that_lies_in_the_file_gives_the_options():
    concept = [{"code": "LA1", "display": "Nooit"}, {"code": "LA2", "display": "Vaak"}]
    value_set = {
        "resourceType": "ValueSet",
        "id": "vaak",
        "compose": {"include": [{"system": "http://loinc.org", "concept": concept}]},
    }
    resource = file(ask("1", "choice", answerValueSet="#vaak"), contained=[value_set])
    assert table(resource, "1")[1]["options"] == {"la1": "Nooit", "la2": "Vaak"}


def test_translations_in_the_file_are_used_and_say_so():
    translated = {
        "extension": [
            {
                "url": "http://hl7.org/fhir/StructureDefinition/translation",
                "extension": [
                    {"url": "lang", "valueCode": "en"},
                    {"url": "content", "valueString": "Do you sleep?"},
                ],
            }
        ]
    }
    resource = file(ask("1", _text=translated))
    assert reading(resource, "en").words["questions"]["v-1"]["label"] == "Do you sleep?"
    assert reading(resource, "en").words_in == ""
    assert reading(file(ask("1")), "en").words_in == "nl"


def test_what_does_nothing_here_is_told():
    assert reading(file(ask("1", required=True, maxLength=20))).notes == (
        "required: every question may be skipped here",
        "maxLength: our own limits hold",
    )


# As a questionnaire of this site.


def test_a_file_alone_is_a_check(settings, tmp_path):
    flow = host(settings, tmp_path, file(ask("1"), ask("2", "text")))()
    assert flow.kind == "check" and flow.instrument.standing == "brought"
    assert flow.instrument.words.rights == "Van ons." and flow.words.title == "Proef"
    assert flow.reviewed == date(2026, 11, 1) and [each.id for each in flow.questions] == [
        "v-1",
        "v-2",
    ]


def test_what_fhir_does_not_hold_stands_beside_the_file(settings, tmp_path):
    some = [
        ask(name, "choice", answerOption=codes("nooit", "vaak", nooit=0, vaak=2)) for name in "ab"
    ]
    flow = host(
        settings,
        tmp_path,
        file(*some),
        flow="""
minutes = 2
[instrument]
standing = "validated"
short = "PR-2"
[[scores]]
id = "som"
items = ["a", "b"]
bands = [{ id = "licht", from = 0 }, { id = "zwaar", from = 3 }]
[[outcome]]
id = "uitslag"
kind = "score"
score = "som"
""",
        nl="""
slug = "proefje"
title = "Onze proef"
[instrument]
rights = "Met toestemming van de makers."
[scores.som]
name = "Som"
number = "{points} van {most}"
means = "Dit."
does_not = "Dat."
[scores.som.bands]
licht = { title = "Licht" }
zwaar = { title = "Zwaar" }
[blocks.uitslag]
title = ""
[questions.a]
hint = "Deze week."
""",
    )()
    assert flow.words.title == "Onze proef" and flow.words.slug == "proefje"
    assert (
        flow.question("a").words.label == "Vraag a?"
        and flow.question("a").words.hint == "Deze week."
    )
    result = reckon(flow.score("som"), Scene(flow=flow, answers={"a": "vaak", "b": "vaak"}))
    assert result.total == 4 and result.band.id == "zwaar"


def test_pages_stand_in_one_place(settings, tmp_path):
    with pytest.raises(ContentError, match="pages: they stand in questionnaire"):
        host(settings, tmp_path, file(), flow='[[pages]]\nid = "x"\nquestions = []\n')()


@pytest.mark.parametrize("day", ["2026-02-30", "vorige week"])
def test_a_day_that_does_not_exist_is_told_of_the_file(day, settings, tmp_path):
    loaded = host(settings, tmp_path, file(date=day, publisher=""))
    with pytest.raises(ContentError, match=r"proef/v1/questionnaire.json .*: reviewed"):
        loaded()


def test_a_file_without_a_date_says_that_it_needs_one(settings, tmp_path):
    resource = file()
    del resource["date"]
    with pytest.raises(ContentError, match="reviewed"):
        host(settings, tmp_path, resource)()


def test_a_changed_file_of_a_published_version_is_another_version(settings, tmp_path):
    host(settings, tmp_path / "a", file(ask("1")))
    first = review.structure_digest("proef", 1)
    host(settings, tmp_path / "b", file(ask("1", text="Met andere woorden?")))
    assert review.structure_digest("proef", 1) == first
    host(settings, tmp_path / "c", file(ask("1", "text")))
    assert review.structure_digest("proef", 1) != first


def test_a_host_publishes_what_it_brought_in_its_own_folder(settings, tmp_path):
    host(settings, tmp_path, file())
    assert review.publish() == ["proef/v1"] and review.publish() == []
    assert '"proef/v1" = ' in (tmp_path / "published.toml").read_text(encoding="utf-8")
    assert "csi/v1" in review.published()
    assert not [each for each in review.changed_after_publication() if "proef" in each]


def test_the_example_in_the_operating_guide_loads(settings, tmp_path):
    guide = (FOLDER.parents[1] / "docs" / "operating.md").read_text(encoding="utf-8")
    resource = guide.partition("```json\n")[2].partition("```")[0].encode()
    flow = host(settings, tmp_path, resource)()
    assert [each.id for each in flow.questions] == ["rust", "wat"]
    assert flow.question("wat").when[0].is_ == ("ja",)
