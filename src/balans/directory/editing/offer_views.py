"""One offer of an editor: look, make, change, take away, bring back, its history."""

import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balans.accounts.staff.areas import short_names
from balans.core.language import page_language
from balans.directory import words
from balans.directory.actions import ChangedMeanwhile, keep_offer
from balans.directory.editing import labels
from balans.directory.editing.form import OfferForm, form_of, read_form
from balans.directory.editing.four_eyes import hide, is_wished, submit, wished_in
from balans.directory.editing.keeping import bring_back, retire
from balans.directory.editing.labels import Change, differences
from balans.directory.editing.merging import met
from balans.directory.editing.models import Proposal
from balans.directory.editing.rights import Rights, editing_view
from balans.directory.links import is_broken
from balans.directory.models import LocalOffer, OfferVersion, Report
from balans.directory.offer import Offer, OfferRecord, offer_of
from balans.directory.screen import areas, for_whom, hours, languages, needs_of

GET_OR_POST = ["GET", "HEAD", "POST"]
VERSION = "versie"
State, Why = LocalOffer.State, OfferVersion.Why


def find(offer_id: uuid.UUID) -> LocalOffer:
    """Return a local offer. Raise Http404."""
    found = LocalOffer.objects.filter(pk=offer_id).first()
    if found is None:
        raise Http404
    return found


def find_own(offer_id: uuid.UUID, rights: Rights) -> LocalOffer:
    """Return an offer that the editor may change. Raise Http404."""
    found = find(offer_id)
    if not rights.may_change_offer(found):
        raise Http404
    return found


def seen_by_carers(shown: Offer, language: str) -> dict[str, Any]:
    """Return what the part of a page needs that shows an offer as carers see it."""
    return {
        "hours": hours(shown.record.openings),
        "areas": areas(shown),
        "addresses": [labels.place_words(each) for each in shown.record.places],
        "ways": ", ".join(words.ways()[each] for each in shown.record.ways),
        "free": words.free_words()[shown.record.free],
        "languages": languages(shown),
        "for_whom": for_whom(shown),
        "needs": needs_of(shown, language, with_dying=True),
    }


@editing_view
@require_safe
def offer(request: HttpRequest, rights: Rights, offer_id: uuid.UUID) -> HttpResponse:
    """Show an offer as it is; with all that can be done to it when it is the editor's."""
    found = find(offer_id)
    language = page_language()
    context = {
        "offer": found,
        "shown": found.as_offer(language),
        "is_own": rights.may_change_offer(found),
        "is_just_checked": request.GET.get("gedaan") == "1",
        "is_broken": is_broken(found.record.get("url", "")),
        "is_stale": found.as_offer(language).is_stale(timezone.localdate()),
        "proposal": Proposal.objects.open().filter(offer=found).first(),
        "reports": list(Report.objects.waiting().filter(offer=found)[:20]),
    }
    context |= seen_by_carers(found.as_offer(language), language)
    return render(request, "directory/editing/offer.html", context)


@editing_view
@require_http_methods(GET_OR_POST)
def new(request: HttpRequest, rights: Rights) -> HttpResponse:
    """Make an offer."""
    if request.method == "POST":
        return _posted(request, rights, None)
    return _form_page(request, form_of(None, rights), None)


@editing_view
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, rights: Rights, offer_id: uuid.UUID) -> HttpResponse:
    """Change an offer; what was proposed for it and not answered stands in the form."""
    found = find_own(offer_id, rights)
    if request.method == "POST":
        return _posted(request, rights, found)
    proposal = Proposal.objects.open().filter(offer=found).first()
    record = proposal.as_record() if proposal else found.as_record()
    return _form_page(request, form_of(record, rights), found, proposal=proposal)


def _posted(request: HttpRequest, rights: Rights, found: LocalOffer | None) -> HttpResponse:
    form = read_form(request.POST, rights, timezone.localdate())
    wanted = request.POST.get("doen", "")
    if wanted == "meer" or form.errors or form.record is None:
        form.errors = {} if wanted == "meer" else form.errors
        return _form_page(request, form, found)
    if wanted not in ("zichtbaar", "concept"):
        return _form_page(request, form, found, preview=form.record)
    seen = _seen(request, found)
    try:
        return _keep(rights, form.record, found, seen, wanted)
    except ChangedMeanwhile as changed:
        return _changed_page(request, rights, form.record, changed.offer, seen)


def _keep(
    rights: Rights, record: OfferRecord, found: LocalOffer | None, seen: int | None, wanted: str
) -> HttpResponse:
    if wanted == "zichtbaar":
        kept, _proposal = submit(record=record, rights=rights, offer=found, seen=seen)
        return redirect("editing:offer", offer_id=kept.pk)
    if found is None:
        kept = keep_offer(record=record, state=State.DRAFT, why=Why.MADE, by=rights.owner_id)
    else:
        kept, _proposal = hide(
            record=record,
            rights=rights,
            offer=found,
            state=State.DRAFT,
            why=Why.CHANGED,
            seen=seen,
        )
    return redirect("editing:offer", offer_id=kept.pk)


def _seen(request: HttpRequest, found: LocalOffer | None) -> int | None:
    """Return the version that the form was made from."""
    text = request.POST.get(VERSION, "")
    if found is None:
        return None
    return int(text) if text.isdigit() and len(text) < 10 else found.number


def _changed_page(
    request: HttpRequest, rights: Rights, mine: OfferRecord, now: LocalOffer, seen: int | None
) -> HttpResponse:
    """Show what a colleague changed meanwhile beside what was typed; both are there still."""
    theirs = now.as_record()
    before = OfferVersion.objects.filter(offer=now, number=seen or 0).first()
    base = OfferRecord.model_validate(before.record) if before else theirs
    both = met(base, mine, theirs) or mine
    last = OfferVersion.objects.filter(offer=now, number=now.number).first()
    names = short_names([last.by] if last and last.by else [])
    meeting = Meeting(
        theirs=differences(base, theirs),
        mine=differences(theirs, both),
        who=names.get(last.by, "") if last and last.by else "",
    )
    return _form_page(request, form_of(both, rights), now, meeting=meeting, status=409)


@dataclass(frozen=True)
class Meeting:
    """Two changes at the same time: what a colleague changed, and what would still change."""

    theirs: Sequence[Change]
    mine: Sequence[Change]
    who: str


def _form_page(
    request: HttpRequest,
    form: OfferForm,
    found: LocalOffer | None,
    *,
    preview: OfferRecord | None = None,
    proposal: Proposal | None = None,
    meeting: Meeting | None = None,
    status: int = 200,
) -> HttpResponse:
    language = page_language()
    areas = found.record.get("areas", ()) if found else tuple(form.rights.slugs)
    context: dict[str, Any] = {
        "form": form,
        "offer": found,
        "shown": offer_of(preview, language, key="", local=True) if preview else None,
        "proposal": proposal,
        "meeting": meeting,
        "needs_second": is_wished(areas, wished_in()),
        "version": _version_shown(request, found, meeting),
    }
    if context["shown"]:
        context |= seen_by_carers(context["shown"], language)
    return render(
        request,
        "directory/editing/form.html",
        context,
        status=422 if form.errors else status,
    )


def _version_shown(request: HttpRequest, found: LocalOffer | None, meeting: Any) -> int | None:
    if found is None:
        return None
    if request.method == "POST" and meeting is None:
        return _seen(request, found)
    return found.number


@editing_view
@require_http_methods(GET_OR_POST)
def retire_offer(request: HttpRequest, rights: Rights, offer_id: uuid.UUID) -> HttpResponse:
    """Ask whether to take an offer away, and do it."""
    found = find_own(offer_id, rights)
    if request.method == "POST":
        # Was somebody quicker? The page of the offer shows how it is now.
        with suppress(ChangedMeanwhile):
            retire(offer=found, rights=rights)
        return redirect("editing:offer", offer_id=found.pk)
    is_seen = found.state == State.PUBLISHED
    waits = is_seen and is_wished(found.record.get("areas", ()), wished_in())
    context = {"offer": found, "needs_second": waits}
    return render(request, "directory/editing/retire.html", context)


@editing_view
@require_POST
def bring_back_offer(request: HttpRequest, rights: Rights, offer_id: uuid.UUID) -> HttpResponse:
    """Bring an offer back that was taken away."""
    found = find_own(offer_id, rights)
    with suppress(ChangedMeanwhile):
        bring_back(offer=found, rights=rights)
    return redirect("editing:offer", offer_id=found.pk)
