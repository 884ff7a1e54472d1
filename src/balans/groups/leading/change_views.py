"""Changing how a group is described, and stopping the whole series."""

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balans.accounts.staff.guard import staff_view
from balans.core.text import clean
from balans.groups.leading.beginning import municipality_name, read_words
from balans.groups.leading.changing import (
    ChangedMeanwhile,
    Described,
    Told,
    change_group,
    stop_group,
)
from balans.groups.leading.form import Form
from balans.groups.leading.page_views import GET_OR_POST
from balans.groups.leading.planning import SEEN, fingerprint, has_seen, say_many
from balans.groups.models import Group
from balans.groups.opened import Led
from balans.groups.opened import led as led_here

FIELDS = ("titel", "plaats", "link", "gemeente", "aantal", "taal", "opmerking")
VERSION, WAS = "versie", "was-"
MOST_DIGITS = 9


def back_to_group(group_id: uuid.UUID, done: str, told: Told) -> HttpResponse:
    """Lead back to the overview, which says what was done and how many heard of it."""
    here = reverse("groups:group", args=[group_id])
    return redirect(f"{here}?gedaan={done}&mail={told.mailed}&geen={told.unreached}")


def read_version(text: str) -> int:
    """Return the version that a page was made from; -1, which never was, for anything strange."""
    return int(text) if text.isdecimal() and len(text) < MOST_DIGITS else -1


def typed_of(group: Group) -> dict[str, str]:
    """Return a group as its form shows it, with the same again as what it was."""
    words = group.read()
    now = {
        "titel": words.title,
        "plaats": words.place,
        "link": words.link,
        "gemeente": municipality_name(group.municipality),
        "aantal": str(group.limit),
        "taal": group.language,
        "opmerking": words.note,
    }
    return now | {f"{WAS}{name}": text for name, text in now.items()}


@staff_view("facilitator")
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Change how a group is described; what a colleague kept meanwhile is shown beside it."""
    here = led_here(request, group_id)
    if here.group.stopped_at is not None:
        return redirect("groups:group", group_id=group_id)
    if request.method != "POST":
        return _page(request, here, Form(typed_of(here.group)), here.group.version)
    form = Form(request.POST.dict())
    words, slug, limit = read_words(form)
    version = read_version(form.raw(VERSION))
    remarks = [text for text in (say_many(limit),) if text and limit != here.group.limit]
    if form.errors or not has_seen(form.typed, remarks):
        return _page(request, here, form, version, remarks=remarks)
    language = form.chosen("taal", dict(settings.LANGUAGES), here.group.language)
    new = Described(words=words, municipality=slug, language=language, limit=limit)
    try:
        told = change_group(here=here, seen=version, new=new)
    except ChangedMeanwhile:
        return _met(request, here, form)
    return back_to_group(group_id, "veranderd", told)


def _met(request: HttpRequest, here: Led, form: Form) -> HttpResponse:
    """Show what a colleague kept beside what was typed; nothing of both is lost.

    What was not touched becomes what the colleague made of it; where both did something, the field
    holds what was typed here and says what there is now.
    """
    group = Group.objects.get(pk=here.group.pk)
    now, meets = typed_of(group), dict[str, str]()
    both = dict[str, str]()
    for name in FIELDS:
        mine, theirs = clean(form.raw(name), lines=True), now[name]
        was = clean(form.raw(f"{WAS}{name}"), lines=True)
        both[name] = theirs if mine == was else form.raw(name)
        if theirs not in (was, mine):
            meets[name] = _beside(name, theirs, is_taken=mine == was)
    merged = Form({**form.typed, **now, **both})
    return _page(request, here, merged, group.version, meets=meets, status=409)


def _beside(name: str, theirs: str, *, is_taken: bool) -> str:
    if is_taken:
        return _("Je collega veranderde dit.")
    shown = dict(settings.LANGUAGES).get(theirs, theirs) if name == "taal" else theirs
    if not shown:
        return _("Je collega maakte dit leeg. Hier staat wat jij schreef.")
    return _("Je collega schreef: %(theirs)s. Hier staat wat jij schreef.") % {"theirs": shown}


def _page(
    request: HttpRequest,
    here: Led,
    form: Form,
    version: int,
    *,
    meets: Mapping[str, str] | None = None,
    remarks: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "group": here.group,
        "title": here.words.title,
        "form": form,
        "version": version,
        "was": [(f"{WAS}{name}", form.raw(f"{WAS}{name}")) for name in FIELDS],
        "meets": meets,
        "remarks": remarks or [],
        "seen_name": SEEN,
        "seen": fingerprint(remarks or []),
        "languages": form.choices("taal", dict(settings.LANGUAGES), here.group.language),
    }
    status = 422 if form.errors else status
    return render(request, "groups/change.html", context, status=status)


@staff_view("facilitator")
@require_http_methods(GET_OR_POST)
def stop(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Ask whether to stop the whole series, and do it."""
    here = led_here(request, group_id)
    if here.group.stopped_at is not None:
        return redirect("groups:group", group_id=group_id)
    form = Form(request.POST.dict())
    if request.method == "POST":
        reason = form.lines("reden", most=500)
        if not form.errors:
            return back_to_group(group_id, "gestopt", stop_group(here=here, reason=reason))
    context = {"group": here.group, "title": here.words.title, "form": form}
    status = 422 if form.errors else 200
    return render(request, "groups/stop.html", context, status=status)
