"""A second pair of eyes: what a colleague proposes, beside what is there now."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balans.accounts.staff.areas import short_names
from balans.core.text import clean
from balans.directory.actions import ChangedMeanwhile
from balans.directory.editing.four_eyes import OwnProposal, accept, send_back, withdraw
from balans.directory.editing.labels import differences, parts
from balans.directory.editing.models import Proposal
from balans.directory.editing.offer_views import GET_OR_POST, find_own
from balans.directory.editing.rights import Rights, editing_view
from balans.directory.editing.views import back_to_list, ids_of
from balans.directory.models import LocalOffer
from balans.ui.types import Error


@editing_view
@require_http_methods(GET_OR_POST)
def proposal(request: HttpRequest, rights: Rights, offer_id: uuid.UUID) -> HttpResponse:
    """Show what is proposed for an offer; agree, send it back, or take one's own back."""
    found = find_own(offer_id, rights)
    wish = Proposal.objects.open().filter(offer=found).first()
    if wish is None:
        if request.method == "POST":
            # A colleague was quicker; the offer shows how it is now.
            return redirect("editing:offer", offer_id=found.pk)
        raise Http404
    if not rights.may_change(wish.record.get("areas", ())):
        raise Http404
    if request.method == "POST":
        return _answer(request, rights, found, wish)
    return _page(request, rights, found, wish)


def _answer(
    request: HttpRequest, rights: Rights, found: LocalOffer, wish: Proposal
) -> HttpResponse:
    wanted, words = request.POST.get("doen", ""), clean(request.POST.get("woorden", ""))
    is_own = wish.by == rights.owner_id
    if wanted == "intrekken" and is_own:
        withdraw(found)
        return redirect("editing:offer", offer_id=found.pk)
    if wanted == "terug" and not words:
        error = Error("id_woorden", _("Schrijf kort op wat er anders moet."))
        return _page(request, rights, found, wish, [error])
    try:
        if wanted == "overnemen":
            accept(proposal=wish, rights=rights)
        elif wanted == "terug":
            send_back(proposal=wish, rights=rights, words=words)
    except OwnProposal:
        raise Http404 from None
    except (ChangedMeanwhile, Proposal.DoesNotExist):
        return _page(request, rights, found, wish, changed=True)
    return redirect("editing:offer", offer_id=found.pk)


def _page(
    request: HttpRequest,
    rights: Rights,
    found: LocalOffer,
    wish: Proposal,
    errors: list[Error] | None = None,
    changed: bool = False,
) -> HttpResponse:
    record, now = wish.as_record(), found.as_record()
    names = short_names(each for each in (wish.by, wish.answered_by) if each)
    is_new = found.state != LocalOffer.State.PUBLISHED
    context = {
        "offer": found,
        "wish": wish,
        "is_own": wish.by == rights.owner_id,
        "changes": [] if is_new else differences(now, record),
        "rows": [(label, text) for _key, label, text in parts(record) if text] if is_new else [],
        "who": names.get(wish.by, "") if wish.by else "",
        "answerer": names.get(wish.answered_by, "") if wish.answered_by else "",
        "errors": errors or [],
        "words": request.POST.get("woorden", ""),
        "is_late": changed or wish.seen != found.number,
    }
    status = 422 if errors else 409 if changed else 200
    return render(request, "directory/editing/proposal.html", context, status=status)


@editing_view
@require_POST
def accept_some(request: HttpRequest, rights: Rights) -> HttpResponse:
    """Agree with all proposals that were ticked; one's own and late ones are left."""
    own = rights.own().filter(pk__in=ids_of(request)).values("pk")
    done = 0
    for wish in Proposal.objects.waiting().filter(offer__in=own).exclude(by=rights.owner_id):
        if not rights.may_change(wish.record.get("areas", ())):
            continue
        try:
            accept(proposal=wish, rights=rights)
            done += 1
        except (ChangedMeanwhile, OwnProposal, Proposal.DoesNotExist):
            continue
    return back_to_list(request, done)
