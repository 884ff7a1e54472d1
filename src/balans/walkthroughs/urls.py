"""Addresses of the walk-throughs, below the exercise that they show."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.walkthroughs import views

app_name = "walkthroughs"
urlpatterns = [
    path(_("oefeningen/<slug:slug>/uitleg/"), views.first, name="first"),
    path(_("oefeningen/<slug:slug>/uitleg/<int:number>/"), views.scene, name="scene"),
    path(_("oefeningen/<slug:slug>/uitleg/alles/"), views.whole, name="whole"),
    path(_("oefeningen/<slug:slug>/uitleg/pdf/"), views.pdf, name="pdf"),
]
