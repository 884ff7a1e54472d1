"""Addresses of the checks."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from balans.checks import views
from balans.questionnaires import walking

app_name = "checks"
checks = [
    path("", views.index, name="index"),
    path(_("over-de-checks/"), views.about, name="about"),
    path("<slug:slug>/", views.introduction, name="introduction"),
    path(_("<slug:slug>/<uuid:attempt_id>/uitkomst/"), views.outcome, name="outcome"),
    *walking.patterns,
]
urlpatterns = [path(_("hoe-gaat-het/"), include(checks))]
