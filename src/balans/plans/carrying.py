"""Plans on Mijn plek and in a parcel."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balans.accounts.belongings import Belonging, Trace
from balans.accounts.coming import Coming
from balans.accounts.parcel import Moment, Section
from balans.accounts.person import Person
from balans.accounts.place.suggestion import Suggestion
from balans.core.content import Content
from balans.plans.actions import make_plan
from balans.plans.form import page, scene_of
from balans.plans.look import told
from balans.plans.models import KeptPlan
from balans.plans.paper import paper_of
from balans.plans.plan import FLOW, GOAL, Look, Plan, is_due
from balans.questionnaires.kinds.base import SHORT_LIMIT, clean, cleaned

NAME = "plans on Mijn plek"
FIRST, LAST = date(2000, 1, 1), date(2200, 1, 1)


class TakenPlan(Content):
    """A plan with its steps, as a parcel holds it."""

    id: uuid.UUID
    changed_at: Moment
    plan: Plan


def _known(person: Person) -> Iterator[tuple[KeptPlan, Plan]]:
    for kept in KeptPlan.objects.visible_to(person).order_by("created_at"):
        yield kept, kept.read(person.vault)


def plans_of(person: Person) -> list[Trace]:
    """Return a trace of every plan of a person; it is opened when Mijn plek shows it.

    What comes is asked for after this, and needs the same rows once more.
    """
    rows = list(KeptPlan.objects.visible_to(person).order_by("created_at"))
    person.read[NAME] = rows
    return [
        Trace(when=kept.changed_at, show=partial(_shown, kept, person), mark=FLOW) for kept in rows
    ]


def _shown(kept: KeptPlan, person: Person) -> Belonging:
    plan = kept.read(person.vault)
    return Belonging(
        title=_("Mijn plan: %(goal)s") % {"goal": plan.goal},
        when=kept.changed_at,
        state=_("Ligt stil") if plan.let_go else _("Bezig"),
        href=reverse("plans:plan", args=[kept.pk]),
        action=_("Bekijk je plan"),
        pdf_href=reverse("plans:pdf", args=[kept.pk]),
        erase_href=reverse("plans:erase", args=[kept.pk]),
    )


def suggestions() -> list[Suggestion]:
    """Return that a chosen wish can become a plan, for who has none yet."""
    return [
        Suggestion(
            key="plan",
            text=_("Je koos een wens. Maak hem klein, dan past hij in je week."),
            action=_("Maak er een plan van"),
            href=reverse("plans:index"),
            order=10,
            after=frozenset({"doelen"}),
            unless=frozenset({FLOW}),
        )
    ]


def next_moments(person: Person) -> list[Coming]:
    """Return the day to look at each plan that goes on; one that has come leads to looking."""
    today = timezone.localdate()
    rows: Sequence[KeptPlan] | None = person.read.pop(NAME, None)
    if rows is None:
        rows = tuple(KeptPlan.objects.visible_to(person).order_by("created_at"))
    return [
        Coming(day=plan.check, text=_words(plan, today), href=_href(kept, plan, today))
        for kept in rows
        for plan in [kept.read(person.vault)]
        if plan.check is not None and not plan.let_go
    ]


def _words(plan: Plan, today: date) -> str:
    if is_due(plan, today):
        return _("Kijken hoe het gaat met je plan: %(goal)s") % {"goal": plan.goal}
    return _("Je kijkt hoe het gaat met je plan: %(goal)s") % {"goal": plan.goal}


def _href(kept: KeptPlan, plan: Plan, today: date) -> str:
    name = "plans:look" if is_due(plan, today) else "plans:plan"
    return reverse(name, args=[kept.pk])


def take(person: Person) -> list[TakenPlan]:
    """Return every plan as data."""
    return [
        TakenPlan(id=kept.pk, changed_at=kept.changed_at, plan=plan)
        for kept, plan in _known(person)
    ]


def sections(person: Person) -> list[Section]:
    """Return every plan as a person reads it."""
    return [
        Section(
            title=_("Mijn plan: %(goal)s") % {"goal": plan.goal},
            when=kept.changed_at,
            rows=tuple(_lines(plan)),
            paper=_paper_name(kept),
        )
        for kept, plan in _known(person)
    ]


def _lines(plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    scene = scene_of(plan.answers)
    for question in page().questions:
        if question.id != GOAL and (value := scene.value(question.id)) is not None:
            yield scene.fill(question.words.label), question.readable(value, scene)
    if plan.looks:
        yield (
            _("Hoe het eerder ging"),
            tuple(f"{told(look)} {look.note}".strip() for look in plan.looks),
        )


def papers(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield every plan as PDF, with its path in the parcel."""
    for kept, plan in _known(person):
        yield _paper_name(kept), paper_of(plan, timezone.localdate(kept.changed_at))


def _paper_name(kept: KeptPlan) -> str:
    day = timezone.localdate(kept.changed_at).isoformat()
    return f"pdf/mijn-plan-{day}-{kept.pk.hex[:6]}.pdf"


def bring_back(person: Person, taken: Sequence[TakenPlan]) -> int:
    """Put plans back; return how many were not here. A plan without a wish is left out."""
    count = 0
    for each in taken:
        answers = _fitting(each.plan.answers)
        if answers.get(GOAL):
            looks = tuple(_tidy(look) for look in each.plan.looks)
            update = {"answers": answers, "looks": looks, "meant": _weeks(each.plan.meant)}
            plan = each.plan.model_copy(update=update)
            _kept, is_new = make_plan(
                person=person, plan=plan, wanted_id=each.id, created_at=each.changed_at
            )
            count += is_new
    return count


def _weeks(meant: Mapping[str, date]) -> dict[str, date]:
    """Return the weeks that could have been meant: no calendar overflows on them."""
    return {key: day for key, day in meant.items() if FIRST <= day <= LAST}


def _tidy(look: Look) -> Look:
    """Return a look as the form would have kept it: a text can grow when it is cleaned."""
    return look.model_copy(update={"note": clean(look.note)[:SHORT_LIMIT]})


def _fitting(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that could have been given here; a file can say anything."""
    found: dict[str, Any] = {}
    for question in page().questions:
        value = cleaned(answers.get(question.id))
        found[question.id] = value if value is not None and question.fits(value) else None
    return found
