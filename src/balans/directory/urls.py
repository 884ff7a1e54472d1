"""Addresses of the directory: who to call now, and the support map."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.directory import kept_views, list_views, offer_views, report_views, views

app_name = "directory"
urlpatterns = [
    path(_("nu-iemand-spreken/"), views.talk_now, name="talk_now"),
    path(_("hulp/"), views.index, name="index"),
    path(_("hulp/plaats/"), list_views.place, name="place"),
    path(_("hulp/plaats/vergeten/"), list_views.forget_place, name="forget_place"),
    path(_("hulp/bij/<slug:slug>/"), views.need, name="need"),
    path(_("hulp/aanbod/"), list_views.offers, name="offers"),
    path(_("hulp/aanbod/<slug:name>/"), offer_views.national, name="offer"),
    path(_("hulp/aanbod/<slug:name>/pdf/"), offer_views.national_pdf, name="offer_pdf"),
    path(_("hulp/aanbod/<slug:name>/bewaren/"), kept_views.keep_national, name="keep"),
    path(_("hulp/aanbod/<slug:name>/klopt-niet/"), report_views.national, name="report"),
    path(_("hulp/bij-jou/<uuid:offer_id>/"), offer_views.local, name="local"),
    path(_("hulp/bij-jou/<uuid:offer_id>/pdf/"), offer_views.local_pdf, name="local_pdf"),
    path(_("hulp/bij-jou/<uuid:offer_id>/bewaren/"), kept_views.keep_local, name="keep_local"),
    path(_("hulp/bij-jou/<uuid:offer_id>/klopt-niet/"), report_views.local, name="report_local"),
    path(_("hulp/gemeld/"), report_views.thanks, name="report_thanks"),
    path(_("hulp/bewaard/"), kept_views.index, name="kept"),
    path(_("hulp/bewaard/lijst.pdf"), kept_views.index_pdf, name="kept_pdf"),
    path(_("hulp/bewaard/<uuid:kept_id>/"), kept_views.change, name="kept_offer"),
    path(_("hulp/bewaard/<uuid:kept_id>/weg/"), kept_views.erase, name="kept_erase"),
]
