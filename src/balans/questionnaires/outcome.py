"""The outcome: what follows from the answers, block by block, on the page and in print."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balans.core.calendar import Day, one_day
from balans.documents.document import Document
from balans.questionnaires.blocks import EmergencyBlock, NextBlock, PlanBlock, Shown
from balans.questionnaires.journey import Scene


@dataclass(frozen=True)
class Outcome:
    """Title, lead and blocks, in the language of the questionnaire."""

    title: str
    lead: str
    blocks: tuple[Shown, ...]

    @property
    def urgent(self) -> bool:
        """Return whether people to call stand first."""
        return bool(self.blocks) and self.blocks[0].template == EmergencyBlock.template

    @property
    def ahead(self) -> Shown | None:
        """Return the one next step when it leads somewhere and nothing else goes before.

        People to call go before, and so does what was left open.
        """
        step = self.block(NextBlock.template)
        if step is None or not step.data["action"]:
            return None
        return None if self.urgent or self.blocks[0].data.get("open") else step

    def block(self, template: str) -> Shown | None:
        """Return the first block that is shown by a template."""
        return next((block for block in self.blocks if block.template == template), None)


def outcome(scene: Scene) -> Outcome:
    """Compute the outcome. Pure: the same answers give the same outcome.

    Where people to call stand first, nothing stands before them: the lead is left out.
    """
    words = scene.flow.words.outcome
    shown = (block.show(scene) for block in scene.flow.outcome)
    blocks = tuple(block for block in shown if block is not None)
    found = Outcome(title=scene.fill(words.title), lead=scene.fill(words.lead), blocks=blocks)
    return replace(found, lead="") if found.urgent else found


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
