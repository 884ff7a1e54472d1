"""Where four eyes are wished: an editor says so for a municipality of theirs."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from balans.accounts.staff.areas import editors_of, short_names
from balans.directory.editing.form import MOST_BOXES
from balans.directory.editing.four_eyes import set_four_eyes
from balans.directory.editing.models import FourEyes
from balans.directory.editing.rights import Rights, editing_view
from balans.directory.municipalities import Municipality


@dataclass(frozen=True)
class Wish:
    """A municipality, whether four eyes are wished there, and by whom."""

    place: Municipality
    kept: FourEyes | None
    who: str
    editors: int | None
    """How many editors there are; None when it was not counted."""


@editing_view
@require_http_methods(["GET", "HEAD", "POST"])
def four_eyes(request: HttpRequest, rights: Rights) -> HttpResponse:
    """Show for each municipality whether a second editor must agree, and change that."""
    places = rights.places()
    if request.method == "POST":
        slug = request.POST.get("gemeente", "")
        if any(each.slug == slug for each in places):
            wanted = request.POST.get("wens") == "aan"
            set_four_eyes(municipality=slug, wanted=wanted, by=rights.owner_id)
        return redirect("editing:four_eyes")
    wished = {each.municipality: each for each in FourEyes.objects.all()}
    names = short_names(each.by for each in wished.values() if each.by)
    is_few = len(places) <= 3
    wishes = []
    for place in places:
        kept = wished.get(place.slug)
        who = names.get(kept.by, "") if kept and kept.by else ""
        wishes.append(Wish(place, kept, who, editors_of(place.slug) if is_few else None))
    context = {"wishes": wishes, "many": len(places) > MOST_BOXES}
    return render(request, "directory/editing/four_eyes.html", context)
