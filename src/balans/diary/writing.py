"""Writing in the diary: a new memory, a change, a draft, three good things, two devices at once."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.person import Person, person_for, person_of
from balans.diary.actions import (
    AlreadyKept,
    ChangedMeanwhile,
    Choice,
    Sheet,
    keep_draft,
    keep_memory,
    let_draft_go,
    settle,
    timeline_of,
)
from balans.diary.form import GoodThingsForm, MemoryForm, Shown, sheet_of
from balans.diary.models import Memory
from balans.diary.opened import Opened, opened, prompt_by
from balans.diary.when import when_of
from balans.diary.words import MemoryWords
from balans.pages.errors import session_expired

GET_OR_POST = ["GET", "HEAD", "POST"]
CHOICES: tuple[Choice, ...] = ("mine", "theirs", "both")
HIDDEN_FROM_BOTH = {"csrfmiddlewaretoken", "_versie", "_actie"}
AnyForm = MemoryForm | GoodThingsForm


@csrf_protect
@require_http_methods(GET_OR_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a new memory, with the question that invited above it when there is one."""
    if request.method != "POST":
        form = MemoryForm(_invited(request.GET.get("vraag", "")), is_new=True)
        return _ask(request, form, Sheet(memory_id=uuid.uuid4()))
    form = MemoryForm(_invited(request.POST.get("_vraag", "")), request.POST, is_new=True)
    words = form.parse()
    if words is None:
        return _ask(request, form, sheet_of(request.POST))
    return _keep(request, person_for(request), sheet_of(request.POST), words)


def _invited(prompt_id: str) -> MemoryWords:
    """Return an empty memory with its question; without one for an id that nobody knows."""
    prompt = prompt_by(prompt_id)
    return MemoryWords(prompt=prompt.id, question=prompt.text) if prompt else MemoryWords()


@csrf_protect
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, memory_id: uuid.UUID) -> HttpResponse:
    """Ask for other words, or go on with a draft; what was typed is never lost."""
    here = opened(request, memory_id)
    if here is None:
        return session_expired(request)
    if request.method != "POST":
        sheet = Sheet(memory_id=memory_id, revision=here.memory.revision)
        return _ask(request, _form(here), sheet, here)
    form = _form(here, request.POST)
    words, sheet = form.parse(), sheet_of(request.POST, memory_id)
    if words is None:
        return _ask(request, form, sheet, here)
    return _keep(request, here.person, sheet, words)


def _form(here: Opened, posted: Any = None) -> AnyForm:
    """Return the form that fits the kind of memory."""
    if here.words.kind == "good":
        day = here.words.day
        return GoodThingsForm(
            date(day.year, day.month, day.day) if day else timezone.localdate(), here.words, posted
        )
    return MemoryForm(here.words, posted, is_new=False)


def _ask(
    request: HttpRequest, form: AnyForm, sheet: Sheet, here: Opened | None = None
) -> HttpResponse:
    """Show a form: with what was kept, or with what was posted and its messages."""
    context = {
        "here": here,
        "form": form,
        "errors": form.errors_to_show,
        "memory_id": sheet.memory_id,
        "revision": sheet.revision,
        "form_id": sheet.form or str(uuid.uuid4()),
    }
    good = isinstance(form, GoodThingsForm)
    template = "diary/good_things.html" if good else "diary/form.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _keep(request: HttpRequest, person: Person, sheet: Sheet, words: MemoryWords) -> HttpResponse:
    try:
        memory, _new = keep_memory(person=person, sheet=sheet, words=words)
    except ChangedMeanwhile as clash:
        return _show_both(request, Opened(person, clash.memory, words))
    return redirect("diary:memory", memory_id=memory.pk)


def _show_both(request: HttpRequest, mine: Opened) -> HttpResponse:
    """Show both texts in full, and let the owner choose. Nothing is written yet."""
    posted = [
        (name, text)
        for name, texts in request.POST.lists()
        for text in texts
        if name not in HIDDEN_FROM_BOTH
    ]
    context = {
        "here": mine,
        "mine": mine.shown,
        "theirs": Shown(mine.memory.read_latest(mine.person)),
        "posted": posted,
        "revision": mine.memory.revision,
    }
    return render(request, "diary/both.html", context, status=409)


@csrf_protect
@require_http_methods(GET_OR_POST)
def choose(request: HttpRequest, memory_id: uuid.UUID) -> HttpResponse:
    """End a clash: keep mine, theirs, or both."""
    here = opened(request, memory_id)
    if here is None:
        return session_expired(request)
    if request.method != "POST":
        return redirect(here.url("memory"))
    form, sheet = _form(here, request.POST), sheet_of(request.POST, memory_id)
    words = form.parse()
    wanted = next((each for each in CHOICES if each == request.POST.get("_actie")), None)
    if words is None:
        return _ask(request, form, sheet, here)
    if wanted is None:
        return _show_both(request, Opened(here.person, here.memory, words))
    try:
        found = settle(person=here.person, sheet=sheet, words=words, choice=wanted)
    except ChangedMeanwhile as clash:
        return _show_both(request, Opened(here.person, clash.memory, words))
    return redirect("diary:memory", memory_id=found[-1].pk)


@csrf_protect
@require_http_methods(GET_OR_POST)
def new_draft(request: HttpRequest) -> HttpResponse:
    """Keep what was typed of a new memory so far."""
    if request.method != "POST":
        return redirect("diary:index")
    form = MemoryForm(_invited(request.POST.get("_vraag", "")), request.POST, is_new=True)
    words = form.parse(lenient=True)
    person = person_of(request) if words is None or words.is_empty else person_for(request)
    return _keep_draft(request, person, sheet_of(request.POST), form, words)


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
    form = _form(here, request.POST)
    words = form.parse(lenient=True)
    return _keep_draft(request, here.person, sheet_of(request.POST, memory_id), form, words)


def _keep_draft(
    request: HttpRequest,
    person: Person | None,
    sheet: Sheet,
    form: AnyForm,
    words: MemoryWords | None,
) -> HttpResponse:
    """Answer a script with a line to show, and a person with a page."""
    script = "application/json" in request.headers.get("Accept", "")
    if words is None:
        return _too_long(form) if script else _ask(request, form, sheet)
    try:
        kept = keep_draft(person=person, sheet=sheet, words=words) if person else None
    except (ChangedMeanwhile, AlreadyKept) as clash:
        if script:
            text = _("Dit kladje is niet bewaard. Je tekst staat hier nog. Druk op Bewaar.")
            return JsonResponse({"text": text}, status=409)
        if person and isinstance(clash, ChangedMeanwhile):
            return _show_both(request, Opened(person, clash.memory, words))
        return redirect("diary:index")
    if script:
        return JsonResponse(_drafted(kept))
    return redirect(reverse("diary:index") + ("?kladje=1" if kept else ""))


def _too_long(form: AnyForm) -> HttpResponse:
    return JsonResponse({"text": " ".join(form.errors.values())}, status=422)


def _drafted(kept: Memory | None) -> dict[str, object]:
    if kept is None:
        return {"text": "", "id": "", "revision": 0}
    time = timezone.localtime(kept.changed_at).strftime("%H:%M")
    text = _("Kladje bewaard om %(time)s") % {"time": time}
    return {"text": text, "id": str(kept.pk), "revision": kept.revision}


@csrf_protect
@require_http_methods(GET_OR_POST)
def good_things(request: HttpRequest) -> HttpResponse:
    """Ask for the good things of today; what today already has can be changed."""
    person, day = person_of(request), _day(request)
    here = _of_day(person, day) if person else None
    words = here.words if here else None
    if request.method != "POST":
        revision = here.memory.revision if here else 0
        sheet = Sheet(memory_id=uuid.uuid4(), revision=revision)
        return _ask(request, GoodThingsForm(day, words), sheet, here)
    form = GoodThingsForm(day, words, request.POST)
    given = form.parse()
    if given is None:
        return _ask(request, form, sheet_of(request.POST), here)
    person = person_for(request)
    wanted = here.memory.pk if here else good_things_id(person, day)
    return _keep(request, person, sheet_of(request.POST, wanted), given)


def _day(request: HttpRequest) -> date:
    """Return today; or yesterday for a page that was opened before midnight."""
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    return yesterday if request.POST.get("_dag") == yesterday.isoformat() else today


def good_things_id(person: Person, day: date) -> uuid.UUID:
    """Return the id of a day's good things: it follows from the owner's key.

    So two devices that write on the same day write the same memory, and nobody else can tell
    from the id which day it is.
    """
    return uuid.UUID(bytes=person.vault.within(f"good things {day}").data_key[:16], version=4)


def _of_day(person: Person, day: date) -> Opened | None:
    entry = timeline_of(person).good_things_of(str(when_of(day)))
    memory = Memory.objects.visible_to(person).filter(pk=entry.uuid).first() if entry else None
    return Opened(person, memory, memory.read_latest(person)) if memory else None
