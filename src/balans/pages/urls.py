"""Addresses of home and the long pages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.pages import views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path(_("over/"), views.long, {"name": "over"}, name="about"),
    path("privacy/", views.long, {"name": "privacy"}, name="privacy"),
    path(_("toegankelijkheid/"), views.long, {"name": "toegankelijkheid"}, name="accessibility"),
    path("offline/", views.offline, name="offline"),
]
