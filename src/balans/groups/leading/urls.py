"""Addresses of what a facilitator does around meetings."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.groups.leading import (
    begin_views,
    change_views,
    meeting_views,
    members_views,
    orphan_views,
    page_views,
    start_views,
    together_views,
)

patterns = [
    path(_("leiden/"), start_views.led, name="led"),
    path(_("leiden/mijn-pagina/"), page_views.page, name="page"),
    path(_("leiden/mijn-pagina/logo.png"), page_views.logo, name="logo"),
    path(_("leiden/nieuw/"), begin_views.begin, name="begin"),
    path(_("leiden/overnemen/<str:token>/"), together_views.take_up, name="take_up"),
    path(_("leiden/<uuid:group_id>/"), start_views.group, name="group"),
    path(_("leiden/<uuid:group_id>/veranderen/"), change_views.change, name="change"),
    path(_("leiden/<uuid:group_id>/lijst/"), start_views.listing, name="listing"),
    path(_("leiden/<uuid:group_id>/stoppen/"), change_views.stop, name="stop"),
    path(_("leiden/<uuid:group_id>/bijeenkomst-erbij/"), meeting_views.add, name="add_meeting"),
    path(
        _("leiden/<uuid:group_id>/bijeenkomst/<uuid:meeting_id>/verzetten/"),
        meeting_views.move,
        name="move",
    ),
    path(
        _("leiden/<uuid:group_id>/bijeenkomst/<uuid:meeting_id>/afzeggen/"),
        meeting_views.cancel,
        name="cancel",
    ),
    path(_("leiden/<uuid:group_id>/deelnemers/"), members_views.members, name="members"),
    path(
        _("leiden/<uuid:group_id>/deelnemers/<uuid:member_id>/weghalen/"),
        members_views.remove,
        name="remove_member",
    ),
    path(
        _("leiden/<uuid:group_id>/deelnemers/<uuid:member_id>/plek-geven/"),
        members_views.admit,
        name="admit_member",
    ),
    path(_("leiden/<uuid:group_id>/samen/"), together_views.together, name="together"),
    path(_("leiden/<uuid:group_id>/samen/stoppen/"), together_views.leave, name="leave_leading"),
    path(
        _("leiden/<uuid:group_id>/samen/<int:facilitation_id>/eraf/"),
        together_views.off,
        name="take_off",
    ),
    path(_("beheer/"), orphan_views.orphans, name="orphans"),
]
