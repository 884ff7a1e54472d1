"""The memory book: choosing, ordering, the cover, having it made, and taking it along."""

import logging
from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balans.accounts.person import Person, person_for, person_of
from balans.accounts.space import NoSpace, no_space_words
from balans.core import blobs
from balans.core.files import pdf_response
from balans.core.language import page_language
from balans.core.text import read_uuid
from balans.core.vault import CannotOpen
from balans.diary.actions import timeline_of
from balans.diary.book import (
    MOST_MEMORIES,
    MOVES,
    BookPlan,
    TooManyMemories,
    choose,
    in_own_order,
    moved,
    ordered,
)
from balans.diary.book_actions import ask_for_book, begin_book, change_book, erase_book
from balans.diary.book_form import (
    ORDERS,
    CoverForm,
    count_words,
    is_older,
    name_of,
    order_choices,
    years_to_choose,
)
from balans.diary.book_photos import Photos
from balans.diary.form import say_plain
from balans.diary.keeping_books import Book, BookJob
from balans.diary.timeline import Entry
from balans.pages.errors import session_expired
from balans.ui.types import Error

log = logging.getLogger("balans")
GET_OR_POST = ["GET", "HEAD", "POST"]
FILE_NAME = "herinneringenboek"


def _here(request: HttpRequest) -> tuple[Person, Book] | None:
    """Return the person and the book; None when there is none for this person."""
    person = person_of(request)
    book = Book.objects.visible_to(person).first()
    return (person, book) if person and book else None


@csrf_protect
@require_http_methods(GET_OR_POST)
def book(request: HttpRequest) -> HttpResponse:
    """Show the book as it stands, or what it can be; begin it."""
    if request.method == "POST":
        begin_book(person=person_for(request))
        return redirect("diary:book_memories")
    here = _here(request)
    if here is None:
        person = person_of(request)
        return render(request, "diary/book_begin.html", {"count": _count(person)})
    return _book_page(request, *here)


def _book_page(
    request: HttpRequest, person: Person, kept: Book, errors: Sequence[Error] = ()
) -> HttpResponse:
    plan = kept.read(person)
    count = len(ordered(plan, timeline_of(person).entries))
    context = {
        "book": kept,
        "plan": plan,
        "count": count,
        "count_words": count_words(count),
        "job": BookJob.objects.visible_to(person).first(),
        "is_older": is_older(kept, person),
        "megabytes": max(1, round(kept.pdf_bytes / 1_000_000)),
        "errors": errors,
    }
    return render(request, "diary/book.html", context, status=422 if errors else 200)


def _count(person: Person | None) -> int:
    return len(timeline_of(person)) if person else 0


@csrf_protect
@require_http_methods(GET_OR_POST)
def memories(request: HttpRequest) -> HttpResponse:
    """Choose memories: one by one, a year at a time, all or none."""
    here = _here(request)
    if here is None:
        return session_expired(request)
    person, kept = here
    known = timeline_of(person).entries
    if request.method == "POST":
        return _choose(request, person, known)
    return _memories_page(request, known, kept.read(person).chosen)


def _choose(request: HttpRequest, person: Person, known: Sequence[Entry]) -> HttpResponse:
    act = request.POST.get("_actie", "")
    ids = _picked(act, set(request.POST.getlist("kies")), known)
    try:
        change_book(person=person, change=lambda plan: choose(plan, ids, known))
    except TooManyMemories:
        words = _("Een boek heeft plaats voor %(most)s herinneringen. Kies er wat minder.")
        errors = [Error(field_id="keuze", text=words % {"most": MOST_MEMORIES})]
        return _memories_page(request, known, ids, errors)
    except Book.DoesNotExist:
        return session_expired(request)
    if act == "verder":
        return redirect("diary:book_order")
    kind, _sep, year = act.partition(":")
    place = f"#jaar-{year}" if kind in ("heel", "niets") and year.isalnum() else "#keuze"
    return HttpResponseRedirect(reverse("diary:book_memories") + place)


def _picked(act: str, ids: set[str], known: Sequence[Entry]) -> set[str]:
    """Return what is chosen after a button: all, none, a whole year, or nothing of it."""
    kind, _sep, year = act.partition(":")
    meant = {each.id for each in known if year in ("", each.when[:4] or "zonder")}
    return {"heel": ids | meant, "niets": ids - meant}.get(kind, ids)


def _memories_page(
    request: HttpRequest, known: Sequence[Entry], chosen: object, errors: list[Error] | None = None
) -> HttpResponse:
    found = years_to_choose(known, chosen)  # type: ignore[arg-type]
    count = sum(year.count for year in found)
    context = {"years": found, "count_words": count_words(count), "errors": errors or []}
    return render(request, "diary/book_memories.html", context, status=422 if errors else 200)


@csrf_protect
@require_http_methods(GET_OR_POST)
def order(request: HttpRequest) -> HttpResponse:
    """Put the memories in order: by date, or one by one with buttons."""
    here = _here(request)
    if here is None:
        return session_expired(request)
    person, kept = here
    known = timeline_of(person).entries
    if request.method == "POST":
        return _order(request, person, known)
    plan = kept.read(person)
    rows = [
        {"id": each.id, "name": name_of(each), "when": say_plain(each.when)}
        for each in ordered(plan, known)
    ]
    context = {"plan": plan, "rows": rows, "choices": order_choices(plan.order)}
    return render(request, "diary/book_order.html", context)


def _order(request: HttpRequest, person: Person, known: Sequence[Entry]) -> HttpResponse:
    act, _sep, memory_id = request.POST.get("_actie", "").partition(":")
    picked = ORDERS.get(request.POST.get("volgorde", ""))
    try:
        change_book(person=person, change=_reordering(act, memory_id, picked, known))
    except Book.DoesNotExist:
        return session_expired(request)
    if act == "verder" and picked != "own":
        return redirect("diary:book_cover")
    place = f"#h-{memory_id}" if memory_id.isalnum() else "#lijst"
    if act in MOVES or act == "zelf" or (act == "verder" and request.POST.get("_was") != "own"):
        return HttpResponseRedirect(reverse("diary:book_order") + place)
    return redirect("diary:book_cover")


def _reordering(
    act: str, memory_id: str, picked: object, known: Sequence[Entry]
) -> Callable[[BookPlan], BookPlan]:
    def change(plan: BookPlan) -> BookPlan:
        if act in MOVES:
            return moved(in_own_order(plan, known), memory_id, act)
        if picked == "own":
            return in_own_order(plan, known)
        return plan.model_copy(update={"order": picked}) if picked else plan

    return change


@csrf_protect
@require_http_methods(GET_OR_POST)
def cover(request: HttpRequest) -> HttpResponse:
    """Ask for title, dedication, cover and size."""
    here = _here(request)
    if here is None:
        return session_expired(request)
    person, kept = here
    plan = kept.read(person)
    photos = Photos(person, [each for one in plan.chosen if (each := read_uuid(one))])
    form = CoverForm(plan, photos, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.parse() is not None:
        try:
            change_book(person=person, change=lambda now: _with_cover(now, form))
        except Book.DoesNotExist:
            return session_expired(request)
        return redirect("diary:book")
    status = 422 if form.errors else 200
    context = {"form": form, "errors": form.errors_to_show}
    return render(request, "diary/book_cover.html", context, status=status)


def _with_cover(now: BookPlan, form: CoverForm) -> BookPlan:
    """Return the plan as it is now with the posted words, so that no other change is undone."""
    form.start = now
    return form.parse() or now


@csrf_protect
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Have the book made in the background."""
    here = _here(request)
    if here is None:
        return session_expired(request)
    person, kept = here
    if not ordered(kept.read(person), timeline_of(person).entries):
        return redirect("diary:book_memories")
    try:
        ask_for_book(person=person, language=page_language())
    except NoSpace as full:
        text = no_space_words(full.space, has_account=person.has_account)
        return _book_page(request, person, kept, [Error(field_id="maak", text=text)])
    return HttpResponseRedirect(reverse("diary:book") + "#stand")


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """Give the book that was made."""
    here = _here(request)
    if here is None or not here[1].blob:
        return session_expired(request)
    person, kept = here
    try:
        content = kept.read_pdf(person)
    except (blobs.BlobGone, CannotOpen):
        log.error("a made book was not there, or did not open")
        return session_expired(request)
    return pdf_response(content, FILE_NAME, kept=True)


@csrf_protect
@require_http_methods(GET_OR_POST)
def erase(request: HttpRequest) -> HttpResponse:
    """Ask, then erase the book; the memories stay."""
    here = _here(request)
    if here is None:
        return session_expired(request)
    if request.method == "POST":
        erase_book(person=here[0])
        return redirect("diary:index")
    return render(request, "diary/book_erase.html", {"book": here[1]})
