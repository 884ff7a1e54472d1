"""Addresses for when a loved one died."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.grief import views

app_name = "grief"
urlpatterns = [
    path(_("mijn/overleden/"), views.died, name="died"),
    path(_("mijn/overleden/terugnemen/"), views.take_back, name="take_back"),
    path(_("mijn/overleden/weer-zorgen/"), views.care_again, name="care_again"),
    path(_("mijn/eerste-dagen/"), views.first_days, name="first_days"),
    path(_("mijn/rouw/"), views.mourning, name="mourning"),
]
