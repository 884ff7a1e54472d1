"""Addresses of the second step, and of an organisation's sign-in."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.accounts.staff import organisation_views, second_step_views

app_name = "staff"
urlpatterns = [
    path(_("mijn/tweede-stap/"), second_step_views.second_step, name="second_step"),
    path(_("mijn/tweede-stap/app/"), second_step_views.set_up, name="set_up"),
    path(_("mijn/tweede-stap/passkey/"), second_step_views.with_passkey, name="with_passkey"),
    path(_("mijn/tweede-stap/uit/"), second_step_views.turn_off, name="turn_off"),
    path(_("mijn/organisatie/"), organisation_views.start, name="organisation"),
    path(_("mijn/organisatie/terug/"), organisation_views.back, name="organisation_back"),
]
