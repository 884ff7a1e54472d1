"""Mijn plan: make one, tick off its steps, look how it goes, take it along."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.person import Person, person_for, person_of
from balans.accounts.profile import is_bereaved
from balans.documents.pdf import render as render_pdf
from balans.pages.errors import session_expired
from balans.plans import form as plan_form
from balans.plans.actions import change_plan, erase_plan, make_plan
from balans.plans.look import LookForm
from balans.plans.models import KeptPlan
from balans.plans.plan import Plan, act_on, as_act, in_order, is_due, looked, rewritten, steps
from balans.plans.sources import answers_from, wishes
from balans.questionnaires.kinds import MORE_LINES
from balans.questionnaires.outcome import calendar, outcome_document, paper_document
from balans.questionnaires.views import pdf_response, read_uuid
from balans.ui.types import Error

GET_OR_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Opened:
    """A plan open for its owner."""

    person: Person
    kept: KeptPlan
    plan: Plan

    def url(self, name: str) -> str:
        return reverse(f"plans:{name}", args=[self.kept.pk])


def opened(request: HttpRequest, plan_id: uuid.UUID) -> Opened | None:
    """Return the person's plan; None when it does not exist for this person."""
    person = person_of(request)
    kept = KeptPlan.objects.visible_to(person).filter(pk=plan_id).first()
    if kept is None or person is None:
        return None
    return Opened(person=person, kept=kept, plan=kept.read(person.vault))


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the plans, what to look at today, and wishes that can become a plan."""
    person, today = person_of(request), timezone.localdate()
    kept = KeptPlan.objects.visible_to(person).order_by("-changed_at")
    plans = [(each, each.read(person.vault)) for each in kept] if person else []
    known, bereaved = {plan.goal.casefold() for _kept, plan in plans}, is_bereaved(person)
    context = {
        "person": person,
        "bereaved": bereaved,
        "plans": [
            (each, plan, is_due(plan, today) and not bereaved)
            for each, plan in in_order(plans, today)
        ],
        "wishes": [
            wish
            for wish in (wishes(person, _language()) if person and not bereaved else [])
            if wish.text.casefold() not in known
        ],
        "days": settings.GUEST_DAYS,
        "flow": plan_form.plan_flow(),
    }
    return render(request, "plans/index.html", context)


@csrf_protect
@require_http_methods(GET_OR_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a new plan, with what an exercise already said when there is one."""
    if request.method == "POST":
        values, errors = plan_form.parse(request.POST)
        if errors or request.POST.get(MORE_LINES):
            return _ask(request, {}, errors)
        wanted = read_uuid(request.POST.get("_plan", "")) or uuid.uuid4()
        made = Plan(answers=values)
        kept, _new = make_plan(person=person_for(request), plan=made, wanted_id=wanted)
        return redirect("plans:plan", plan_id=kept.pk)
    person, source = person_of(request), read_uuid(request.GET.get("uit", ""))
    answers = answers_from(person, source, _language()) if person and source else {}
    return _ask(request, answers, {})


def _ask(
    request: HttpRequest,
    answers: dict[str, object],
    errors: dict[str, str],
    here: Opened | None = None,
) -> HttpResponse:
    """Show the form: with these answers, or with what was posted and its messages."""
    if request.method == "POST" and request.POST.get(MORE_LINES):
        errors = {}
    posted = request.POST if request.method == "POST" else None
    context = {
        "here": here,
        "flow": plan_form.plan_flow(),
        "fields": plan_form.fields(answers, posted, errors),
        "errors": [Error(field_id=key, text=text) for key, text in errors.items()],
        "new_id": request.POST.get("_plan", "") or str(uuid.uuid4()),
    }
    return render(request, "plans/form.html", context, status=422 if errors else 200)


@require_safe
def plan(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Show a plan with its steps."""
    here = opened(request, plan_id)
    if here is None:
        return session_expired(request)
    context = {
        "here": here,
        "plan": here.plan,
        "weeks": steps(here.plan, "week"),
        "months": steps(here.plan, "maand"),
        "rows": plan_form.rows(here.plan.answers),
        "if_then": plan_form.if_then(here.plan.answers),
        "bereaved": is_bereaved(here.person),
        "due": is_due(here.plan, timezone.localdate()) and not is_bereaved(here.person),
    }
    return render(request, "plans/plan.html", context)


@csrf_protect
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Ask for other words; what was typed is never lost."""
    here = opened(request, plan_id)
    if here is None:
        return session_expired(request)
    if request.method != "POST":
        return _ask(request, dict(here.plan.answers), {}, here)
    values, errors = plan_form.parse(request.POST)
    if errors or request.POST.get(MORE_LINES):
        return _ask(request, {}, errors, here)
    change_plan(kept=here.kept, person=here.person, change=lambda known: rewritten(known, values))
    return redirect(here.url("plan"))


@csrf_protect
@require_http_methods(GET_OR_POST)
def step(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Tick off, move or drop one step, or take that back."""
    here = opened(request, plan_id)
    if here is None:
        return session_expired(request)
    key, act = request.POST.get("stap", ""), as_act(request.POST.get("_actie", ""))
    if request.method == "POST" and act is not None:
        change_plan(
            kept=here.kept, person=here.person, change=lambda known: act_on(known, key, act)
        )
    return redirect(f"{here.url('plan')}#stappen")


@csrf_protect
@require_http_methods(GET_OR_POST)
def look(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Look how it went, and choose: keep, change, smaller or let go; and the next day."""
    here = opened(request, plan_id)
    if here is None:
        return session_expired(request)
    asked = LookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and asked.is_valid():
        change_plan(
            kept=here.kept,
            person=here.person,
            change=lambda known: looked(known, asked.look(timezone.localdate()), asked.next_check),
        )
        again = asked.then in ("change", "smaller")
        return redirect(here.url("change" if again else "plan"))
    context = {"here": here, "plan": here.plan, "form": asked, "errors": asked.errors_to_show}
    return render(request, "plans/look.html", context, status=422 if asked.errors else 200)


@csrf_protect
@require_http_methods(GET_OR_POST)
def erase(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Ask once, then erase this plan."""
    here = opened(request, plan_id)
    if here is None:
        return session_expired(request)
    if request.method == "POST":
        erase_plan(kept=here.kept)
        return redirect("plans:index")
    return render(request, "plans/erase.html", {"here": here})


@require_safe
def plan_pdf(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Give a plan as PDF."""
    here = opened(request, plan_id)
    if here is None:
        return session_expired(request)
    return pdf_response(
        paper_of(here.plan, timezone.localdate(here.kept.changed_at)), "mijn-plan.pdf"
    )


def paper_of(known: Plan, day: date) -> bytes:
    """Return a plan as PDF."""
    return render_pdf(outcome_document(plan_form.scene_of(known.answers), day))


@require_safe
def empty_pdf(request: HttpRequest) -> HttpResponse:
    """Give the empty plan, to fill in by hand."""
    return pdf_response(render_pdf(paper_document(plan_form.plan_flow())), "mijn-plan.pdf")


@require_safe
def plan_calendar(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Give the day to look for one's own calendar."""
    here = opened(request, plan_id)
    if here is None:
        return session_expired(request)
    uid = f"{here.kept.pk}@mantelzorgbalans"
    scene = plan_form.scene_of(here.plan.answers)
    content = calendar(scene, uid=uid, stamp=here.kept.changed_at)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="mijn-plan.ics"'
    return response
