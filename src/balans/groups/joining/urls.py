"""Addresses of this part of the groups."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from balans.groups.joining import (
    bring_views,
    calendar_views,
    enter_views,
    invite_views,
    mine_views,
    reply_views,
    stop_views,
)

patterns: list[URLPattern] = [
    path(_("meedoen/"), enter_views.code, name="code"),
    path(_("meedoen/<str:code>/"), enter_views.join, name="join"),
    path(_("uitnodiging/<str:token>/"), enter_views.invited, name="invited"),
    path(_("leiden/<uuid:group_id>/uitnodigen/"), invite_views.invite, name="invite"),
    path(_("mijn/<uuid:group_id>/"), mine_views.mine, name="mine"),
    path(_("mijn/<uuid:group_id>/gegevens/"), mine_views.details, name="details"),
    path(_("mijn/<uuid:group_id>/stoppen/"), mine_views.leave, name="leave"),
    path(_("mijn/<uuid:group_id>/agenda.ics"), calendar_views.calendar, name="calendar"),
    path(
        _("mijn/<uuid:group_id>/<uuid:meeting_id>/antwoord/"),
        reply_views.reply_page,
        name="reply",
    ),
    path(
        _("mijn/<uuid:group_id>/<uuid:meeting_id>/meenemen/"),
        bring_views.bring_page,
        name="bring",
    ),
    path(
        _("mijn/<uuid:group_id>/<uuid:meeting_id>/agenda.ics"),
        calendar_views.meeting_calendar,
        name="meeting_calendar",
    ),
    path(
        _("seintje/<uuid:participation_id>/<slug:name>/"),
        stop_views.stop_reminders,
        name="stop_reminders",
    ),
    path(
        _("geen-mail/<uuid:participation_id>/<slug:name>/"),
        stop_views.stop_mail,
        name="stop_mail",
    ),
]
