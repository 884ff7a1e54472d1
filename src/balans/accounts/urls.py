"""Addresses of Mijn plek."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.accounts import views

app_name = "accounts"
urlpatterns = [
    path(_("mijn/"), views.mine, name="mine"),
    path(_("mijn/meenemen/"), views.take_along, name="take_along"),
    path(_("mijn/meenemen.zip"), views.parcel_file, name="parcel"),
    path(_("mijn/wissen/"), views.erase, name="erase"),
    path(_("mijn/gewist/"), views.erased, name="erased"),
]
