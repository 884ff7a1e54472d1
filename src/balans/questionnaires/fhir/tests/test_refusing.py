"""Files that we do not read: each says where and why, quickly, whatever is in it."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balans.questionnaires.fhir.file import CannotLoad
from balans.questionnaires.fhir.tests.files import ask, codes, file, problems, reading, when
from balans.questionnaires.fhir.tests.standard import EXAMPLES

GROUP = {"linkId": "g", "type": "group", "text": "Groep"}


def bound(end, value):
    url = f"http://hl7.org/fhir/StructureDefinition/{end}Value"
    return {"url": url, "valueInteger": value}


def deep(levels):
    item = ask("diep")
    for level in range(levels):
        item = {**GROUP, "linkId": f"g{level}", "item": [item]}
    return item


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "this is no JSON"),
        (b"{", "this is no JSON"),
        (b"<Questionnaire/>", "this is no JSON"),
        (b"\xff\xfe{\x00}", "this is no UTF-8 text"),
        (b"[]", "a file holds one Questionnaire"),
        (b'"Questionnaire"', "a file holds one Questionnaire"),
        (b'{"resourceType": "Patient"}', 'resourceType is "Patient"; we read a Questionnaire'),
        (b'{"resourceType": "Bundle"}', "this is a Bundle"),
        (b"{}", "resourceType is null"),
        (b'{"resourceType": "Questionnaire"}', "item: there is nothing to ask"),
        (b'{"resourceType": "Questionnaire", "item": []}', "item: there is nothing to ask"),
        (
            b'{"resourceType": "Questionnaire", "item": [1]}',
            "item: on level 1 is no list of objects",
        ),
        (b'{"resourceType": "Questionnaire", "group": {}}', "this is FHIR DSTU2"),
        (b'{"a": NaN}', "this is no JSON: NaN"),
        (b'{"a": 1e999}', 'this is no JSON: "1e999" is too large a number'),
        (
            b'{"resourceType": "Questionnaire", "item": [{}], "publisher": "\\ud800"}',
            "holds half a sign",
        ),
        (b'{"a": 1, "a": 2}', 'this is no JSON: the name "a" stands twice'),
        (b"[" * 100_000, "JSON nested too deep"),
        (b'{"item":[' * 50_000, "JSON nested too deep"),
        (b" " * 1_000_001, "1,000,001 bytes; we read at most 1,000,000"),
        (b"9" * 5_000, "this is no JSON"),
    ],
)
def test_what_is_no_questionnaire_says_what_it_is(raw, expected):
    (found,) = problems(raw)
    assert found.startswith(expected)


LOOP = [
    ask("1", enableWhen=[when("2", answerBoolean=True)]),
    ask("2", enableWhen=[when("1", answerBoolean=True)]),
]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (LOOP, 'item "1": enableWhen: goes in a circle: "1" → "2" → "1"'),
        (
            [ask("1", enableWhen=[when("1", answerBoolean=True)])],
            'item "1": enableWhen: goes in a circle: "1" → "1"',
        ),
        (
            [ask("1", enableWhen=[when("2", answerBoolean=True)]), ask("2")],
            'item "1": enableWhen: looks forward at "2"',
        ),
        (
            [ask("1", enableWhen=[when("9", answerBoolean=True)])],
            'item "1": enableWhen: there is no item "9"',
        ),
        (
            [ask("1", "text"), ask("2", enableWhen=[when("1", answerString="x")])],
            'item "2": enableWhen: question "1" has no such answer',
        ),
        (
            [ask("1"), ask("2", enableWhen=[when("1", ">", answerInteger=1)])],
            'item "2": enableWhen.operator: > only compares',
        ),
        (
            [ask("1"), ask("2", enableWhen=[when("1", "~", answerBoolean=True)])],
            'item "2": enableWhen.operator: "~" is none',
        ),
        (
            [ask("1"), ask("2", enableWhen=[when("1", "exists")])],
            'item "2": enableWhen: `exists` goes with answerBoolean',
        ),
        (
            [ask("1"), ask("2", enableWhen=[when("1", answerBoolean=True)] * 2)],
            'item "2": enableBehavior: with more than one',
        ),
        (
            [
                ask("1"),
                ask("2"),
                ask(
                    "3",
                    enableBehavior="any",
                    enableWhen=[when("1", answerBoolean=True), when("2", answerBoolean=False)],
                ),
            ],
            'item "3": enableBehavior `any` goes with',
        ),
        ([ask("1"), ask("1")], 'item "1": this linkId stands twice'),
        ([{"text": "Zonder", "type": "boolean"}], "an item with linkId null"),
        ([ask("x" * 256)], "an item with linkId"),
        ([ask("1", "matrix")], 'item "1": type "matrix" is not supported: no type of FHIR R4'),
        (
            [ask("1", "quantity")],
            'item "1": type quantity goes with the extension questionnaire-unit',
        ),
        ([ask("1", "reference")], 'item "1": type "reference" is not supported'),
        ([ask("1", "attachment")], 'item "1": type "attachment" is not supported'),
        (
            [ask("1", "integer", extension=[bound("min", 5), bound("max", 5)])],
            'item "1": minValue and maxValue: the first must be under the second',
        ),
        (
            [ask("1", "integer", extension=[bound("min", -5)])],
            'item "1": minValue and maxValue: numbers go from 0 to 999,999 here',
        ),
        (
            [ask("1", "integer", extension=[bound("min", "veel")])],
            'item "1": minValue: is no number',
        ),
        (
            [ask("1", "time")],
            'item "1": type "time" is not supported: a time of day',
        ),
        (
            [ask("1", initial=[{"valueBoolean": True}])],
            'item "1": initial: answers that stand there before',
        ),
        (
            [ask("1", "choice", answerOption=[{"valueString": "a", "initialSelected": True}])],
            'item "1": answerOption.0.initialSelected: an option that is chosen beforehand',
        ),
        (
            [ask("1", "choice", answerOption=[{"valueDate": "2026-01-01"}])],
            'item "1": answerOption.0.valueDate: options that are dates',
        ),
        (
            [ask("1", "choice", answerValueSet="http://loinc.org/vs/LL1")],
            'item "1": answerValueSet "http://loinc.org/vs/LL1" is not in the file',
        ),
        ([ask("1", "choice")], 'item "1": answerOption: there is nothing to choose'),
        (
            [ask("1", "choice", answerOption=codes("a", "a"))],
            'item "1": answerOption: the same option stands there twice',
        ),
        (
            [ask("1", "choice", answerOption=codes(*map(str, range(101))))],
            'item "1": 101 options; we read at most 100',
        ),
        (
            [ask("1", "choice", answerOption=codes("a", "b", a=0.5))],
            'item "1": ordinalValue: points are whole numbers',
        ),
        ([ask("1", readOnly=True)], 'item "1": readOnly: an answer that nobody gives'),
        ([ask("1", repeats=True)], 'item "1": repeats: a boolean that repeats'),
        (
            [{**GROUP, "repeats": True, "item": [ask("1")]}],
            'item "g": repeats: a group that repeats',
        ),
        (
            [ask("1", modifierExtension=[])],
            'item "1": modifierExtension: changes what an item means',
        ),
        ([ask("1", option=[])], 'item "1": option: this is older FHIR'),
        (
            [ask("1", disabledDisplay="hidden")],
            'item "1": disabledDisplay: this is FHIR R5 or later',
        ),
        ([ask("1", colour="red")], 'item "1": colour: no element of the subset'),
        ([ask("1", required="yes")], 'item "1": required:'),
        ([{"linkId": "1", "type": "boolean"}], 'item "1": text: has no words to ask with'),
        ([ask("1", text=" \u0007 ")], 'item "1": text: has no words to ask with'),
        (
            [ask("1", text="veilig\u202eoobab")],
            'item "1": text: holds a sign that turns the direction',
        ),
        ([ask("1", text="x" * 2_001)], 'item "1": text: a text of 2,001 signs'),
        ([ask("1", text="Hoe gaat het met {naam}?")], 'item "1": text: a word between {braces}'),
        (
            [ask("1"), {"linkId": "w", "type": "display", "text": "Dank."}],
            "a display after the last question",
        ),
        ([deep(6)], "items stand 7 levels deep; we read at most 6"),
        (
            [{**GROUP, "item": [{"linkId": "w", "type": "display", "text": "Niets."}]}],
            "a display after the last question",
        ),
    ],
)
def test_what_we_do_not_support_is_named(items, expected):
    found = problems(file(*items))
    assert found and found[0].startswith(expected), found


@pytest.mark.parametrize(
    "extension",
    ["variable", "cqf-expression", "questionnaire-hidden"],
)
def test_what_reckons_or_hides_is_not_left_out_in_silence(extension):
    url = f"http://hl7.org/fhir/StructureDefinition/{extension}"
    (found,) = problems(file(ask("1", extension=[{"url": url}])))
    assert found.startswith('item "1": extension') and "decides what is asked" in found


def test_every_problem_is_told_at_once_and_a_flood_is_counted():
    two = problems(file(ask("1", "quantity"), ask("2", "matrix"), ask("3")))
    assert [each.split(":")[0] for each in two] == ['item "1"', 'item "2"']
    flood = problems(file(*(ask(str(number), "quantity") for number in range(80))))
    assert len(flood) == 51 and flood[-1] == "and 30 more"


def test_five_thousand_items_are_refused_before_any_of_them_is_read():
    many = file(*(ask(str(number)) for number in range(5_000)))
    raw = json.dumps(many).encode()
    before = time.process_time()
    (found,) = problems(raw)
    assert found.startswith("more than 500 items")
    assert time.process_time() - before < 1


def test_five_hundred_items_load():
    assert problems(file(*(ask(str(number)) for number in range(500)))) == []


def test_a_ring_of_all_items_is_found():
    ring = [
        ask(str(n), enableWhen=[when(str((n + 1) % 400), answerBoolean=True)]) for n in range(400)
    ]
    assert "goes in a circle" in problems(file(*ring))[0]


def test_strange_signs_in_names_are_no_trouble():
    found = reading(
        file(ask("é"), ask("e"), ask("日本"), ask("own-x"), ask("csrfmiddlewaretoken"), ask("🙂"))
    )
    assert list(found.origin.links) == ["e", "e-2", "v", "v-own-x", "v-csrfmiddlewaretoken", "v-2"]


def test_half_a_sign_is_refused():
    raw = json.dumps(file(ask("1"))).replace("Vraag 1?", "\\ud83d").encode()
    assert problems(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
SEEDS = [file(*LOOP), file(ask("1", "choice", answerOption=codes("a", "b"))), file(deep(2))] + [
    json.loads(path.read_text("utf-8"))
    for path in sorted(EXAMPLES.glob("Questionnaire-*.json"))
    if path.stem != "Questionnaire-qs1"
]


def places(part, way=()):
    """Yield the way to every part of a file."""
    yield way
    for key, value in (
        part.items()
        if isinstance(part, dict)
        else enumerate(part)
        if isinstance(part, list)
        else ()
    ):
        yield from places(value, (*way, key))


def changed(part, way, value):
    if not way:
        return value
    copy = dict(part) if isinstance(part, dict) else list(part)
    copy[way[0]] = changed(part[way[0]], way[1:], value)
    return copy


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_in_a_file_it_loads_or_says_why_not(data):
    resource = data.draw(st.sampled_from(SEEDS))
    for _time in range(data.draw(st.integers(1, 3))):
        way = data.draw(st.sampled_from(list(places(resource))[1:]))
        resource = changed(resource, way, data.draw(JSON))
    try:
        reading(resource, data.draw(st.sampled_from(["nl", "en"])))
    except CannotLoad as error:
        assert error.problems and all(each.startswith("proef.json: ") for each in error.problems)


@settings(max_examples=200, deadline=None)
@given(raw=st.binary(max_size=300))
def test_whatever_bytes_a_file_has_it_says_why_not(raw):
    assert problems(raw)


def test_a_name_that_stands_twice_among_very_many_is_found_at_once():
    names = ",".join(f'"k{number:06}":0' for number in range(60_000))
    began = time.perf_counter()
    (found,) = problems(f'{{{names},"k059999":0}}'.encode())
    assert '"k059999" stands twice' in found
    assert time.perf_counter() - began < 10
