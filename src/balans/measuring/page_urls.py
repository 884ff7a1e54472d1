"""The address of the page for the administrator, in every language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.measuring import state_views

app_name = "state"
urlpatterns = [path(_("beheer/hoe-het-gaat/"), state_views.index, name="index")]
