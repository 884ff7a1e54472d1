"""The addresses that every questionnaire has, below the one of its room and its slug."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.questionnaires import outcome_views, sharing, views

patterns = [
    path(_("<slug:slug>/begin/"), views.begin, name="begin"),
    path(_("<slug:slug>/papier.pdf"), views.paper, name="paper"),
    path("<slug:slug>/<uuid:attempt_id>/", views.resume, name="resume"),
    path(_("<slug:slug>/<uuid:attempt_id>/vraag/<slug:page>/"), views.step, name="step"),
    path(_("<slug:slug>/<uuid:attempt_id>/antwoorden/"), views.answers, name="answers"),
    path(_("<slug:slug>/<uuid:attempt_id>/wissen/"), views.erase, name="erase"),
    path(_("<slug:slug>/<uuid:attempt_id>/delen/"), sharing.share, name="share"),
    path(
        _("<slug:slug>/<uuid:attempt_id>/uitkomst.pdf"),
        outcome_views.outcome_pdf,
        name="outcome_pdf",
    ),
    path(
        "<slug:slug>/<uuid:attempt_id>/fhir.json",
        outcome_views.outcome_fhir,
        name="outcome_fhir",
    ),
    path(
        _("<slug:slug>/<uuid:attempt_id>/naast/<uuid:earlier_id>/"),
        outcome_views.beside,
        name="beside",
    ),
]
