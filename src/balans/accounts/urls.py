"""Addresses of Mijn plek."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.accounts import share_views, shared_views, views

app_name = "accounts"
urlpatterns = [
    path(_("mijn/"), views.mine, name="mine"),
    path(_("mijn/meenemen/"), views.take_along, name="take_along"),
    path(_("mijn/meenemen.zip"), views.parcel_file, name="parcel"),
    path(_("mijn/wissen/"), views.erase, name="erase"),
    path(_("mijn/gewist/"), views.erased, name="erased"),
    path(_("mijn/delen/"), share_views.sharing, name="sharing"),
    path(_("mijn/delen/<uuid:share_id>/tot/"), share_views.change, name="share_end"),
    path(_("mijn/delen/<uuid:share_id>/stoppen/"), share_views.stop, name="share_stop"),
    path(_("mijn/delen/<uuid:share_id>/wissen/"), share_views.wipe, name="share_wipe"),
    path(_("gedeeld/<str:token>/"), shared_views.shared, name="shared"),
]
