"""Addresses of the materials for who brings people in."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.outreach import views

app_name = "outreach"
urlpatterns = [
    path(_("materiaal/"), views.index, name="index"),
    path(_("materiaal/<slug:slug>/"), views.material, name="material"),
    path(_("materiaal/<slug:slug>/pdf/<slug:size>/"), views.pdf, name="pdf"),
]
