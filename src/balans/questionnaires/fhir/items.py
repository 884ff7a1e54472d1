"""Questions as items: one entry a kind, with what stands beside each."""

from collections.abc import Iterator
from typing import Any, assert_never

from django.utils.translation import gettext as _

from balans.questionnaires.content import Flow
from balans.questionnaires.fhir.naming import (
    MAX_VALUE,
    MIN_VALUE,
    UNIT,
    control,
    points,
    system_of,
)
from balans.questionnaires.fhir.resources import AnswerOption, Coding, Extension, Item
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds import AnyQuestion, Question
from balans.questionnaires.kinds.amounts import Amounts
from balans.questionnaires.kinds.choice import Choices, OneChoice, Scale, SeveralChoices
from balans.questionnaires.kinds.moment import CONTACT_PARTS, Contact, Date
from balans.questionnaires.kinds.number import Number
from balans.questionnaires.kinds.placement import Placement, Rate, Sort
from balans.questionnaires.kinds.statement import Answerable, Statement, YesNo
from balans.questionnaires.kinds.words import LongText, OwnList, ShortText

Part = dict[str, Any]
"""Fields of an Item besides its linkId and text."""


def item_of(question: AnyQuestion, flow: Flow) -> Item:
    """Return a question as an item: without its condition, in words for nobody in particular."""
    scene = Scene(flow=flow, answers={})
    part = _part(question, scene)
    children = (*_beside(question, scene), *part.pop("item", ()))
    return Item(
        link_id=question.id,
        text=scene.fill(question.words.label),
        item=children or None,
        **part,
    )


def _part(question: AnyQuestion, scene: Scene) -> Part:
    match question:
        case YesNo():
            return {"type": "boolean"}
        case Statement():
            return {"type": "choice", "answer_option": _statement_options(question, scene)}
        case OneChoice() | SeveralChoices():
            return _choice(question, scene)
        case Scale():
            return _scale(question, scene)
        case Number():
            return _number(question)
        case LongText():
            return {"type": "text"}
        case ShortText():
            return {"type": "string"}
        case OwnList():
            return {"type": "string", "repeats": True}
        case Date():
            return {"type": "date"}
        case Contact():
            return {"type": "group", "item": tuple(_contact(question))}
        case Sort() | Rate():
            return {"type": "group", "item": tuple(_rows(question, scene))}
        case Amounts():
            return {"type": "group", "item": tuple(_amounts(question, scene))}
        case _:
            assert_never(question)


def _beside(question: Question, scene: Scene) -> Iterator[Item]:
    """Yield what is to be read beside a question."""
    words = question.words
    hint = scene.fill(words.hint)
    if words.example:
        hint = f"{hint} {_('Bijvoorbeeld:')} {scene.fill(words.example)}".strip()
    for name, code, text in (("hint", "inline", hint), ("help", "help", scene.fill(words.help))):
        if text:
            yield _read_only(f"{question.id}.{name}", code, text)


def _read_only(link_id: str, code: str, text: str) -> Item:
    return Item(link_id=link_id, type="display", text=text, extension=(control(code),))


def _statement_options(question: Statement, scene: Scene) -> tuple[AnswerOption, ...]:
    return tuple(
        AnswerOption(
            value_coding=Coding(
                extension=_points(question.id, key, scene.flow),
                system=system_of(scene.flow.name, question.id),
                code=key,
                display=scene.fill(text),
            )
        )
        for key, text in question.names().items()
    )


def _points(question_id: str, key: str, flow: Flow) -> tuple[Extension, ...] | None:
    """Return the points of an answer, when every score that counts it gives it the same."""
    found = {
        score.points_of(question_id, key) for score in flow.scores if question_id in score.items
    }
    return (points(found.pop()),) if len(found) == 1 else None


def _choice(question: Choices, scene: Scene) -> Part:
    offered = {**_from_before(question, scene), **_fixed(question, scene)}
    opened = bool(question.own or question.sources)
    return {
        "type": "open-choice" if opened else "choice",
        "repeats": True if question.multiple else None,
        "answer_option": tuple(AnswerOption(value_coding=coding) for coding in offered.values())
        or None,
    }


def _fixed(question: Choices | Placement, scene: Scene) -> dict[str, Coding]:
    """Return the options of a question itself, by key."""
    system = system_of(scene.flow.name, question.id)
    return {
        key: Coding(system=system, code=key, display=scene.fill(question.words.options[key].text))
        for key in question.options
    }


def _from_before(question: Question, scene: Scene) -> dict[str, Coding]:
    """Return the options that earlier questions may bring, by key, in the code system of this one.

    What a person writes themselves there is not known here: it comes as text.
    """
    found: dict[str, Coding] = {}
    system = system_of(scene.flow.name, question.id)
    for source in question.sources:
        earlier = scene.flow.question(source.question)
        for key, text in _brings(earlier, scene).items() if earlier else ():
            found.setdefault(key, Coding(system=system, code=key, display=text))
    return found


def _brings(question: Question, scene: Scene) -> dict[str, str | None]:
    """Return what later questions may ask about, by key, a person's own words left out."""
    if isinstance(question, Answerable):
        return {question.id: scene.fill(question.words.thing or question.words.label)}
    brought = _from_before(question, scene)
    if isinstance(question, Choices | Placement):
        brought |= _fixed(question, scene)
    return {key: coding.display for key, coding in brought.items()}


def _scale(question: Scale, scene: Scene) -> Part:
    return {
        "type": "integer",
        "extension": (
            control("slider"),
            Extension(url=MIN_VALUE, value_integer=question.low),
            Extension(url=MAX_VALUE, value_integer=question.high),
        ),
        "item": (
            _read_only(f"{question.id}.lower", "lower", scene.fill(question.words.low)),
            _read_only(f"{question.id}.upper", "upper", scene.fill(question.words.high)),
        ),
    }


def _number(question: Number) -> Part:
    kind = "integer" if question.whole else "decimal"
    ends = ((MIN_VALUE, question.low), (MAX_VALUE, question.high))
    bounds = (
        Extension(url=url, value_integer=int(end))
        if question.whole
        else Extension(url=url, value_decimal=end)
        for url, end in ends
    )
    return {"type": kind, "extension": tuple(bounds)}


def _contact(question: Contact) -> Iterator[Item]:
    names = {"person": _("Naam"), "phone": _("Telefoon"), "email": _("Mail")}
    for part in CONTACT_PARTS:
        yield Item(link_id=f"{question.id}.{part}", text=names[part], type="string")


def _rows(question: Placement, scene: Scene) -> Iterator[Item]:
    """Yield a choice for everything that can be placed, and a row for a person's own words."""
    piles = tuple(
        AnswerOption(
            value_coding=Coding(
                system=system_of(scene.flow.name, question.id),
                code=pile,
                display=scene.fill(question.words.piles[pile].text),
            )
        )
        for pile in question.piles
    )
    for key, coding in {**_fixed(question, scene), **_from_before(question, scene)}.items():
        yield Item(
            link_id=f"{question.id}.{key}", text=coding.display, type="choice", answer_option=piles
        )
    if question.sources:
        yield _own_row(question, type="choice", text=_("Hoe is dat?"), answer_option=piles)


def _amounts(question: Amounts, scene: Scene) -> Iterator[Item]:
    """Yield a number for everything that may be asked about, and a row for own words."""
    unit = Extension(url=UNIT, value_coding=Coding(display=question.words.unit))
    least = Extension(url=MIN_VALUE, value_integer=0)
    part: Part = {
        "type": "decimal",
        "extension": (unit, least, Extension(url=MAX_VALUE, value_integer=question.most)),
    }
    for key, coding in _from_before(question, scene).items():
        yield Item(link_id=f"{question.id}.{key}", text=coding.display, **part)
    yield _own_row(question, text=question.words.amount, **part)


def _own_row(question: Question, **answer: Any) -> Item:
    """Return a group that repeats: a person's own words, and the answer about them."""
    own, thing, about = own_row(question.id)
    return Item(
        link_id=own,
        type="group",
        repeats=True,
        item=(
            Item(link_id=thing, text=_("In eigen woorden"), type="string"),
            Item(link_id=about, **answer),
        ),
    )


def own_row(question_id: str) -> tuple[str, str, str]:
    """Return the linkIds of the row for own words: the group, the thing, the answer about it."""
    return f"{question_id}.own", f"{question_id}.own.thing", f"{question_id}.own.answer"
