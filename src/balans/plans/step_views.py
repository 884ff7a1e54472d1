"""A plan with its steps: shown, ticked off, moved, dropped, added, made smaller."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.place.profile import is_bereaved
from balans.pages.errors import session_expired
from balans.plans import form as plan_form
from balans.plans.actions import change_plan
from balans.plans.look import told
from balans.plans.opened import GET_OR_POST, Opened, opened
from balans.plans.plan import is_due
from balans.plans.steps import (
    NewSpan,
    act_on,
    as_act,
    grouped,
    made_smaller,
    open_steps,
    steps,
    with_step,
)
from balans.questionnaires.kinds.base import LINES_LIMIT, SHORT_LIMIT, clean, too_long
from balans.ui.types import Error

NEW = "nieuw"


def show_plan(
    request: HttpRequest, here: Opened, *, typed: str = "", problem: str = ""
) -> HttpResponse:
    """Show a plan with its steps; with what was typed for a new step and what is wrong with it."""
    today, bereaved = timezone.localdate(), is_bereaved(here.person)
    context = {
        "here": here,
        "plan": here.plan,
        "groups": grouped(here.plan, today),
        "looks": [(told(look), look.note) for look in reversed(here.plan.looks)],
        "rows": plan_form.rows(here.plan.answers),
        "if_then": plan_form.if_then(here.plan.answers),
        "bereaved": bereaved,
        "due": is_due(here.plan, today) and not bereaved,
        "typed": typed,
        "problem": problem,
        "errors": [Error(field_id=f"id_{NEW}", text=problem)] if problem else [],
    }
    return render(request, "plans/plan.html", context, status=422 if problem else 200)


@csrf_protect
@require_http_methods(GET_OR_POST)
def step(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Tick off, move, drop or take up a step again."""
    here = opened(request, plan_id)
    if here is None:
        return session_expired(request)
    key, act = str(request.POST.get("stap", "")), as_act(request.POST.get("_actie", ""))
    if request.method == "POST" and act is not None:
        today = timezone.localdate()
        change_plan(
            kept=here.kept, person=here.person, change=lambda known: act_on(known, key, act, today)
        )
    return redirect(f"{here.url('plan')}#stappen")


@csrf_protect
@require_http_methods(GET_OR_POST)
def add_step(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Put one more step in the plan, without opening the whole form."""
    here = opened(request, plan_id)
    if here is None:
        return session_expired(request)
    if request.method != "POST":
        return redirect(f"{here.url('plan')}#stappen")
    typed, today = str(request.POST.get(NEW, "")), timezone.localdate()
    text = clean(typed)
    if problem := _problem(text, len(steps(here.plan, today))):
        return show_plan(request, here, typed=typed, problem=problem)
    span: NewSpan = "month" if request.POST.get("_actie") == "month" else "week"
    change_plan(
        kept=here.kept, person=here.person, change=lambda known: with_step(known, text, span, today)
    )
    return redirect(f"{here.url('plan')}#stappen")


def _problem(text: str, count: int) -> str:
    if not text:
        return _("Schrijf eerst op wat je wilt doen. Een paar woorden is genoeg.")
    if count >= LINES_LIMIT:
        return _(
            "Er staan al veel stappen in dit plan. Haal er eerst een weg bij “Verander je plan”."
        )
    return too_long(text, SHORT_LIMIT)


@csrf_protect
@require_http_methods(GET_OR_POST)
def smaller(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Help to make each open step smaller; an emptied line need not be done any more."""
    here = opened(request, plan_id)
    if here is None:
        return session_expired(request)
    today = timezone.localdate()
    to_do = open_steps(here.plan, today)
    if not to_do:
        return redirect(here.url("change"))
    typed = {each.key: str(request.POST.get(each.key, each.text)) for each in to_do}
    words = {key: clean(text) for key, text in typed.items()}
    errors = {key: text for key in words if (text := too_long(words[key], SHORT_LIMIT))}
    if request.method == "POST" and not errors:
        change_plan(
            kept=here.kept,
            person=here.person,
            change=lambda known: made_smaller(known, words, today),
        )
        return redirect(f"{here.url('plan')}#stappen")
    context = {
        "here": here,
        "plan": here.plan,
        "lines": [(each, typed[each.key], errors.get(each.key, "")) for each in to_do],
        "errors": [Error(field_id=f"id_{key}", text=text) for key, text in errors.items()],
    }
    return render(request, "plans/smaller.html", context, status=422 if errors else 200)
