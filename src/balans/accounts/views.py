"""Taking everything along, bringing it back, and erasing all of it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts import parcel, returning
from balans.accounts.actions import erase_owner
from balans.accounts.entry.cookies import forget_here
from balans.accounts.entry.leaving import leave_later, stay
from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.person import person_for, person_of
from balans.accounts.returning import TAKEN_IN, UnreadableParcel
from balans.accounts.space import NoSpace, no_space_words
from balans.core.files import stream_response
from balans.core.language import page_language
from balans.core.uploads import takes
from balans.ui.types import Error

FIELD = "bestand"


@takes(TAKEN_IN)
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def take_along(request: HttpRequest) -> HttpResponse:
    """Offer everything in one file, and bring such a file back."""
    if request.method == "POST":
        return _bring_back(request)
    context: dict[str, object] = {"person": person_of(request), "errors": []}
    return render(request, "accounts/take_along.html", context)


def _bring_back(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get(FIELD)
    try:
        if file is None:
            raise UnreadableParcel("missing")
        if why := getattr(file, "refused", ""):
            raise UnreadableParcel("no_room" if why == "no_room" else "large")
        brought = returning.unpack(file)
    except UnreadableParcel as error:
        return _not_back(request, _why_not(error.why))
    person = person_for(request)
    try:
        count = returning.bring_back(person=person, parcel=brought)
    except NoSpace as full:
        text = no_space_words(full.space, has_account=person.has_account)
        return _not_back(request, text)
    missing = f"&zonder={brought.left_out}" if brought.left_out else ""
    return redirect(reverse("accounts:mine") + f"?terug={count}{missing}")


def _not_back(request: HttpRequest, text: str) -> HttpResponse:
    errors = [Error(field_id=f"id_{FIELD}", text=text)]
    context = {"person": person_of(request), "errors": errors}
    return render(request, "accounts/take_along.html", context, status=422)


def _why_not(why: str) -> str:
    return {
        "missing": _("Kies eerst een bestand."),
        "large": _("Dit bestand is te groot om hier terug te zetten."),
        "no_room": _("We kunnen dit bestand nu niet bewaren. Probeer het later nog een keer."),
        "newer": _("Dit bestand is van een nieuwere versie. Hier kunnen we het niet lezen."),
        "strange": _("Dit is geen bestand van hier. Kies het zip-bestand dat je hier downloadde."),
    }[why]


@require_safe
def parcel_file(request: HttpRequest) -> HttpResponseBase:
    """Give everything in one file; without anything to give, say what this is."""
    person = person_of(request)
    if person is None:
        return redirect("accounts:take_along")
    language = page_language()
    name = f"mantelzorgbalans-{timezone.localdate().isoformat()}.zip"
    return stream_response(parcel.pack(person, language), "application/zip", name)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Ask once, then erase all and let the browser forget; an account may take a fortnight."""
    person = person_of(request)
    if request.method != "POST":
        return render(request, "accounts/erase.html", {"person": person})
    act = request.POST.get("_actie", "")
    if person is not None and person.has_account and act in ("later", "toch"):
        (leave_later if act == "later" else stay)(owner=person.owner)
        return redirect("accounts:erase")
    if person is not None:
        erase_owner(owner=person.owner)
    response = HttpResponseRedirect(reverse("accounts:erased"))
    forget_here(request, response)
    return response


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Say that all is gone."""
    response = render(request, "accounts/erased.html")
    keep_out_of_caches(response)
    return response
