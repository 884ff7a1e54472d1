"""Addresses of this part of the groups: before, during and after one meeting."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from balans.groups.running import attendance_views, brought_views, note_views, run_views, views

patterns: list[URLPattern] = [
    path(_("leiden/<uuid:group_id>/bijeenkomst/<uuid:meeting_id>/"), views.meeting, name="meeting"),
    path(
        _("leiden/<uuid:group_id>/bijeenkomst/<uuid:meeting_id>/pdf/"),
        views.meeting_pdf,
        name="meeting_pdf",
    ),
    path(_("leiden/<uuid:group_id>/bijeenkomst/<uuid:meeting_id>/nu/"), run_views.run, name="run"),
    path(
        _("leiden/<uuid:group_id>/bijeenkomst/<uuid:meeting_id>/scherm/"),
        run_views.screen,
        name="screen",
    ),
    path(
        _("leiden/<uuid:group_id>/bijeenkomst/<uuid:meeting_id>/scherm/stap/"),
        run_views.screen_step,
        name="screen_step",
    ),
    path(
        _("leiden/<uuid:group_id>/bijeenkomst/<uuid:meeting_id>/wie-er-was/"),
        attendance_views.attendance,
        name="attendance",
    ),
    path(
        _("leiden/<uuid:group_id>/afgesproken-dagen.ics"),
        attendance_views.looks_calendar,
        name="looks_calendar",
    ),
    path(
        _("leiden/<uuid:group_id>/bijeenkomst/<uuid:meeting_id>/notitie/"),
        note_views.note,
        name="note",
    ),
    path(
        _("leiden/<uuid:group_id>/bijeenkomst/<uuid:meeting_id>/meegenomen/<uuid:brought_id>/"),
        brought_views.brought,
        name="brought",
    ),
]
