"""Addresses of the exercises."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.questionnaires import outcome_views, views

app_name = "questionnaires"
ATTEMPT = _("oefeningen/<slug:slug>/<uuid:attempt_id>/")
urlpatterns = [
    path(_("oefeningen/"), views.index, name="index"),
    path(_("oefeningen/<slug:slug>/"), views.introduction, name="introduction"),
    path(_("oefeningen/<slug:slug>/begin/"), views.begin, name="begin"),
    path(_("oefeningen/<slug:slug>/papier.pdf"), views.paper, name="paper"),
    path(ATTEMPT, views.resume, name="resume"),
    path(_("oefeningen/<slug:slug>/<uuid:attempt_id>/vraag/<slug:page>/"), views.step, name="step"),
    path(_("oefeningen/<slug:slug>/<uuid:attempt_id>/antwoorden/"), views.answers, name="answers"),
    path(_("oefeningen/<slug:slug>/<uuid:attempt_id>/wissen/"), views.erase, name="erase"),
    path(
        _("oefeningen/<slug:slug>/<uuid:attempt_id>/uitkomst/"),
        outcome_views.outcome_page,
        name="outcome",
    ),
    path(
        _("oefeningen/<slug:slug>/<uuid:attempt_id>/uitkomst.pdf"),
        outcome_views.outcome_pdf,
        name="outcome_pdf",
    ),
    path(
        _("oefeningen/<slug:slug>/<uuid:attempt_id>/agenda.ics"),
        outcome_views.outcome_calendar,
        name="calendar",
    ),
    path(
        _("oefeningen/<slug:slug>/<uuid:attempt_id>/bericht/"),
        outcome_views.message,
        name="message",
    ),
    path(
        _("oefeningen/<slug:slug>/<uuid:attempt_id>/naast/<uuid:earlier_id>/"),
        outcome_views.beside,
        name="beside",
    ),
]
