"""Addresses of the directory."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.directory import views

app_name = "directory"
urlpatterns = [path(_("nu-iemand-spreken/"), views.talk_now, name="talk_now")]
