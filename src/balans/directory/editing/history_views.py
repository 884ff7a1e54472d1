"""The history of an offer: who changed what, when and why, and an older version put back."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from balans.accounts.staff.areas import short_names
from balans.directory.actions import ChangedMeanwhile
from balans.directory.editing.keeping import put_back
from balans.directory.editing.labels import Change, differences
from balans.directory.editing.models import Import, Proposal
from balans.directory.editing.offer_views import GET_OR_POST, VERSION, find
from balans.directory.editing.rights import Rights, editing_view
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.offer import OfferRecord


@dataclass(frozen=True)
class Moment:
    """One version of an offer: who made it so, when and why, and what differs from before."""

    version: OfferVersion
    who: str
    second: str
    source: str
    changes: Sequence[Change]


@editing_view
@require_http_methods(GET_OR_POST)
def history(request: HttpRequest, rights: Rights, offer_id: uuid.UUID) -> HttpResponse:
    """Show all versions of an offer; put an older one back."""
    found = find(offer_id)
    if request.method == "POST":
        return _put_back(request, rights, found)
    context = {
        "offer": found,
        "moments": moments_of(found, named=rights.shares(found)),
        "is_named": rights.shares(found),
        "is_own": rights.may_change_offer(found),
    }
    return render(request, "directory/editing/history.html", context)


def _put_back(request: HttpRequest, rights: Rights, found: LocalOffer) -> HttpResponseRedirect:
    number = request.POST.get(VERSION, "")
    version = (
        found.versions.filter(number=int(number)).first()
        if number.isdigit() and len(number) < 10
        else None
    )
    if version is None or not rights.may_change_offer(found):
        raise Http404
    record = OfferRecord.model_validate(version.record)
    if not rights.may_change(record.areas):
        raise Http404
    try:
        put_back(offer=found, version=version, rights=rights)
    except ChangedMeanwhile:
        return HttpResponseRedirect(request.path)
    return redirect("editing:offer", offer_id=found.pk)


def moments_of(found: LocalOffer, *, named: bool) -> list[Moment]:
    """Return the versions of an offer, the newest first, by name when so asked. Four queries."""
    versions = list(found.versions.order_by("number"))
    accepted = {
        each.version: each
        for each in Proposal.objects.filter(offer=found, state=Proposal.State.ACCEPTED)
    }
    sources = dict(
        Import.objects.filter(pk__in=[each.batch for each in versions if each.batch]).values_list(
            "pk", "source"
        )
    )
    people = [each.by for each in versions if each.by]
    people += [each.answered_by for each in accepted.values() if each.answered_by]
    names = short_names(people) if named else {}
    moments = []
    for place, version in enumerate(versions):
        now = OfferRecord.model_validate(version.record)
        before = OfferRecord.model_validate(versions[place - 1].record) if place else None
        agreed = accepted.get(version.number)
        moments.append(
            Moment(
                version=version,
                who=names.get(version.by, "") if version.by else "",
                second=names.get(agreed.answered_by, "") if agreed and agreed.answered_by else "",
                source=sources.get(version.batch, "") if version.batch else "",
                changes=differences(before, now) if before else (),
            )
        )
    return moments[::-1]
