"""Addresses of the directory: who to call now, and the support map."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.directory import views

app_name = "directory"
urlpatterns = [
    path(_("nu-iemand-spreken/"), views.talk_now, name="talk_now"),
    path(_("hulp/"), views.index, name="index"),
    path(_("hulp/bij/<slug:slug>/"), views.need, name="need"),
    path(_("hulp/aanbod/<slug:name>/"), views.offer, name="offer"),
]
