"""The page of one offer, national or local: on the screen, and on paper."""

import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_safe

from balans.accounts.person import person_of
from balans.accounts.place.profile import is_bereaved
from balans.core.files import pdf_response
from balans.core.language import page_language
from balans.core.references import Reference
from balans.core.standby import from_standby
from balans.directory.keeping import kept_row
from balans.directory.links import is_broken
from balans.directory.models import LocalOffer
from balans.directory.national import support
from balans.directory.near import way_on
from balans.directory.offer import Offer
from balans.directory.place import place_of
from balans.directory.pointing import offer as offer_reference
from balans.directory.printing import address_of, checked_words, offer_document
from balans.directory.screen import (
    areas,
    elsewhere,
    for_whom,
    free_word,
    hours,
    href_of,
    languages,
    needs_of,
    reaching,
    trail,
)
from balans.directory.sharing import mailto, message
from balans.directory.shrinking import shrunk
from balans.documents.pdf import render as render_pdf

GONE = 410


class Retired(Exception):
    """A local offer that was there once, and is no more."""

    def __init__(self, offer: Offer) -> None:
        super().__init__(offer.key)
        self.offer = offer


def national_offer(name: str) -> Offer:
    """Return a national offer in the language of the page. Raise Http404."""
    try:
        return support(page_language())[name]
    except KeyError:
        raise Http404 from None


def local_offer(offer_id: uuid.UUID) -> Offer:
    """Return a local offer. Raise Http404 for what nobody ever saw, Retired for one that was."""
    kept = LocalOffer.objects.exclude(state=LocalOffer.State.DRAFT).filter(pk=offer_id).first()
    if kept is None:
        raise Http404
    offer = kept.as_offer(page_language())
    if kept.state == LocalOffer.State.RETIRED:
        if not kept.versions.filter(state=LocalOffer.State.PUBLISHED).exists():
            raise Http404
        raise Retired(offer)
    return offer


@csrf_protect
@require_safe
@shrunk
@from_standby
def national(request: HttpRequest, name: str) -> HttpResponse:
    """Show a national offer."""
    return show(request, national_offer(name))


@csrf_protect
@require_safe
@shrunk
@from_standby
def local(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Show a local offer; one that stopped says so, and where to go instead."""
    try:
        return show(request, local_offer(offer_id))
    except Retired as gone:
        return show_gone(request, gone.offer)


def show(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Show everything about an offer. Who only reads gets no form, and so no cookie."""
    language, now, person = page_language(), timezone.localtime(), person_of(request)
    elsewhere(request, _pointing(offer), offer.key)
    text = message(offer, _origin(request))
    context = {
        "shown": offer,
        "record": offer.record,
        "foreign": foreign(offer),
        "is_open": offer.is_open(now),
        "knows_hours": offer.record.always or bool(offer.record.openings),
        "is_stale": offer.is_stale(now.date()),
        "is_broken": is_broken(offer.record.url),
        "hours": hours(offer.record.openings),
        "areas": areas(offer) if offer.local else "",
        "addresses": [address_of(each) for each in offer.record.places],
        "ways": reaching(offer),
        "free": free_word(offer),
        "checked": checked_words(offer),
        "steps": trail((_("Alle hulp"), reverse("directory:offers"))),
        "languages": languages(offer),
        "for_whom": for_whom(offer),
        "needs": needs_of(
            offer, language, with_dying=offer.record.about_dying or is_bereaved(person)
        ),
        "kept": kept_row(person, offer),
        "message": text,
        "mailto": mailto(offer.title, text),
        "is_known": person is not None,
        "names": url_names(offer),
    }
    return render(request, "directory/offer.html", context)


def show_gone(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Say kindly that an offer stopped, and where to go instead."""
    language, today = page_language(), timezone.localdate()
    elsewhere(request, _pointing(offer), offer.key)
    context = {
        "shown": offer,
        "foreign": foreign(offer),
        "steps": trail(),
        "kept": kept_row(person_of(request), offer),
        "needs": needs_of(offer, language, with_dying=offer.record.about_dying),
        "way_on": way_on(place_of(request), language, today),
    }
    return render(request, "directory/gone.html", context, status=GONE)


def foreign(offer: Offer) -> str:
    """Return the language of an offer's words when the page has another one."""
    return offer.language if offer.language != page_language() else ""


def _pointing(offer: Offer) -> Callable[[str, str], Reference]:
    if not offer.local:
        return offer_reference

    def point(key: str, language: str) -> Reference:
        return Reference(kind="local", name=key, title=offer.title, href=href_of(offer, language))

    return point


def url_names(offer: Offer) -> dict[str, str]:
    """Return how the addresses around an offer are called."""
    if offer.local:
        names = ("local", "local_pdf", "keep_local", "report_local")
    else:
        names = ("offer", "offer_pdf", "keep", "report")
    parts = ("page", "pdf", "keep", "report")
    return {part: f"directory:{name}" for part, name in zip(parts, names, strict=True)}


@require_safe
def national_pdf(request: HttpRequest, name: str) -> HttpResponse:
    """Give a national offer on paper."""
    return _paper(request, national_offer(name), name)


@require_safe
@from_standby
def local_pdf(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Give a local offer on paper."""
    try:
        return _paper(request, local_offer(offer_id), _("hulp"))
    except Retired:
        raise Http404 from None


def _paper(request: HttpRequest, offer: Offer, name: str) -> HttpResponse:
    made = render_pdf(offer_document(offer, page_language(), _origin(request)))
    return pdf_response(made, name)


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
