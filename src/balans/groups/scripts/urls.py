"""Addresses of this part of the groups."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from balans.groups.scripts import (
    choosing_views,
    own_form_views,
    own_history_views,
    own_views,
    views,
)

patterns: list[URLPattern] = [
    path(_("draaiboeken/"), views.index, name="scripts"),
    path(_("draaiboeken/eigen/"), own_views.index, name="own_scripts"),
    path(_("draaiboeken/eigen/maken/<slug:slug>/"), own_views.make, name="own_script_make"),
    path(_("draaiboeken/eigen/<uuid:script_id>/"), own_views.script, name="own_script"),
    path(_("draaiboeken/eigen/<uuid:script_id>/pdf/"), own_views.script_pdf, name="own_script_pdf"),
    path(
        _("draaiboeken/eigen/<uuid:script_id>/veranderen/"),
        own_form_views.change,
        name="own_script_change",
    ),
    path(
        _("draaiboeken/eigen/<uuid:script_id>/geschiedenis/"),
        own_history_views.history,
        name="own_script_history",
    ),
    path(
        _("draaiboeken/eigen/<uuid:script_id>/geschiedenis/<int:number>/"),
        own_history_views.version,
        name="own_script_version",
    ),
    path(_("draaiboeken/eigen/<uuid:script_id>/kopie/"), own_views.copy, name="own_script_copy"),
    path(_("draaiboeken/eigen/<uuid:script_id>/gezien/"), own_views.seen, name="own_script_seen"),
    path(_("draaiboeken/eigen/<uuid:script_id>/wissen/"), own_views.erase, name="own_script_erase"),
    path(_("draaiboeken/als/<slug:slug>/"), views.situation, name="situation"),
    path(_("draaiboeken/blad/<slug:slug>/"), views.handout, name="handout"),
    path(_("draaiboeken/blad/<slug:slug>/pdf/"), views.handout_pdf, name="handout_pdf"),
    path(_("draaiboeken/<slug:slug>/"), views.script, name="script"),
    path(_("draaiboeken/<slug:slug>/pdf/"), views.script_pdf, name="script_pdf"),
    path(
        _("leiden/<uuid:group_id>/bijeenkomst/<uuid:meeting_id>/draaiboek/"),
        choosing_views.choose,
        name="choose_script",
    ),
]
