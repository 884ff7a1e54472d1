"""Addresses of the ui app."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.ui import views

app_name = "ui"
urlpatterns = [
    path(_("mijn/lezen/"), views.reading, name="reading"),
    path("galerij/", views.gallery, name="gallery"),
]
