"""Addresses of the administration."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.administration import views

app_name = "administration"
urlpatterns = [
    path(_("beheer/"), views.index, name="index"),
]
