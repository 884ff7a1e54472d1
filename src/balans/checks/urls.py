"""Addresses of the checks."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from balans.checks import conversation_views, course_views, rhythm_views, together_views, views
from balans.questionnaires import walking

app_name = "checks"
checks = [
    path("", views.index, name="index"),
    path(_("over-de-checks/"), views.about, name="about"),
    path(_("seintje-wegleggen/"), course_views.put_away, name="put_away"),
    path(_("klaar/"), together_views.done, name="done"),
    path("<slug:slug>/", views.introduction, name="introduction"),
    path(_("<slug:slug>/verloop/"), course_views.course, name="course"),
    path(_("<slug:slug>/verloop.pdf"), course_views.course_pdf, name="course_pdf"),
    path(_("<slug:slug>/<uuid:attempt_id>/uitkomst/"), views.outcome, name="outcome"),
    path(_("<slug:slug>/samen/"), together_views.together, name="together"),
    path(
        _("<slug:slug>/<uuid:attempt_id>/gesprek/"),
        conversation_views.conversation,
        name="conversation",
    ),
    path(
        _("<slug:slug>/<uuid:attempt_id>/gesprek.pdf"),
        conversation_views.conversation_pdf,
        name="conversation_pdf",
    ),
    path(
        _("<slug:slug>/<uuid:attempt_id>/meenemen/"), together_views.take_along, name="take_along"
    ),
    path(_("<slug:slug>/ritme/"), rhythm_views.rhythm, name="rhythm"),
    path(_("<slug:slug>/ritme/agenda.ics"), rhythm_views.rhythm_calendar, name="rhythm_calendar"),
    *walking.patterns,
]
urlpatterns = [path(_("hoe-gaat-het/"), include(checks))]
