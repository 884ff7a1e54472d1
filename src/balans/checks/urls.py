"""Addresses of the checks."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from balans.checks import rhythm_views, views
from balans.questionnaires import walking

app_name = "checks"
checks = [
    path("", views.index, name="index"),
    path(_("over-de-checks/"), views.about, name="about"),
    path("<slug:slug>/", views.introduction, name="introduction"),
    path(_("<slug:slug>/<uuid:attempt_id>/uitkomst/"), views.outcome, name="outcome"),
    path(_("<slug:slug>/ritme/"), rhythm_views.rhythm, name="rhythm"),
    path(_("<slug:slug>/ritme/agenda.ics"), rhythm_views.rhythm_calendar, name="rhythm_calendar"),
    *walking.patterns,
]
urlpatterns = [path(_("hoe-gaat-het/"), include(checks))]
