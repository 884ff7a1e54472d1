"""Reading in the diary: the timeline, one memory, searching, the prompts, erasing."""

import base64
import binascii
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.person import Person, person_for, person_of
from balans.accounts.place.profile import in_first_weeks, is_bereaved
from balans.core.headers import allow_listening
from balans.core.language import page_language
from balans.core.vault import CannotOpen
from balans.diary.actions import erase_memory, timeline_of
from balans.diary.attachment import Attachment
from balans.diary.content import groups, in_grief
from balans.diary.enclosures import hanging
from balans.diary.finding import Found, find
from balans.diary.form import Shown, say_month, say_plain
from balans.diary.models import Memory
from balans.diary.opened import Opened, opened, prompt_for
from balans.diary.search import QUERY_LIMIT, search_for
from balans.diary.timeline import Page, Timeline, plan
from balans.pages.errors import session_expired
from balans.questionnaires.kinds.base import clean
from balans.ui.illustrations import markup

GET_OR_POST = ["GET", "HEAD", "POST"]
MOST_DRAFTS = 5
MOST_DIGITS = 6
PLACE, FIELD = "search", "query"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the timeline, what was begun and left, and a question that invites."""
    person = person_of(request)
    known = plan(timeline_of(person) if person else Timeline())
    page = known.page(_number(request.GET.get("bladzijde", "")))
    months, first = _months(person, page) if person else [], page.number == 1
    context = {
        "person": person,
        "count": len(known.known),
        "page_of": page,
        "months": months,
        "before": page.number - 1,
        "after": page.number + 1 if page.number < known.last else 0,
        "last": known.last,
        "years": known.years() if known.last > 1 else {},
        "drafts": _drafts(person) if person and first else [],
        "prompt": prompt_for(person, request.GET.get("na", "")) if first else None,
        "saved": _("Je kladje is bewaard.") if request.GET.get("kladje") == "1" else "",
        "days": settings.GUEST_DAYS,
        "good_things": not in_first_weeks(person, timezone.localdate()),
    }
    return render(request, "diary/index.html", context)


def _number(text: str) -> int:
    """Return the number of a page, the first for anything strange."""
    return int(text) if text.isdecimal() and len(text) < MOST_DIGITS else 1


class Thumbnail(NamedTuple):
    """The first photo of a memory, small."""

    src: str
    width: int
    height: int


@dataclass(frozen=True)
class Line:
    """One memory on the timeline, ready to be shown: there may be thirty, so nothing is asked."""

    href: str
    kind: str
    name: str
    when: str
    teaser: str
    things: tuple[str, ...]
    drawing: SafeString | None
    photo: Thumbnail | None


@dataclass(frozen=True)
class ShownMonth:
    """A month of the timeline, ready to be shown; `anchor` is the year where one begins."""

    title: str
    anchor: str
    goes_on: bool
    lines: tuple[Line, ...]


def _months(person: Person, page: Page) -> list[ShownMonth]:
    """Return the months of a page with their memories opened: these few, and no others."""
    memories = Memory.objects.of_page(person, page.ids)
    known = {each.pk: Shown(each.read(person)) for each in memories}
    photos = first_photos(memories)
    here = reverse("diary:index")
    first = {month.key[:4]: month.key for month in reversed(page.months)}
    return [
        ShownMonth(
            title=say_month(month.key),
            anchor=(month.key[:4] or "zonder") if first[month.key[:4]] == month.key else "",
            goes_on=month.goes_on,
            lines=tuple(
                _line(f"{here}{each}/", known[each], say_plain(month.key), photos.get(each))
                for each in month.ids
                if each in known
            ),
        )
        for month in page.months
    ]


def _line(href: str, shown: Shown, month: str, photo: Thumbnail | None) -> Line:
    """Return a line; what the heading of the month already says is not said again."""
    words = shown.words
    return Line(
        href=href,
        kind=words.kind,
        name=shown.name,
        when="" if shown.when == month else shown.when,
        teaser=words.teaser,
        things=words.things,
        drawing=markup(shown.drawing) if words.mood else None,
        photo=photo,
    )


def first_photos(memories: Iterable[Memory]) -> dict[uuid.UUID, Thumbnail]:
    """Return the first photo of each memory that has one. One query, one address worked out."""
    one, other = uuid.UUID(int=1), uuid.UUID(int=2)
    address = reverse("diary:picture_small", args=[one, other])
    known = Attachment.objects.of_opened(memories).photos()
    rows = known.order_by("-position").values_list("memory", "pk", "small_width", "small_height")
    return {
        memory: Thumbnail(
            address.replace(str(one), str(memory)).replace(str(other), str(pk)), width, height
        )
        for memory, pk, width, height in rows
    }


def _drafts(person: Person) -> list[Opened]:
    left = Memory.objects.visible_to(person).left()[:MOST_DRAFTS]
    return [Opened(person, each, each.read_latest(person)) for each in left]


@require_safe
def memory(request: HttpRequest, memory_id: uuid.UUID) -> HttpResponse:
    """Show one memory."""
    here = opened(request, memory_id)
    if here is None:
        return session_expired(request)
    if here.memory.is_draft:
        return redirect(here.url("change"))
    shown = Shown(here.memory.read(here.person))
    context = {
        "here": here,
        "shown": shown,
        "unfinished": here.memory.unfinished is not None,
        **hanging(here.person, memory_id),
    }
    return allow_listening(render(request, "diary/memory.html", context))


@csrf_protect
@require_http_methods(GET_OR_POST)
def erase(request: HttpRequest, memory_id: uuid.UUID) -> HttpResponse:
    """Ask once, then erase this memory."""
    here = opened(request, memory_id)
    if here is None:
        return session_expired(request)
    if request.method == "POST":
        erase_memory(person=here.person, memory=here.memory)
        return redirect("diary:index")
    return render(request, "diary/erase.html", {"here": here})


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Show every question that invites, by whom it is about."""
    person, known = person_of(request), groups(page_language())
    context = {"groups": in_grief(known) if is_bereaved(person) else known, "person": person}
    return render(request, "diary/questions.html", context)


@csrf_protect
@require_http_methods(GET_OR_POST)
def search(request: HttpRequest) -> HttpResponse:
    """Search one's own words.

    What is looked for is personal, and addresses end up in logs and histories. So it is posted,
    and stands sealed in the address of the answer: back and reload work (docs/adr/0009).
    """
    if request.method == "POST":
        query = clean(request.POST.get("woorden", "")[:QUERY_LIMIT])
        token = sealed_query(person_for(request), query) if query else ""
        return redirect(reverse("diary:search") + (f"?z={token}" if token else ""))
    person = person_of(request)
    query = read_query(person, request.GET.get("z", "")) if person else ""
    found = find(person, search_for(query)) if person and query else Found((), 0)
    context = {"query": query, "found": found, "more": found.count - len(found.hits)}
    return render(request, "diary/search.html", context)


def sealed_query(person: Person, query: str) -> str:
    """Return what is looked for as it stands in an address: only its owner can read it."""
    sealed = person.vault.seal(query.encode(), record=PLACE, field=FIELD)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def read_query(person: Person, token: str) -> str:
    """Return what is looked for, nothing for an address that is not this person's."""
    try:
        sealed = base64.urlsafe_b64decode(token.encode("ascii") + b"==")
        return person.vault.open(sealed, record=PLACE, field=FIELD).decode()
    except (ValueError, binascii.Error, CannotOpen):
        return ""
