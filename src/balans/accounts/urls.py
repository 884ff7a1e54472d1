"""Addresses of Mijn plek."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.accounts import place_views, views

app_name = "accounts"
urlpatterns = [
    path(_("mijn/"), place_views.mine, name="mine"),
    path(_("mijn/alles/"), place_views.everything, name="everything"),
    path(_("mijn/voorstel/"), place_views.put_away, name="put_away"),
    path(_("mijn/gegevens/"), place_views.details, name="details"),
    path(_("mijn/meenemen/"), views.take_along, name="take_along"),
    path(_("mijn/meenemen.zip"), views.parcel_file, name="parcel"),
    path(_("mijn/wissen/"), views.erase, name="erase"),
    path(_("mijn/gewist/"), views.erased, name="erased"),
]
