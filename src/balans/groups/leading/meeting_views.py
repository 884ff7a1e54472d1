"""One meeting of a series: moved, called off, put back, added."""

import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balans.accounts.staff.guard import staff_view
from balans.core.language import page_language
from balans.groups.actions import Planned
from balans.groups.leading.change_views import VERSION, back_to_group, read_version
from balans.groups.leading.changing import (
    ChangedMeanwhile,
    Told,
    add_meeting,
    cancel_meeting,
    move_meeting,
    put_back,
)
from balans.groups.leading.choosing import Part, choosable, look_part
from balans.groups.leading.form import Form
from balans.groups.leading.overview import script_of
from balans.groups.leading.page_views import GET_OR_POST
from balans.groups.leading.planning import (
    fingerprint,
    has_seen,
    led_elsewhere,
    read_slot,
    remarks_on,
    say_matter,
    typed_slot,
    when_of,
)
from balans.groups.leading.rhythm import Slot, matters
from balans.groups.models import Group, Meeting
from balans.groups.moments import on_the_wall
from balans.groups.opened import Led, with_present_key
from balans.groups.opened import led as led_here
from balans.groups.saying import say_moment
from balans.ui.types import Choice


def _may_change(here: Led, meeting: Meeting) -> bool:
    """Return whether a meeting can still be moved or called off: not once it is over."""
    return here.group.stopped_at is None and meeting.ends_at > timezone.now()


def _judge(form: Form, here: Led, slot: Slot, but: Meeting | None = None) -> list[str]:
    """Say what is the matter with a moment; return what one may like to know of it."""
    others = [each for each in here.meetings if each.cancelled_at is None and each != but]
    slots = [Slot(each.starts_at, each.minutes) for each in others]
    if matter := matters([slot], timezone.now()).get(0):
        form.wrong("dag", say_matter(matter))
    elif any(slot.overlaps(each) for each in slots):
        form.wrong("dag", say_matter("clash"))
    remarks = list(remarks_on(slot, led_elsewhere(here.person, [slot], but=here.group)))
    if but is not None and _passes(here, but, slot):
        remarks.append(_("Dan verandert de volgorde van de bijeenkomsten."))
    return remarks


def _passes(here: Led, moving: Meeting, slot: Slot) -> bool:
    """Return whether a meeting comes before or after another one than it did."""
    return any(
        (each.starts_at < moving.starts_at) != (each.starts_at < slot.starts_at)
        for each in here.meetings
        if each != moving and each.cancelled_at is None
    )


@staff_view("facilitator")
@require_http_methods(GET_OR_POST)
def move(request: HttpRequest, group_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Move one meeting to another moment, or somewhere else this time."""
    here = led_here(request, group_id)
    meeting = here.meeting(meeting_id)
    if not _may_change(here, meeting):
        return redirect("groups:group", group_id=group_id)
    if request.method != "POST":
        changes = meeting.read_changes()
        typed = typed_slot(meeting.starts_at) | {"plaats": changes.place, "link": changes.link}
        return _move_page(request, here, meeting, Form(typed), meeting.sequence)
    form = Form(request.POST.dict())
    seen = read_version(form.raw(VERSION))
    slot = read_slot(form, meeting.minutes)
    place, link = form.line("plaats", most=200), form.link("link", secure=True)
    is_same = slot is not None and on_the_wall(slot.starts_at) == on_the_wall(meeting.starts_at)
    if is_same:
        slot = Slot(meeting.starts_at, meeting.minutes)
    remarks = _judge(form, here, slot, meeting) if slot and not is_same else []
    if slot is None or form.errors or not has_seen(form.typed, remarks):
        return _move_page(request, here, meeting, form, seen, remarks=remarks)
    try:
        told = move_meeting(
            here=here, meeting=meeting, seen=seen, starts_at=slot.starts_at, place=place, link=link
        )
    except ChangedMeanwhile:
        return _move_page(request, here, meeting, form, None, remarks=remarks)
    return back_to_group(group_id, "verzet", told)


def _move_page(
    request: HttpRequest,
    here: Led,
    meeting: Meeting,
    form: Form,
    version: int | None,
    *,
    remarks: list[str] | None = None,
) -> HttpResponse:
    """Show the form; without a version a colleague changed the meeting, and it says how it is."""
    now = meeting if version is not None else Meeting.objects.get(pk=meeting.pk)
    context = _about(here, meeting, form) | {
        "now": now,
        "now_said": say_moment(now.starts_at),
        "now_words": now.read_changes(),
        "met": version is None,
        "when": when_of(form),
        "version": now.sequence if version is None else version,
        "remarks": remarks or [],
        "seen": fingerprint(remarks or []),
        "usual": here.words,
    }
    status = 422 if form.errors else 409 if version is None else 200
    return render(request, "groups/move.html", context, status=status)


def _about(here: Led, meeting: Meeting, form: Form) -> dict[str, object]:
    return {
        "group": here.group,
        "title": here.words.title,
        "meeting": meeting,
        "meeting_title": script_of(here, meeting, page_language())[0],
        "moment": say_moment(meeting.starts_at),
        "form": form,
    }


@staff_view("facilitator")
@require_http_methods(GET_OR_POST)
def cancel(request: HttpRequest, group_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Call one meeting off, or let it take place after all."""
    here = led_here(request, group_id)
    meeting = here.meeting(meeting_id)
    if not _may_change(here, meeting):
        return redirect("groups:group", group_id=group_id)
    form, met = Form(request.POST.dict()), False
    if request.method == "POST":
        reason = form.lines("reden", most=500)
        wish = form.raw("doen")
        if wish == "terug" and form.raw(VERSION) and _clashes_now(here, meeting):
            form.wrong("doen", say_matter("clash"))
        if not form.errors:
            try:
                done, told = _cancel_or_back(here, meeting, form, reason)
                return back_to_group(group_id, done, told)
            except ChangedMeanwhile:
                met, meeting = True, Meeting.objects.get(pk=meeting.pk)
    context = _about(here, meeting, form) | {
        "met": met,
        "members": [] if meeting.cancelled_at else _without_address(here),
    }
    status = 422 if form.errors else 409 if met else 200
    return render(request, "groups/cancel.html", context, status=status)


def _clashes_now(here: Led, meeting: Meeting) -> bool:
    slot = Slot(meeting.starts_at, meeting.minutes)
    on = [each for each in here.meetings if each.cancelled_at is None and each != meeting]
    return any(slot.overlaps(Slot(each.starts_at, each.minutes)) for each in on)


def _cancel_or_back(here: Led, meeting: Meeting, form: Form, reason: str) -> tuple[str, Told]:
    seen = read_version(form.raw(VERSION))
    if form.raw("doen") == "terug":
        return "terug", put_back(here=here, meeting=meeting, seen=seen)
    return "afgezegd", cancel_meeting(here=here, meeting=meeting, seen=seen, reason=reason)


def _without_address(here: Led) -> list[str]:
    """Return the names of who gave no address, to call or to speak to."""
    return [
        each.name or _("iemand zonder naam")
        for each in here.members
        if not each.is_waiting and each.participation.address is None
    ]


@staff_view("facilitator")
@with_present_key
@require_http_methods(GET_OR_POST)
def add(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Add a meeting to a series."""
    here = led_here(request, group_id)
    if here.group.stopped_at is not None:
        return redirect("groups:group", group_id=group_id)
    look = look_part(page_language())
    known = choosable(here.person, page_language()) | {look.key: look}
    if request.method != "POST":
        return _add_page(request, here, Form({VERSION: str(here.group.version)}), known)
    form = Form(request.POST.dict())
    part = known.get(form.raw("draaiboek"))
    if part is None:
        form.wrong("draaiboek", _("Kies wat jullie die keer doen."))
    slot = read_slot(form, part.minutes if part else 60)
    remarks = _judge(form, here, slot) if slot else []
    if part is None or slot is None or form.errors or not has_seen(form.typed, remarks):
        return _add_page(request, here, form, known, remarks=remarks)
    planned = Planned(part.kind, part.script, slot.starts_at, part.minutes, own=part.own)
    try:
        told = add_meeting(here=here, planned=planned, seen=read_version(form.raw(VERSION)))
    except ChangedMeanwhile:
        form.typed = {**form.typed, VERSION: str(Group.objects.get(pk=group_id).version)}
        return _add_page(request, here, form, known, remarks=remarks, met=True)
    return back_to_group(group_id, "erbij", told)


def _add_page(
    request: HttpRequest,
    here: Led,
    form: Form,
    known: Mapping[str, Part],
    *,
    remarks: list[str] | None = None,
    met: bool = False,
) -> HttpResponse:
    chosen = form.raw("draaiboek")
    context = {
        "group": here.group,
        "title": here.words.title,
        "form": form,
        "when": when_of(form),
        "scripts": [
            ("", [Choice(key, each.title, "", key == chosen) for key, each in known.items()])
        ],
        "remarks": remarks or [],
        "seen": fingerprint(remarks or []),
        "met": met,
        "meetings": [say_moment(each.starts_at) for each in here.meetings],
    }
    status = 422 if form.errors else 409 if met else 200
    return render(request, "groups/add_meeting.html", context, status=status)
