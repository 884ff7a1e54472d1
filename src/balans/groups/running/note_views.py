"""A facilitator's own note about a meeting: for nobody else, also not for who leads along."""

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balans.accounts.staff.guard import staff_view
from balans.core.text import clean
from balans.groups.running.noting import LONGEST, Kept, keep_note, note_of
from balans.groups.running.opened import Here, here_for
from balans.groups.saying import clock
from balans.ui.types import Error

WORDS, VERSION, SAVED = "tekst", "_versie", "bewaard"
TOGETHER = "samen"


@staff_view("facilitator")
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, group_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Show and keep what this facilitator notes. A script that saves while typing gets JSON."""
    here = here_for(request, group_id, meeting_id)
    kept = note_of(here.led.person, here.meeting)
    if request.method != "POST":
        return _page(request, here, kept)
    words = clean(request.POST.get(WORDS, ""), lines=True)
    if len(words) > LONGEST:
        return _too_long(request, here, words)
    version = request.POST.get(VERSION, "")
    base = int(version) if version.isdecimal() and len(version) < 9 else 0
    if request.headers.get("Accept") == "application/json":
        return _while_typing(here, kept, words, base)
    made = keep_note(person=here.led.person, meeting=here.meeting, words=words, version=base)
    return redirect(f"{request.path}?{TOGETHER if made.was_joined else SAVED}")


def _while_typing(here: Here, kept: Kept, words: str, base: int) -> JsonResponse:
    """Keep what is typed so far, unless another device wrote: then only a whole save joins both."""
    elsewhere = kept.version != base
    if not elsewhere:
        made = keep_note(person=here.led.person, meeting=here.meeting, words=words, version=base)
        elsewhere = made.was_joined
    if elsewhere:
        text = _("Op een ander apparaat schreef je ook iets. Druk op Bewaar: dan komt alles samen.")
        return JsonResponse({"text": text, "revision": base}, status=409)
    text = _("Bewaard om %(time)s") % {"time": clock(timezone.now())}
    return JsonResponse({"text": text, "revision": made.version})


def _too_long(request: HttpRequest, here: Here, words: str) -> HttpResponse:
    text = _("Dit is te lang om te bewaren. Maak het korter dan %(most)s tekens.")
    message = text % {"most": LONGEST}
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"text": message, "revision": 0}, status=422)
    version = request.POST.get(VERSION, "")
    kept = Kept(words, int(version) if version.isdecimal() and len(version) < 9 else 0)
    errors = [Error(field_id=f"id_{WORDS}", text=message)]
    return _page(request, here, kept, errors, status=422)


def _page(
    request: HttpRequest,
    here: Here,
    kept: Kept,
    errors: list[Error] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "here": here,
        "group": here.led.group,
        "meeting": here.meeting,
        "kept": kept,
        "errors": errors or [],
        "error": errors[0].text if errors else "",
        "saved": SAVED in request.GET,
        "joined": TOGETHER in request.GET,
    }
    return render(request, "groups/note.html", context, status=status)
