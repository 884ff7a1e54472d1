"""Addresses of this part of the groups."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from balans.groups.listed import views

patterns: list[URLPattern] = [
    path("", views.index, name="index"),
    path(_("zoeken/"), views.find, name="find"),
    path(_("zoeken/<uuid:group_id>/"), views.listed, name="listed"),
    path(_("zoeken/<uuid:group_id>/logo.png"), views.logo, name="listed_logo"),
    path(_("zoeken/<uuid:group_id>/aanmelden/"), views.sign_up, name="register"),
]
