"""Who is in a group and who waits: taken out, let in, and who comes without joining here."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balans.accounts.staff.guard import staff_view
from balans.core.text import read_uuid
from balans.core.vault import CannotOpen
from balans.groups.leading.form import Form
from balans.groups.leading.membership import (
    MOST_EXTRAS,
    GroupFull,
    change_roster,
    let_in,
    take_out,
)
from balans.groups.leading.overview import has_old_key, roster_of
from balans.groups.leading.page_views import GET_OR_POST
from balans.groups.opened import Led, Member
from balans.groups.opened import led as led_here

NAME = 60


@staff_view("facilitator")
@require_http_methods(GET_OR_POST)
def members(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Show everybody by the name they like; add or remove who does not join online."""
    here = led_here(request, group_id)
    form = Form(request.POST.dict())
    if request.method == "POST" and _kept(here, form):
        return redirect(f"{reverse('groups:members', args=[group_id])}#papier")
    return _page(request, here, form)


def _kept(here: Led, form: Form) -> bool:
    removed = read_uuid(form.raw("weg"))
    name = "" if removed else form.line("naam", most=NAME, needed=_("Schrijf een naam."))
    if form.errors:
        return False
    try:
        if change_roster(
            here=here, added=name, extra_id=read_uuid(form.raw("nummer")), removed=removed
        ):
            return True
        said = _("Er staan al %(most)s namen. Haal eerst iemand weg.") % {"most": MOST_EXTRAS}
        form.wrong("naam", said)
    except CannotOpen:
        form.wrong("naam", _("Je hebt een nieuwe link nodig om dit te kunnen lezen."))
    return False


def _page(request: HttpRequest, here: Led, form: Form) -> HttpResponse:
    roster = roster_of(here)
    inside = [each for each in here.members if not each.is_waiting]
    context = {
        "group": here.group,
        "title": here.words.title,
        "inside": inside,
        "waiting": [each for each in here.members if each.is_waiting],
        "extras": roster.extras if roster else (),
        "is_closed": roster is None,
        "free": max(here.group.limit - len(inside), 0),
        "old_key": has_old_key(here),
        "form": form,
        "new_id": uuid.uuid4(),
        "full": request.GET.get("vol") == "1",
        "out": request.GET.get("uit") == "1",
    }
    status = 422 if form.errors else 200
    return render(request, "groups/members.html", context, status=status)


def _member(here: Led, member_id: uuid.UUID) -> Member:
    for each in here.members:
        if each.id == member_id:
            return each
    raise Http404


@staff_view("facilitator")
@require_http_methods(GET_OR_POST)
def remove(request: HttpRequest, group_id: uuid.UUID, member_id: uuid.UUID) -> HttpResponse:
    """Ask whether to take somebody out, and do it."""
    here = led_here(request, group_id)
    member = _member(here, member_id)
    if request.method == "POST":
        take_out(here=here, taking=member.participation)
        return redirect(f"{reverse('groups:members', args=[group_id])}?uit=1")
    context = {"group": here.group, "title": here.words.title, "member": member}
    return render(request, "groups/remove_member.html", context)


@staff_view("facilitator")
@require_POST
def admit(request: HttpRequest, group_id: uuid.UUID, member_id: uuid.UUID) -> HttpResponse:
    """Give somebody who waits a place, in a larger group if need be."""
    here = led_here(request, group_id)
    member, page = _member(here, member_id), reverse("groups:members", args=[group_id])
    try:
        let_in(here=here, taking=member.participation)
    except GroupFull:
        return redirect(f"{page}?vol=1")
    return redirect(page)
