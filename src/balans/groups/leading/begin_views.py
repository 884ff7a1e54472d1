"""Beginning a series, over three pages at most; nothing is kept before the last."""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balans.accounts.person import Person
from balans.accounts.staff.guard import staff_view
from balans.core.language import page_language
from balans.core.text import read_uuid
from balans.groups.leading.beginning import (
    BASIS,
    MOST_ROWS,
    ORDER,
    Basis,
    Plan,
    begin_series,
    blank,
    choices_for,
    judge,
    keys_of,
    pick,
    propose,
    read_basis,
    read_plan,
    rhythm_names,
    rows_of,
    signature,
)
from balans.groups.leading.choosing import Part, set_names
from balans.groups.leading.form import Form
from balans.groups.leading.page_views import GET_OR_POST, person_here
from balans.groups.leading.planning import fingerprint, has_seen, when_of
from balans.groups.leading.usual import usual
from balans.groups.models import Group
from balans.ui.types import Choice, Error

DAYS = tuple(f"{part}-{number}" for number in range(MOST_ROWS) for part in ("dag", "tijd", "mee"))
FIELDS = {"basis": BASIS, "volgorde": ORDER, "dagen": DAYS}
STEP, TO, FOR = "stap", "naar", "voor"


@staff_view("facilitator")
@require_http_methods(GET_OR_POST)
def begin(request: HttpRequest) -> HttpResponse:
    """Lead through the pages; what was typed on one goes along to the next, and back."""
    if request.method != "POST":
        known = blank(page_language()) | usual(person_here(request))
        return _basis_page(request, Form(known))
    person, step = person_here(request), request.POST.get(STEP, "basis")
    form = Form(request.POST.dict())
    if request.POST.get(TO) == "terug":
        return _back(request, form, person, step)
    basis = read_basis(form, timezone.now())
    if form.errors:
        return _basis_page(request, form)
    parts = pick(form, person, basis.language)
    if not parts or (step == "basis" and form.raw("reeks") == "eigen"):
        if step == "volgorde":
            form.wrong(ORDER[0], _("Kies één bijeenkomst of meer."))
        return _order_page(request, form, person)
    return _days(request, form, person, basis, parts)


def _back(request: HttpRequest, form: Form, person: Person, step: str) -> HttpResponse:
    if step == "dagen" and form.raw("reeks") == "eigen":
        return _order_page(request, form, person)
    return _basis_page(request, form)


def _days(
    request: HttpRequest, form: Form, person: Person, basis: Basis, parts: Sequence[Part]
) -> HttpResponse:
    """Propose days, or begin the series when the days that were sent are good."""
    now, wanted = timezone.now(), signature(form, keys_of(form))
    is_sent = form.raw(STEP) == "dagen" and form.raw(FOR) == wanted
    if form.raw(FOR) != wanted:
        form.typed = {**form.typed, **propose(basis, parts, form.typed)}
    known = Group.objects.led_by(person).filter(pk=_number(form)).first() if is_sent else None
    if known is not None:
        return _to_group(known)
    plan = read_plan(form, parts, basis.language)
    judge(form, plan, person, basis.limit, now)
    if not is_sent or form.errors or not has_seen(form.typed, plan.all_remarks):
        return _days_page(request, form, plan, wanted, is_sent)
    group = begin_series(person=person, group_id=_number(form), basis=basis, plan=plan)
    return _to_group(group)


def _to_group(group: Group) -> HttpResponse:
    return redirect(f"{reverse('groups:group', args=[group.pk])}?begonnen=1")


def _number(form: Form) -> uuid.UUID:
    return read_uuid(form.raw("nummer")) or uuid.uuid4()


def _basis_page(request: HttpRequest, form: Form) -> HttpResponse:
    context = {
        "when": when_of(form),
        "sets": form.choices("reeks", set_names(), "vijf"),
        "rhythms": form.choices("ritme", rhythm_names(), "fortnight"),
        "languages": form.choices("taal", dict(settings.LANGUAGES), settings.LANGUAGE_CODE),
    }
    return _page(request, form, "basis", context)


def _order_page(request: HttpRequest, form: Form, person: Person) -> HttpResponse:
    known = choices_for(person, form.raw("taal") or page_language())
    picks = [
        (
            name,
            number,
            [("", [Choice(e.key, e.title, "", form.raw(name) == e.key) for e in known.values()])],
        )
        for number, name in enumerate(ORDER, 1)
    ]
    return _page(request, form, "volgorde", {"picks": picks})


def _days_page(
    request: HttpRequest, form: Form, plan: Plan, wanted: str, is_sent: bool
) -> HttpResponse:
    rows = rows_of(form, plan, page_language())
    context = {
        "rows": rows,
        "errors": [
            Error(f"id_{name}", f"{row.part.title}: {form.errors[name]}")
            for row in rows
            for name in (row.when.day_name, row.when.clock_name)
            if name in form.errors
        ],
        "general": plan.general,
        "proposed_for": wanted,
        "remarks": fingerprint(plan.all_remarks),
        "look_again": is_sent and not form.errors,
    }
    return _page(request, form, "dagen", context)


def _page(request: HttpRequest, form: Form, step: str, context: dict[str, object]) -> HttpResponse:
    shown = set(FIELDS[step])
    carried = [
        (name, form.raw(name))
        for names in FIELDS.values()
        for name in names
        if name not in shown and form.raw(name)
    ]
    if step != "dagen" and form.raw(FOR):
        carried.append((FOR, form.raw(FOR)))
    context |= {"form": form, "step": step, "carried": carried}
    status = 422 if form.errors else 200
    return render(request, f"groups/begin_{step}.html", context, status=status)
