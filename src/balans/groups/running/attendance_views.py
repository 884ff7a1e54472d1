"""Who was at a meeting, and on which day facilitator and participant look how a plan goes."""

import uuid
from collections import Counter
from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.staff.guard import staff_view
from balans.core.calendar import CONTENT_TYPE, Day, calendar_uid, feed
from balans.core.files import file_response
from balans.groups.moments import NoDay, read_day
from balans.groups.opened import Led, led, with_present_key
from balans.groups.running.attending import (
    Attendee,
    ChangedMeanwhile,
    StaysClosed,
    attendees,
    gone,
    kept_of,
    names_of,
    save_attendance,
)
from balans.groups.running.looks import looks_of
from balans.groups.running.opened import Here, here_for
from balans.groups.words import Mark
from balans.ui.types import Error

CAME, LOOK, VERSION, SAVED, OVER = "was", "kijk-", "_versie", "bewaard", "vervang"


@staff_view("facilitator")
@with_present_key
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, group_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Show who was there and on which day one looks back; keep it as a whole."""
    here = here_for(request, group_id, meeting_id)
    if request.method != "POST":
        return _page(request, here, {"saved": SAVED in request.GET})
    marks, errors = read_marks(request, here.led)
    if errors:
        return _again(request, here, marks, errors)
    version = _number(request.POST.get(VERSION, ""))
    try:
        save_attendance(
            led=here.led,
            meeting=here.meeting,
            marks=marks.values(),
            version=version,
            over_closed=OVER in request.POST,
        )
    except ChangedMeanwhile:
        return _changed(request, here, marks)
    except StaysClosed:
        text = _("Vink aan dat dit in de plaats komt van wat er al stond.")
        return _again(request, here, marks, [Error(field_id=f"id_{OVER}", text=text)])
    return redirect(f"{request.path}?{SAVED}")


def read_marks(request: HttpRequest, group: Led) -> tuple[dict[uuid.UUID, Mark], list[Error]]:
    """Return what was ticked and filled in, for everybody on the list, and which days are none."""
    came, marks, errors = set(request.POST.getlist(CAME)), dict[uuid.UUID, Mark](), list[Error]()
    for who in names_of(group):
        typed = request.POST.get(f"{LOOK}{who}", "").strip()
        day = _day(typed)
        if typed and day is None:
            text = _("Dit is geen dag: %(typed)s. Schrijf bijvoorbeeld 4-3-2027.")
            errors.append(Error(field_id=f"id_{LOOK}{who}", text=text % {"typed": typed[:30]}))
        if str(who) in came or day is not None:
            marks[who] = Mark(who=who, came=str(who) in came, look_on=day)
    return marks, errors


def _day(typed: str) -> date | None:
    """Return a day as it was typed; None for what is no day."""
    try:
        return read_day(typed) if typed else None
    except NoDay:
        return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _again(
    request: HttpRequest, here: Here, marks: dict[uuid.UUID, Mark], errors: list[Error]
) -> HttpResponse:
    wrong = {each.field_id: each.text for each in errors}
    people = [
        replace(each, error=wrong.get(f"id_{LOOK}{each.who}", ""))
        for each in attendees(here.led, marks)
    ]
    context = {
        "people": people,
        "version": _number(request.POST.get(VERSION, "")),
        "errors": errors,
    }
    return _page(request, here, context, status=422)


def _changed(request: HttpRequest, here: Here, marks: dict[uuid.UUID, Mark]) -> HttpResponse:
    """Show what was typed, and where the other facilitator saved something else."""
    kept, theirs = kept_of(here.led, here.meeting), list[str]()
    for each in attendees(here.led, kept.marks):
        mine = marks.get(each.who, Mark(who=each.who))
        if (mine.came, mine.look_on) != (each.came, each.look_on):
            theirs.append(_say(each))
    context = {"people": attendees(here.led, marks), "version": kept.version, "theirs": theirs}
    return _page(request, here, context, status=409)


def _say(each: Attendee) -> str:
    """Return what another facilitator saved of one person."""
    said = _("was er") if each.came else _("was er niet")
    day = date_format(each.look_on, "j F Y") if each.look_on else ""
    look = _(", kijken op %(day)s") % {"day": day} if day else ""
    return f"{each.name or _('iemand zonder naam')}: {said}{look}"


def _page(
    request: HttpRequest, here: Here, more: dict[str, object], *, status: int = 200
) -> HttpResponse:
    kept = kept_of(here.led, here.meeting)
    context = {
        "here": here,
        "group": here.led.group,
        "meeting": here.meeting,
        "people": attendees(here.led, kept.marks),
        "version": kept.version,
        "came": kept.attendance.came,
        "is_closed": kept.is_closed,
        "came_before": here.meeting.came or 0,
        "gone": gone(here.led, kept),
        "has_looks": any(each.look_on for each in kept.attendance.marks),
        **more,
    }
    context.setdefault("theirs", None)
    return render(request, "groups/attendance.html", context, status=status)


@staff_view("facilitator")
@require_safe
def looks_calendar(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Give the agreed days of a group as a file for one's own calendar, without any name.

    A calendar lies with somebody else: it tells how many, the page tells who.
    """
    group = led(request, group_id)
    days = Counter(each.on for each in looks_of(group))
    if not days:
        raise Http404
    made = [look_day(group, day, number) for day, number in sorted(days.items())]
    file = feed(made, name=_("Kijken hoe het gaat"))
    return file_response(file, CONTENT_TYPE, _("afgesproken-dagen") + ".ics")


def look_day(group: Led, day: date, number: int) -> Day:
    """Return one day on which plans are looked at."""
    people = ngettext("Met %(count)d deelnemer.", "Met %(count)d deelnemers.", number)
    return Day(
        uid=calendar_uid(uuid.uuid5(group.group.pk, day.isoformat())),
        day=day,
        summary=_("Kijken hoe het gaat: %(group)s") % {"group": group.words.title},
        text=" ".join((people % {"count": number}, _("Wie het zijn, zie je bij je groep."))),
        changed_at=timezone.now(),
        alarm=True,
    )
