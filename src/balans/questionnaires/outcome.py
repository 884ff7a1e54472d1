"""The outcome: what follows from the answers, block by block, on the page and in print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balans.core.calendar import Day, one_day
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import ChoiceGrid, Document, Heading, Note, Paragraph, WriteLines
from balans.questionnaires.blocks import PlanBlock, Shown
from balans.questionnaires.content import Flow
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds import Question


@dataclass(frozen=True)
class Outcome:
    """Title, lead and blocks, in the language of the questionnaire."""

    title: str
    lead: str
    blocks: tuple[Shown, ...]

    def block(self, template: str) -> Shown | None:
        """Return the first block that is shown by a template."""
        return next((block for block in self.blocks if block.template == template), None)


def outcome(scene: Scene) -> Outcome:
    """Compute the outcome. Pure: the same answers give the same outcome."""
    words = scene.flow.words.outcome
    blocks = (block.show(scene) for block in scene.flow.outcome)
    return Outcome(
        title=scene.fill(words.title),
        lead=scene.fill(words.lead),
        blocks=tuple(block for block in blocks if block is not None),
    )


def outcome_document(scene: Scene, day: date) -> Document:
    """Return the outcome as a document to print."""
    computed = outcome(scene)
    return Document(
        title=computed.title,
        language=scene.language,
        subtitle=computed.lead,
        date_line=f"{scene.flow.words.title} · {date_format(day, 'j F Y')}",
        blocks=tuple(part for block in computed.blocks for part in block.printed),
        footer=_("Dit is van jou. Jij bepaalt wie het leest."),
    )


def paper_document(flow: Flow) -> Document:
    """Return the empty paper version of a questionnaire, with room to write."""
    scene = Scene(flow=flow, answers={})
    blocks: list[PrintedBlock] = [Note(text=flow.words.lead, tone="sky")]
    for page in flow.pages:
        if page.words.title:
            blocks.append(Heading(text=scene.fill(page.words.title), level=2))
        blocks += (
            [Paragraph(text=text, tone="soft")] if (text := scene.fill(page.words.text)) else []
        )
        for columns, questions in groupby(page.questions, key=lambda each: each.columns()):
            blocks += _on_paper(list(questions), columns, scene)
    if flow.kind == "exercise":
        closing = _("Wat neem je mee uit deze oefening?")
        blocks += [Heading(text=closing, level=2), WriteLines(count=3)]
    return Document(
        title=flow.words.title,
        language=flow.language,
        subtitle=flow.words.summary,
        date_line=_("Op papier, in je eigen tempo"),
        blocks=tuple(blocks),
        footer=_("Sla over wat je wilt. Er is geen goed of fout."),
        paper=True,
    )


def _on_paper(
    questions: Sequence[Question], columns: tuple[str, ...], scene: Scene
) -> list[PrintedBlock]:
    """Return questions to answer by hand; those with the same short answers share one grid."""
    if columns:
        return [ChoiceGrid(rows=tuple(each.row(scene) for each in questions), columns=columns)]
    return [block for each in questions for block in each.paper(scene)]


def plan_of(scene: Scene) -> PlanBlock | None:
    """Return the plan block of a questionnaire, when it has one with a check date."""
    plans = (block for block in scene.flow.outcome if isinstance(block, PlanBlock))
    return next((plan for plan in plans if plan.check_date(scene)), None)


def calendar(scene: Scene, *, uid: str, changed_at: datetime) -> bytes | None:
    """Return the check date as an iCalendar file (RFC 5545); None without a date.

    The same uid gives the same day, so that importing twice changes nothing, and a file that was
    made after the date changed moves it.
    """
    plan = plan_of(scene)
    day = plan.check_date(scene) if plan else None
    if plan is None or day is None:
        return None
    return one_day(
        Day(
            uid=uid,
            day=day,
            summary=_("Kijken hoe het gaat met mijn plan"),
            text=scene.phrase(plan.goal) if scene.value(plan.goal) is not None else "",
            changed_at=changed_at,
            alarm=True,
        )
    )
