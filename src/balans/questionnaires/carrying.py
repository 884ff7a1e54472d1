"""Attempts in a parcel: what goes in, and how they come back."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from pydantic import Field, JsonValue

from balans.accounts.parcel import Moment, Section
from balans.accounts.person import Person
from balans.core.content import Content, Id
from balans.core.language import page_language
from balans.documents.pdf import render
from balans.questionnaires.actions import Returning, bring_back_attempts
from balans.questionnaires.blocks import FORMS, MessageBlock
from balans.questionnaires.content import Catalogue, Flow, catalogue
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds.base import LONG_LIMIT, Value, cleaned
from balans.questionnaires.models import Attempt
from balans.questionnaires.notes import fits_note, rows_of
from balans.questionnaires.outcome import outcome_document


class TakenAttempt(Content):
    """One time through a questionnaire. Answers: question id to value, null when skipped."""

    id: uuid.UUID
    questionnaire: Id
    version: int = Field(ge=1, le=10_000)
    started_at: Moment
    changed_at: Moment
    finished_at: Moment | None = None
    answers: dict[str, JsonValue]


def _catalogue() -> Catalogue:
    return catalogue(page_language())


def _known(person: Person) -> Iterator[tuple[Attempt, Scene]]:
    """Yield every attempt whose questionnaire is there, with its answers open, oldest first."""
    attempts = Attempt.objects.visible_to(person).order_by("started_at")
    for attempt in attempts.prefetch_related("answers"):
        try:
            flow = _catalogue().get(attempt.flow, attempt.version)
        except KeyError:
            continue
        yield attempt, Scene(flow=flow, answers=attempt.read_answers(person.vault))


def take(person: Person) -> list[TakenAttempt]:
    """Return every attempt as data."""
    return [
        TakenAttempt(
            id=attempt.pk,
            questionnaire=attempt.flow,
            version=attempt.version,
            started_at=attempt.started_at,
            changed_at=attempt.changed_at,
            finished_at=attempt.finished_at,
            answers=dict(scene.answers),
        )
        for attempt, scene in _known(person)
    ]


def sections(person: Person) -> list[Section]:
    """Return every attempt as a person reads it: questions with what was answered."""
    return [
        Section(
            title=scene.flow.words.title,
            when=attempt.moment,
            rows=tuple(_rows(scene)),
            paper=_paper_name(attempt, scene) if _has_paper(scene) else "",
        )
        for attempt, scene in _known(person)
    ]


def _rows(scene: Scene) -> Iterator[tuple[str, tuple[str, ...]]]:
    for question in scene.flow.questions:
        if (value := scene.value(question.id)) is not None:
            yield scene.fill(question.words.label), question.readable(value, scene)
    yield from rows_of(scene.answers)


def papers(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield the outcome of every attempt as PDF, with its path in the parcel."""
    for attempt, scene in filter(lambda known: _has_paper(known[1]), _known(person)):
        yield _paper_name(attempt, scene), render(outcome_document(scene, _day(attempt)))


def _has_paper(scene: Scene) -> bool:
    """Return whether something comes out: of a survey, that is for others, nothing does."""
    return scene.flow.kind != "survey"


def _day(attempt: Attempt) -> date:
    return timezone.localdate(attempt.moment)


def _paper_name(attempt: Attempt, scene: Scene) -> str:
    slug = scene.flow.words.slug
    return f"pdf/{slug}-{_day(attempt).isoformat()}-{attempt.pk.hex[:6]}.pdf"


def bring_back(person: Person, taken: Sequence[TakenAttempt]) -> int:
    """Put attempts back; return how many were not here.

    An unknown questionnaire is left out, and so is one without a room to walk through it.
    """
    return bring_back_attempts(person=person, returning=list(_returning(taken)))


def _returning(taken: Sequence[TakenAttempt]) -> Iterator[Returning]:
    for each in taken:
        try:
            flow = _catalogue().get(each.questionnaire, each.version)
        except KeyError:
            continue
        if flow.has_room:
            yield Returning(each, flow, dict(_fitting(flow, each.answers)))


def _fitting(flow: Flow, answers: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    """Yield the answers that could have been given here; a file can say anything."""
    messages = {
        block.kept(form)
        for block in flow.outcome
        if isinstance(block, MessageBlock)
        for form in FORMS
    }
    for key, raw in answers.items():
        question, value = flow.question(key), cleaned(raw)
        if question is not None:
            fits = value is None or question.fits(value)
        else:
            own = key in messages and isinstance(value, str) and 0 < len(value) <= LONG_LIMIT
            fits = own or fits_note(key, value)
        if fits:
            yield key, value
