"""Addresses of the figures."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.figures import views

app_name = "figures"
urlpatterns = [
    path(_("cijfers/"), views.index, name="index"),
    path(_("cijfers/per-dag.csv"), views.days_csv, name="days_csv"),
    path(_("cijfers/per-maand.csv"), views.months_csv, name="months_csv"),
    path(_("cijfers/alles.json"), views.everything_json, name="json"),
]
