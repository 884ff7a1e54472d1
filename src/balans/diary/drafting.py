"""Drafts: what was typed so far is kept, by a script while one types or by a button."""

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.person import Person, person_for, person_of
from balans.accounts.space import NoSpace
from balans.diary.actions import AlreadyKept, ChangedMeanwhile, Sheet, keep_draft, let_draft_go
from balans.diary.enclosures import Brought, read_brought
from balans.diary.form import sheet_of
from balans.diary.models import Memory
from balans.diary.opened import Opened, opened
from balans.diary.words import MemoryWords
from balans.diary.writing import (
    GET_OR_POST,
    AnyForm,
    after_keeping,
    form_of,
    new_form,
    not_yet,
    show_both,
)
from balans.pages.errors import session_expired


@csrf_protect
@require_http_methods(GET_OR_POST)
def new_draft(request: HttpRequest) -> HttpResponse:
    """Keep what was typed of a new memory so far."""
    if request.method != "POST":
        return redirect("diary:index")
    sheet, brought = sheet_of(request.POST), read_brought(request)
    form = new_form(request, sheet, brought)
    words = form.parse(lenient=True)
    nothing = (words is None or words.is_empty) and not brought.prepared
    person = person_of(request) if nothing else person_for(request)
    return _keep_draft(request, person, sheet, form, words, brought)


@csrf_protect
@require_http_methods(GET_OR_POST)
def draft(request: HttpRequest, memory_id: uuid.UUID) -> HttpResponse:
    """Keep what was typed of a change so far; or let a draft go, after asking once."""
    here = opened(request, memory_id)
    if here is None:
        return session_expired(request)
    if request.method != "POST":
        return render(request, "diary/let_go.html", {"here": here})
    if request.POST.get("_actie") == "weg":
        let_draft_go(person=here.person, memory=here.memory)
        return redirect("diary:index")
    form, sheet = form_of(here, request.POST), sheet_of(request.POST, memory_id)
    words, brought = form.parse(lenient=True), read_brought(request)
    return _keep_draft(request, here.person, sheet, form, words, brought)


def _keep_draft(
    request: HttpRequest,
    person: Person | None,
    sheet: Sheet,
    form: AnyForm,
    words: MemoryWords | None,
    brought: Brought,
) -> HttpResponse:
    """Answer a script with a line to show, and a person with a page."""
    script = "application/json" in request.headers.get("Accept", "")
    if words is None:
        return _too_long(form) if script else not_yet(request, form, sheet, brought)
    enclosed = bool(brought.prepared)
    try:
        kept = (
            keep_draft(person=person, sheet=sheet, words=words, enclosed=enclosed)
            if person
            else None
        )
    except NoSpace as full:
        form.no_space(full.space, has_account=bool(person and person.has_account))
        return _too_long(form) if script else not_yet(request, form, sheet, Brought())
    except (ChangedMeanwhile, AlreadyKept) as clash:
        if script:
            text = _("Dit kladje is niet bewaard. Je tekst staat hier nog. Druk op Bewaar.")
            return JsonResponse({"text": text}, status=409)
        if person and isinstance(clash, ChangedMeanwhile):
            return show_both(request, Opened(person, clash.memory, words))
        return redirect("diary:index")
    if script:
        return JsonResponse(_drafted(kept))
    if person and kept:
        trouble = after_keeping(request, Opened(person, kept, words), form, sheet, brought)
        if trouble is not None:
            return trouble
    return redirect(reverse("diary:index") + ("?kladje=1" if kept else ""))


def _too_long(form: AnyForm) -> HttpResponse:
    return JsonResponse({"text": " ".join(form.errors.values())}, status=422)


def _drafted(kept: Memory | None) -> dict[str, object]:
    if kept is None:
        return {"text": "", "id": "", "revision": 0}
    time = timezone.localtime(kept.changed_at).strftime("%H:%M")
    text = _("Kladje bewaard om %(time)s") % {"time": time}
    return {"text": text, "id": str(kept.pk), "revision": kept.revision}
