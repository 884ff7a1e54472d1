"""Addresses of the editors' side of the support map."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.directory.editing import (
    four_eyes_views,
    history_views,
    import_views,
    offer_views,
    proposal_views,
    views,
)

app_name = "editing"
urlpatterns = [
    path(_("beheer/hulp/"), views.index, name="index"),
    path(_("beheer/hulp/klopt/"), views.assure, name="assure"),
    path(_("beheer/hulp/klopt/een/"), views.assure_one, name="assure_one"),
    path(_("beheer/hulp/landelijk/"), views.national, name="national"),
    path(_("beheer/hulp/meldingen/<uuid:report_id>/"), views.handle, name="report"),
    path(_("beheer/hulp/vier-ogen/"), four_eyes_views.four_eyes, name="four_eyes"),
    path(_("beheer/hulp/nieuw/"), offer_views.new, name="new"),
    path(_("beheer/hulp/inlezen/"), import_views.index, name="imports"),
    path(_("beheer/hulp/inlezen/uitleg/"), import_views.explained, name="explained"),
    path(_("beheer/hulp/inlezen/voorbeeld.csv"), import_views.template, name="template"),
    path(_("beheer/hulp/inlezen/<uuid:import_id>/"), import_views.one, name="import"),
    path(_("beheer/hulp/voorstellen/"), proposal_views.accept_some, name="accept_some"),
    path(_("beheer/hulp/<uuid:offer_id>/"), offer_views.offer, name="offer"),
    path(_("beheer/hulp/<uuid:offer_id>/veranderen/"), offer_views.change, name="change"),
    path(_("beheer/hulp/<uuid:offer_id>/weghalen/"), offer_views.retire_offer, name="retire"),
    path(_("beheer/hulp/<uuid:offer_id>/terughalen/"), offer_views.bring_back_offer, name="back"),
    path(_("beheer/hulp/<uuid:offer_id>/geschiedenis/"), history_views.history, name="history"),
    path(_("beheer/hulp/<uuid:offer_id>/voorstel/"), proposal_views.proposal, name="proposal"),
]
