"""Addresses of looking back: for who takes part, and for who leads."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.groups.evaluating import after_views, answering, result_views, summary_views

patterns = [
    path(_("mijn/<uuid:group_id>/terugblik/"), answering.evaluate, name="evaluate"),
    path(
        _("mijn/<uuid:group_id>/terugblik/vraag/<slug:page>/"),
        answering.evaluate_step,
        name="evaluate_step",
    ),
    path(
        _("mijn/<uuid:group_id>/terugblik/nalezen/"),
        answering.evaluate_send,
        name="evaluate_send",
    ),
    path(_("leiden/<uuid:group_id>/daarna/"), after_views.after, name="after"),
    path(_("leiden/<uuid:group_id>/evaluatie/"), result_views.results, name="results"),
    path(
        _("leiden/<uuid:group_id>/evaluatie.pdf"),
        result_views.results_pdf,
        name="results_pdf",
    ),
    path(
        _("leiden/<uuid:group_id>/evaluatie/overnemen/"),
        result_views.copy_paper,
        name="copy_paper",
    ),
    path(_("leiden/<uuid:group_id>/samenvatting/"), summary_views.summary, name="summary"),
    path(
        _("leiden/<uuid:group_id>/samenvatting.pdf"),
        summary_views.summary_pdf,
        name="summary_pdf",
    ),
    path(
        _("leiden/<uuid:group_id>/samenvatting.csv"),
        summary_views.summary_csv,
        name="summary_csv",
    ),
]
