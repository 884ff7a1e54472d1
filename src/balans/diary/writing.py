"""Writing in the diary: a new memory, a change, a draft, three good things, two devices at once."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.person import Person, person_for, person_of
from balans.accounts.space import NoSpace
from balans.core.headers import allow_recording
from balans.diary.actions import (
    ChangedMeanwhile,
    Choice,
    Sheet,
    keep_draft,
    keep_memory,
    settle,
    timeline_of,
)
from balans.diary.attaching import delete_blobs
from balans.diary.enclosures import (
    Brought,
    fasten,
    hang,
    hanging,
    hold,
    read_brought,
    stays,
    tidy,
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
    sheet, brought = sheet_of(request.POST), read_brought(request)
    form = new_form(request, sheet, brought)
    words = form.parse()
    if words is None:
        return not_yet(request, form, sheet, brought)
    return _keep(request, person_for(request), sheet, words, form, brought)


def new_form(request: HttpRequest, sheet: Sheet, brought: Brought) -> MemoryForm:
    """Return the form of a new memory as it was posted."""
    words = _invited(request.POST.get("_vraag", ""))
    enclosed = stays(request, sheet.memory_id, brought)
    return MemoryForm(words, request.POST, is_new=True, enclosed=enclosed)


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
        return _ask(request, form_of(here), sheet, here)
    brought, sheet = read_brought(request), sheet_of(request.POST, memory_id)
    form = form_of(here, request.POST, enclosed=stays(request, memory_id, brought))
    words = form.parse()
    if words is None:
        return not_yet(request, form, sheet, brought, here)
    return _keep(request, here.person, sheet, words, form, brought)


def not_yet(
    request: HttpRequest, form: AnyForm, sheet: Sheet, brought: Brought, here: Opened | None = None
) -> HttpResponse:
    """Show what does not fit yet. Photos that came along are kept: no browser sends them twice."""
    if brought.prepared:
        person = person_for(request)
        memory = here.memory if here else _draft_for(request, person, sheet)
        hang(person, memory, brought)
        sheet = replace(sheet, memory_id=memory.pk, revision=memory.revision)
    form.errors.update(brought.errors)
    return _ask(request, form, sheet, here)


def _draft_for(request: HttpRequest, person: Person, sheet: Sheet) -> Memory:
    """Return the memory that a form writes, as a draft when it was not there yet."""
    known = Memory.objects.visible_to(person).filter(pk=sheet.memory_id).first()
    if known is not None:
        return known
    form = MemoryForm(_invited(request.POST.get("_vraag", "")), request.POST, is_new=True)
    words = form.parse(lenient=True) or MemoryWords()
    made = keep_draft(person=person, sheet=sheet, words=words, enclosed=True)
    assert made is not None  # something to keep comes along
    return made


def form_of(here: Opened, posted: Any = None, *, enclosed: bool = False) -> AnyForm:
    """Return the form that fits the kind of memory."""
    if here.words.kind == "good":
        day = here.words.day
        return GoodThingsForm(
            date(day.year, day.month, day.day) if day else timezone.localdate(), here.words, posted
        )
    return MemoryForm(here.words, posted, is_new=False, enclosed=enclosed)


def _ask(
    request: HttpRequest,
    form: AnyForm,
    sheet: Sheet,
    here: Opened | None = None,
    *,
    kept: bool = False,
) -> HttpResponse:
    """Show a form: with what was kept, or with what was posted and its messages.

    `kept` says that the words are safe, and only something beside them did not fit.
    """
    context: dict[str, Any] = {
        "here": here,
        "form": form,
        "errors": form.errors_to_show,
        "memory_id": sheet.memory_id,
        "revision": sheet.revision,
        "form_id": sheet.form or str(uuid.uuid4()),
        "kept": kept,
    }
    status = 422 if form.errors else 200
    if isinstance(form, GoodThingsForm):
        return render(request, "diary/good_things.html", context, status=status)
    context |= hanging(person_of(request), sheet.memory_id)
    return allow_recording(render(request, "diary/form.html", context, status=status))


def _keep(
    request: HttpRequest,
    person: Person,
    sheet: Sheet,
    words: MemoryWords,
    form: AnyForm,
    brought: Brought | None = None,
) -> HttpResponse:
    brought = brought or Brought()
    sheet = _free_sheet(person, sheet, brought)
    made = hold(person, Memory(pk=sheet.memory_id), brought)
    try:
        with transaction.atomic():
            memory, _new = keep_memory(person=person, sheet=sheet, words=words)
            tidy(request, person, memory)
            fasten(memory, made, brought)
    except NoSpace as full:
        delete_blobs(name for each in made for name in each.blob_names)
        form.no_space(full.space, has_account=person.has_account)
        return _ask(request, form, sheet)
    except ChangedMeanwhile as clash:
        fasten(clash.memory, made, brought)
        return show_both(request, Opened(person, clash.memory, words))
    here = Opened(person, memory, words)
    return _say_what_is_not_there(request, here, form, sheet, brought) or redirect(
        "diary:memory", memory_id=memory.pk
    )


def _free_sheet(person: Person, sheet: Sheet, brought: Brought) -> Sheet:
    """Return the sheet with an id that photos can be held for: not one of somebody else."""
    taken = Memory.objects.filter(pk=sheet.memory_id).exclude(owner=person.owner)
    return replace(sheet, memory_id=uuid.uuid4()) if brought.prepared and taken.exists() else sheet


def after_keeping(
    request: HttpRequest, here: Opened, form: AnyForm, sheet: Sheet, brought: Brought
) -> HttpResponse | None:
    """Hang what was brought on a draft that was just kept; say what could not be."""
    tidy(request, here.person, here.memory)
    hang(here.person, here.memory, brought)
    return _say_what_is_not_there(request, here, form, sheet, brought)


def _say_what_is_not_there(
    request: HttpRequest, here: Opened, form: AnyForm, sheet: Sheet, brought: Brought
) -> HttpResponse | None:
    if not brought.errors:
        return None
    form.errors.update(brought.errors)
    sheet = replace(sheet, memory_id=here.memory.pk, revision=here.memory.revision)
    return _ask(request, form, sheet, None if form_is_new(form) else here, kept=True)


def form_is_new(form: AnyForm) -> bool:
    """Return whether a form asks for something that was not there yet."""
    return isinstance(form, MemoryForm) and form.is_new


def show_both(request: HttpRequest, mine: Opened) -> HttpResponse:
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
    sheet, enclosed = sheet_of(request.POST, memory_id), stays(request, memory_id, Brought())
    form = form_of(here, request.POST, enclosed=enclosed)
    words = form.parse()
    wanted = next((each for each in CHOICES if each == request.POST.get("_actie")), None)
    if words is None:
        return _ask(request, form, sheet, here)
    if wanted is None:
        return show_both(request, Opened(here.person, here.memory, words))
    try:
        found = settle(person=here.person, sheet=sheet, words=words, choice=wanted)
    except ChangedMeanwhile as clash:
        return show_both(request, Opened(here.person, clash.memory, words))
    return redirect("diary:memory", memory_id=found[-1].pk)


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
    return _keep(request, person, sheet_of(request.POST, wanted), given, form)


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
