"""Mijn plan: make one, tick off its steps, look how it goes, take it along."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.person import person_for, person_of
from balans.accounts.place.profile import is_bereaved
from balans.accounts.space import require_space
from balans.core.files import pdf_response
from balans.core.language import page_language
from balans.core.text import read_uuid
from balans.documents.pdf import render as render_pdf
from balans.pages.errors import session_expired
from balans.plans import form as plan_form
from balans.plans.actions import change_plan, erase_plan, make_plan
from balans.plans.look import LookForm
from balans.plans.models import KeptPlan
from balans.plans.opened import GET_OR_POST, Opened, opened
from balans.plans.paper import paper_of
from balans.plans.plan import Plan, in_order, is_due, looked
from balans.plans.sources import answers_from, wishes
from balans.plans.step_views import show_plan
from balans.plans.steps import planned, rewritten
from balans.questionnaires.kinds import MORE_LINES
from balans.questionnaires.paper import paper_document
from balans.questionnaires.views import calendar_response
from balans.ui.types import Error


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
            for wish in (wishes(person, page_language()) if person and not bereaved else [])
            if wish.text.casefold() not in known
        ],
        "days": settings.GUEST_DAYS,
        "has_account": person is not None and person.has_account,
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
        made = planned(Plan(answers=values), timezone.localdate())
        maker = person_for(request)
        require_space(maker)
        kept, _new = make_plan(person=maker, plan=made, wanted_id=wanted)
        return redirect("plans:plan", plan_id=kept.pk)
    person, source = person_of(request), read_uuid(request.GET.get("uit", ""))
    wish = request.GET.get("wens", "")
    answers = answers_from(person, source, wish, page_language()) if person and source else {}
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
    shown = plan_form.fields(answers, posted, errors)
    if is_bereaved(person_of(request)):
        shown = plan_form.without_examples(shown)
    context = {
        "here": here,
        "flow": plan_form.plan_flow(),
        "fields": shown,
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
    return show_plan(request, here)


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
    today = timezone.localdate()
    change_plan(
        kept=here.kept, person=here.person, change=lambda known: rewritten(known, values, today)
    )
    return redirect(here.url("plan"))


@csrf_protect
@require_http_methods(GET_OR_POST)
def look(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Look how it went, and choose: keep, change, smaller or let go; and the next day."""
    here = opened(request, plan_id)
    if here is None:
        return session_expired(request)
    scene = plan_form.scene_of(here.plan.answers)
    asked = LookForm(scene, request.POST if request.method == "POST" else None)
    if request.method == "POST" and asked.is_valid():
        change_plan(
            kept=here.kept,
            person=here.person,
            change=lambda known: looked(known, asked.look(timezone.localdate()), asked.next_check),
        )
        return redirect(here.url(asked.then if asked.then in ("change", "smaller") else "plan"))
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
    return pdf_response(paper_of(here.plan, timezone.localdate(here.kept.changed_at)), "mijn-plan")


@require_safe
def empty_pdf(request: HttpRequest) -> HttpResponse:
    """Give the empty plan, to fill in by hand."""
    return pdf_response(render_pdf(paper_document(plan_form.plan_flow())), "mijn-plan")


@require_safe
def plan_calendar(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Give the day to look for one's own calendar."""
    here = opened(request, plan_id)
    if here is None:
        return session_expired(request)
    return calendar_response(
        plan_form.scene_of(here.plan.answers),
        thing_id=here.kept.pk,
        changed_at=here.kept.changed_at,
        name="mijn-plan",
    )
