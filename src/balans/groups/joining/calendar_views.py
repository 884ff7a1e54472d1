"""The dates of a group for one's own calendar."""

import uuid
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from balans.core.addresses import whole_address
from balans.core.calendar import CONTENT_TYPE, Hour, calendar_uid, hours
from balans.core.files import file_response
from balans.core.language import page_language
from balans.groups.joining.dated import Dated, dated
from balans.groups.joining.taking import participant_view
from balans.groups.models import Meeting
from balans.groups.opened import Joined


@participant_view("GET")
def calendar(request: HttpRequest, here: Joined) -> HttpResponse:
    """Give every date of a group, those that are off among them."""
    return _file(here, here.meetings, "groep")


@participant_view("GET")
def meeting_calendar(request: HttpRequest, here: Joined, meeting_id: uuid.UUID) -> HttpResponse:
    """Give one date."""
    meeting = here.meeting(meeting_id)
    return _file(here, [meeting], f"bijeenkomst-{meeting.starts_at:%Y-%m-%d}")


def _file(here: Joined, meetings: Sequence[Meeting], name: str) -> HttpResponse:
    found = [_hour(here, each) for each in dated(meetings, here.words, page_language())]
    return file_response(hours(found), CONTENT_TYPE, f"{name}.ics")


def _hour(here: Joined, each: Dated) -> Hour:
    """Return a meeting as a calendar keeps it: without the video link, which may still change."""
    group, meeting = here.group, each.meeting
    video = _("De link voor het videogesprek staat een dag van tevoren op je pagina.")
    return Hour(
        uid=calendar_uid(meeting.pk),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        summary=each.words.title,
        changed_at=group.changed_at,
        number=meeting.sequence,
        text=video if each.words.link and not each.words.place else "",
        place=each.words.place,
        link=whole_address("groups:mine", group.pk),
        is_off=meeting.cancelled_at is not None or group.stopped_at is not None,
    )
