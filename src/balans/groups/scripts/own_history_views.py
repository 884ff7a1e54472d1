"""The history of an own script: every version, what changed, and an earlier one put back."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.person import Person
from balans.accounts.staff.guard import staff_view
from balans.groups.models import ScriptVersion
from balans.groups.scripts.changes import Change, changes
from balans.groups.scripts.own import ChangedMeanwhile, Own, save_version
from balans.groups.scripts.own_views import FACILITATOR, GET_OR_POST, facilitator, one, trail
from balans.groups.scripts.showing import shown

AT_ONCE = 20
BEFORE = "voor"


@dataclass(frozen=True)
class Moment:
    """One version, with what became different; None where it is the first."""

    version: ScriptVersion
    changes: tuple[Change, ...] | None


@staff_view(FACILITATOR)
@require_safe
def history(request: HttpRequest, script_id: uuid.UUID) -> HttpResponse:
    """Show the versions of an own script, the newest first, some at a time."""
    own, before = one(request, script_id), str(request.GET.get(BEFORE, ""))
    rows = own.kept.versions.all()
    if before.isascii() and before.isdigit() and len(before) < 9:
        rows = rows.filter(number__lt=int(before))
    some = list(rows[: AT_ONCE + 1])
    context = {
        "own": own,
        "moments": list(_moments(facilitator(request), some))[:AT_ONCE],
        "older": some[AT_ONCE - 1].number if len(some) > AT_ONCE else 0,
        "steps": trail(own),
    }
    return render(request, "groups/own_script_history.html", context)


def _moments(person: Person, versions: list[ScriptVersion]) -> Iterator[Moment]:
    """Yield each version beside the one before it; the last of a page needs one more to compare."""
    read = [each.read(person.vault) for each in versions]
    for place, version in enumerate(versions):
        before = read[place + 1] if place + 1 < len(read) else None
        yield Moment(version, changes(before, read[place]) if before else None)


@staff_view(FACILITATOR)
@csrf_protect
@require_http_methods(GET_OR_POST)
def version(request: HttpRequest, script_id: uuid.UUID, number: int) -> HttpResponse:
    """Show an own script as it was; put it back as a new version."""
    own, person = one(request, script_id), facilitator(request)
    row = own.kept.versions.filter(number=number).first() if number < 10**9 else None
    if row is None:
        raise Http404
    if request.method == "POST":
        return _put_back(person, own, row)
    then = row.read(person.vault)
    here = (_("Geschiedenis"), reverse("groups:own_script_history", args=[own.kept.pk]))
    context = {
        "own": own,
        "version": row,
        "shown": shown(then),
        "changes": changes(then, own.script),
        "steps": (*trail(own), here),
    }
    return render(request, "groups/own_script_version.html", context)


def _put_back(person: Person, own: Own, row: ScriptVersion) -> HttpResponse:
    """Keep an earlier version as the newest; what was newest stays in the history."""
    script, seen = row.read(person.vault), own.version.number
    try:
        save_version(person=person, kept=own.kept, script=script, seen=seen)
    except ChangedMeanwhile:
        return redirect("groups:own_script_history", script_id=own.kept.pk)
    return redirect("groups:own_script", script_id=own.kept.pk)
