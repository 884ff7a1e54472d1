"""Addresses of the reminders by mail."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.reminders import views

app_name = "reminders"
urlpatterns = [
    path(_("mijn/seintjes/"), views.choose, name="choose"),
    path(_("mijn/seintjes/stop/<slug:name>/"), views.stop, name="stop"),
    # Where they were while only plans had reminders. Mail programs post to the link in an old mail
    # and follow no redirect (RFC 8058), so that one still answers itself.
    path(_("mijn-plan/seintje/"), views.moved, name="moved"),
    path(_("mijn-plan/stop/<slug:name>/"), views.stop, name="stop_before"),
]
