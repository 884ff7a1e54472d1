"""The slides of the information meeting: for everybody, and with a group's own name on them."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balans.accounts.staff.guard import staff_view
from balans.core.files import file_response, pdf_response
from balans.core.language import page_language
from balans.documents.showing import render_deck
from balans.documents.slides import Deck
from balans.groups.materials.invitation import invitation
from balans.groups.materials.slides import deck_of, slides
from balans.groups.opened import led

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """Give the slides to show."""
    return pdf_response(render_deck(_deck()), _("dia-s"))


@require_safe
def pptx(request: HttpRequest) -> HttpResponse:
    """Give the slides to change."""
    return _changeable(_deck())


@staff_view("facilitator")
@require_safe
def group_pdf(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Give the slides to show, with what this group says of itself."""
    return pdf_response(render_deck(_deck_of(request, group_id)), _("dia-s"))


@staff_view("facilitator")
@require_safe
def group_pptx(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Give the slides to change, with what this group says of itself."""
    return _changeable(_deck_of(request, group_id))


def _deck() -> Deck:
    return deck_of(slides(page_language()), None)


def _deck_of(request: HttpRequest, group_id: uuid.UUID) -> Deck:
    language = page_language()
    said = invitation(led(request, group_id), language, timezone.now())
    return deck_of(slides(language), said)


def _changeable(deck: Deck) -> HttpResponse:
    # The library is loaded when the first .pptx is made: most processes never make one.
    from balans.documents.powerpoint import render_pptx

    return file_response(render_pptx(deck), PPTX, _("dia-s") + ".pptx")
