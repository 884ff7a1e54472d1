"""Addresses of the search."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.search import views

app_name = "search"
urlpatterns = [
    path(_("zoeken/"), views.index, name="index"),
    path(_("zoeken/suggesties/"), views.suggestions, name="suggestions"),
]
