"""Addresses of Mijn plek."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.accounts import views
from balans.accounts.entry import account_views, code_views, enter_views, passkey_views, prove_views
from balans.accounts.place import views as place_views
from balans.accounts.shares import views as share_views
from balans.accounts.shares import visitor_views as shared_views

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
    path(_("mijn/bewaren/"), enter_views.keep, name="keep"),
    path(_("mijn/inloggen/"), enter_views.sign_in, name="sign_in"),
    path(_("mijn/inloggen/code/"), code_views.code, name="code"),
    path(_("mijn/inloggen/wachtwoord/"), enter_views.with_password, name="with_password"),
    path(_("mijn/inloggen/herstelblad/"), enter_views.with_recovery, name="with_recovery"),
    path(_("mijn/inloggen/passkey/"), passkey_views.use, name="use_passkey"),
    path(_("mijn/uitloggen/"), account_views.sign_out, name="sign_out"),
    path(_("mijn/uitgelogd/"), account_views.signed_out, name="signed_out"),
    path(_("mijn/account/"), account_views.account, name="account"),
    path(_("mijn/account/bewijs/"), prove_views.prove, name="prove"),
    path(_("mijn/account/apparaten/"), account_views.devices, name="devices"),
    path(_("mijn/account/adres/"), account_views.address, name="address"),
    path(_("mijn/account/adres/code/"), account_views.address_code, name="address_code"),
    path(_("mijn/account/wachtwoord/"), account_views.password, name="password"),
    path(_("mijn/account/herstelblad/"), account_views.recovery, name="recovery"),
    path(_("mijn/account/herstelblad.pdf"), account_views.recovery_sheet, name="recovery_sheet"),
    path(_("mijn/account/passkey/"), passkey_views.make, name="make_passkey"),
    path(_("mijn/account/passkey/weg/"), account_views.remove_passkey, name="remove_passkey"),
    path(_("mijn/delen/"), share_views.sharing, name="sharing"),
    path(_("mijn/delen/<uuid:share_id>/tot/"), share_views.change, name="share_end"),
    path(_("mijn/delen/<uuid:share_id>/stoppen/"), share_views.stop, name="share_stop"),
    path(_("mijn/delen/<uuid:share_id>/wissen/"), share_views.wipe, name="share_wipe"),
    path(_("gedeeld/<str:token>/"), shared_views.shared, name="shared"),
]
