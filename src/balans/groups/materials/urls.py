"""Addresses of this part of the groups."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from balans.groups.materials import slides_views, views

patterns: list[URLPattern] = [
    path(_("draaiboeken/informatie/dia-s.pdf"), slides_views.pdf, name="slides_pdf"),
    path(_("draaiboeken/informatie/dia-s.pptx"), slides_views.pptx, name="slides_pptx"),
    path(_("leiden/<uuid:group_id>/materiaal/"), views.index, name="materials"),
    path(
        _("leiden/<uuid:group_id>/materiaal/dia-s.pdf"),
        slides_views.group_pdf,
        name="group_slides_pdf",
    ),
    path(
        _("leiden/<uuid:group_id>/materiaal/dia-s.pptx"),
        slides_views.group_pptx,
        name="group_slides_pptx",
    ),
    path(_("leiden/<uuid:group_id>/materiaal/mijn-plan.pdf"), views.plan_paper, name="plan_paper"),
    path(
        _("leiden/<uuid:group_id>/materiaal/evaluatie.pdf"),
        views.evaluation_paper,
        name="evaluation_paper",
    ),
    path(
        _("leiden/<uuid:group_id>/materiaal/wie-er-was.pdf"),
        views.attendance_paper,
        name="attendance_paper",
    ),
    path(
        _("leiden/<uuid:group_id>/materiaal/blad/<slug:slug>/"),
        views.paper,
        name="paper",
    ),
    path(
        _("leiden/<uuid:group_id>/materiaal/blad/<slug:slug>/pdf/"),
        views.paper_pdf,
        name="paper_pdf",
    ),
    path(_("leiden/<uuid:group_id>/materiaal/<slug:slug>/"), views.material, name="material"),
    path(
        _("leiden/<uuid:group_id>/materiaal/<slug:slug>/pdf/"),
        views.material_pdf,
        name="material_pdf",
    ),
]
