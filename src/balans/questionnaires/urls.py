"""Addresses of the exercises."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from balans.questionnaires import outcome_views, sharing, views, walking

app_name = "questionnaires"
exercises = [
    path("", views.index, name="index"),
    path(_("uitkomst/<uuid:attempt_id>/"), sharing.found, name="found"),
    path("<slug:slug>/", views.introduction, name="introduction"),
    path(_("<slug:slug>/<uuid:attempt_id>/uitkomst/"), outcome_views.outcome_page, name="outcome"),
    path(
        _("<slug:slug>/<uuid:attempt_id>/agenda.ics"),
        outcome_views.outcome_calendar,
        name="calendar",
    ),
    path(_("<slug:slug>/<uuid:attempt_id>/bericht/"), outcome_views.message, name="message"),
    *walking.patterns,
]
urlpatterns = [path(_("oefeningen/"), include(exercises))]
