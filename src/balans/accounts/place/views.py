"""Mijn plek as a start page, all that one made, and one's own details."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balans.accounts.belongings import traces_of
from balans.accounts.person import person_for, person_of
from balans.accounts.place import names, profile_form
from balans.accounts.place.greeting import greeting, remembrance
from balans.accounts.place.profile import EMPTY, change_profile, profile_of
from balans.accounts.place.start import place_of
from balans.accounts.place.suggestion import all_suggestions
from balans.ui.types import Error

MOST_DIGITS = 4
ON_A_PAGE = 30


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show what was left, what is coming, one suggestion and what the person made."""
    person, now = person_of(request), timezone.localtime()
    place = place_of(person, now) if person else None
    context = {
        "person": person,
        "place": place,
        "profile": place.profile if place else EMPTY,
        "greeting": greeting(place.profile, now) if place else _("Mijn plek"),
        "remembrance": remembrance(place.profile, place.anniversary) if place else "",
        "days": settings.GUEST_DAYS,
        "lost": person is None and settings.KEY_COOKIE in request.COOKIES,
        "returned": _count(request, "terug") if person else None,
        "left_out": _count(request, "zonder") if person else None,
    }
    return render(request, "accounts/mine.html", context)


def _count(request: HttpRequest, name: str) -> int | None:
    """Return how many things were just brought back or left out, as the address says."""
    count = request.GET.get(name, "")
    return int(count) if count.isdecimal() and len(count) <= MOST_DIGITS else None


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """Show all that the person made, a page at a time; only that page is opened."""
    person = person_of(request)
    if person is None:
        return redirect("accounts:mine")
    page = Paginator(traces_of(person), ON_A_PAGE).get_page(request.GET.get("blad"))
    context = {"page_of": page, "belongings": [each.show() for each in page]}
    return render(request, "accounts/everything.html", context)


@csrf_protect
@require_POST
def put_away(request: HttpRequest) -> HttpResponse:
    """Never show this suggestion again."""
    person, key = person_of(request), request.POST.get("voorstel", "")
    if person is not None and key in {each.key for each in all_suggestions()}:
        change_profile(
            person=person,
            change=lambda known: known.model_copy(update={"put_away": known.put_away | {key}}),
        )
    return redirect("accounts:mine")


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    """Ask how to call somebody and for whom they care; all of it may stay empty."""
    person = person_of(request)
    profile = profile_of(person) if person else EMPTY
    if request.method != "POST":
        known = names.known_name(person) if person and not profile.bereaved else ""
        return _details(request, profile_form.texts_of(profile, known), {}, known)
    typed, errors = profile_form.read(request.POST)
    if errors:
        return _details(request, typed, errors)
    change_profile(person=person_for(request), change=lambda now: profile_form.applied(now, typed))
    return redirect("accounts:mine")


def _details(
    request: HttpRequest, typed: dict[str, str], errors: dict[str, str], known: str = ""
) -> HttpResponse:
    person = person_of(request)
    profile = profile_of(person) if person else EMPTY
    context = {
        "profile": profile,
        "name": typed[profile_form.NAME],
        "loved_one": typed[profile_form.LOVED_ONE],
        "missed": typed[profile_form.MISSED],
        "own_words": (typed[profile_form.OWN_WORDS],),
        "relations": profile_form.choices(typed[profile_form.RELATION]),
        "offered": bool(known) and not profile.loved_one,
        "wrong": {key.removeprefix("id_").replace("-", "_"): text for key, text in errors.items()},
        "errors": [Error(field_id=key, text=text) for key, text in errors.items()],
    }
    return render(request, "accounts/details.html", context, status=422 if errors else 200)
