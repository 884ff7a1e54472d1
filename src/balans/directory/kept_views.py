"""What a carer kept: keep an offer, tell what one did with it, print or share the list."""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.person import Person, person_for, person_of
from balans.accounts.space import require_space_for_words
from balans.core.files import pdf_response
from balans.core.language import page_language
from balans.core.text import clean
from balans.directory.keeping import Kept, keep, kept_by, let_go, note, opened, words_for
from balans.directory.kept import DID, NOTE_LIMIT, did_words
from balans.directory.listed import listed
from balans.directory.models import KeptOffer
from balans.directory.offer import Offer
from balans.directory.offer_views import (
    Retired,
    foreign,
    local_offer,
    national_offer,
    show_gone,
)
from balans.directory.printing import kept_document
from balans.directory.screen import Card, card_of, href_of, trail
from balans.directory.sharing import lines, mailto
from balans.documents.pdf import render as render_pdf
from balans.pages.errors import session_expired
from balans.ui.types import Choice, Error

DONE, NOTE, WITH_NOTES = "gedaan", "woorden", "woorden"
GET_OR_POST = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@csrf_protect
@require_http_methods(GET_OR_POST)
def keep_national(request: HttpRequest, name: str) -> HttpResponse:
    """Say what keeping means, and keep a national offer."""
    return _keep(request, national_offer(name))


@csrf_protect
@require_http_methods(GET_OR_POST)
def keep_local(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Say what keeping means, and keep a local offer."""
    try:
        return _keep(request, local_offer(offer_id))
    except Retired as gone:
        return show_gone(request, gone.offer)


def _keep(request: HttpRequest, offer: Offer) -> HttpResponse:
    back_href = href_of(offer, page_language())
    if request.method != "POST":
        context = {
            "shown": offer,
            "foreign": foreign(offer),
            "days": settings.GUEST_DAYS,
            "back_href": back_href,
        }
        return render(request, "directory/keep.html", context)
    person = person_for(request)
    require_space_for_words(person)
    keep(person=person, words=words_for(offer))
    return redirect(f"{back_href}#bewaren")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show all that was kept, and the list as a message; own words only when asked for."""
    language, person = page_language(), person_of(request)
    kept, with_notes = kept_by(person, language), request.GET.get(WITH_NOTES) == "1"
    text = _as_message(kept, with_notes=with_notes)
    title = _("Hulp die ik bewaarde")
    said, cards = _cards(kept, language)
    context = {
        "kept": [(each, cards.get(each.row.pk), did_words()[each.words.did]) for each in kept],
        "said": said,
        "steps": trail(),
        "with_notes": with_notes,
        "has_notes": any(each.words.note for each in kept),
        "message": text,
        "subject": title,
        "mailto": mailto(title, text),
        "has_account": person is not None and person.has_account,
        "days": settings.GUEST_DAYS,
    }
    return render(request, "directory/kept.html", context)


def _card(kept: Kept, language: str) -> Card | None:
    now = timezone.localtime()
    if kept.offer is None:
        return None
    return card_of(kept.offer, language, today=now.date(), now=now)


def _cards(kept: Sequence[Kept], language: str) -> tuple[str, dict[uuid.UUID, Card]]:
    """Return what is to be said of how old these are, and the cards of those that still exist."""
    shown = {each.row.pk: card for each in kept if (card := _card(each, language)) is not None}
    said, (cards,) = listed(list(shown.values()))
    return said, dict(zip(shown, cards, strict=True))


def _as_message(kept: Sequence[Kept], *, with_notes: bool) -> str:
    parts = []
    for each in kept:
        said = list(lines(each.offer)) if each.offer else [each.title]
        if with_notes and each.words.note:
            said.append(each.words.note)
        parts.append("\n".join(said))
    return "\n\n".join(parts)


@require_safe
def index_pdf(request: HttpRequest) -> HttpResponse:
    """Give the list on paper, with room to write."""
    language = page_language()
    kept = kept_by(person_of(request), language)
    if not kept:
        raise Http404
    document = kept_document(
        kept,
        language,
        timezone.localdate(),
        with_notes=request.GET.get(WITH_NOTES) == "1",
        origin=f"{request.scheme}://{request.get_host()}",
    )
    return pdf_response(render_pdf(document), _("bewaarde-hulp"))


def _mine(request: HttpRequest, kept_id: uuid.UUID) -> tuple[Person, Kept] | None:
    """Return what this person kept under an id; None when it does not exist for them."""
    person = person_of(request)
    row = KeptOffer.objects.visible_to(person).filter(pk=kept_id).first()
    if row is None or person is None:
        return None
    (kept,) = opened([(row, row.read(person.vault))], page_language())
    return person, kept


@csrf_protect
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, kept_id: uuid.UUID) -> HttpResponse:
    """Ask what one did with an offer, and keep it."""
    mine = _mine(request, kept_id)
    if mine is None:
        return session_expired(request)
    person, kept = mine
    if request.method != "POST":
        return _ask(request, kept, kept.words.did, kept.words.note)
    text = clean(request.POST.get(NOTE, kept.words.note), lines=True)
    did = next((each for each in DID if each == request.POST.get(DONE)), kept.words.did)
    if len(text) > NOTE_LIMIT:
        error = _("Dit is te lang. Er passen %(most)s tekens, je hebt er %(count)s.")
        return _ask(request, kept, did, text, error % {"most": NOTE_LIMIT, "count": len(text)})
    note(kept=kept.row, person=person, did=did, text=text)
    return redirect("directory:kept")


def _ask(request: HttpRequest, kept: Kept, did: str, text: str, error: str = "") -> HttpResponse:
    language = page_language()
    context = {
        "kept": kept,
        "card": _card(kept, language),
        "choices": [
            Choice(value=value, label=label, checked=value == did)
            for value, label in did_words().items()
        ],
        "text": text,
        "error": error,
        "errors": [Error(field_id=f"id_{NOTE}", text=error)] if error else [],
    }
    status = UNPROCESSABLE if error else 200
    return render(request, "directory/kept_offer.html", context, status=status)


@csrf_protect
@require_http_methods(GET_OR_POST)
def erase(request: HttpRequest, kept_id: uuid.UUID) -> HttpResponse:
    """Ask whether an offer may go from the list, and take it away."""
    mine = _mine(request, kept_id)
    if mine is None:
        return session_expired(request)
    if request.method == "POST":
        let_go(kept=mine[1].row)
        return redirect("directory:kept")
    return render(request, "directory/kept_erase.html", {"kept": mine[1]})
