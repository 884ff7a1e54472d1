"""When a loved one died: tell it once, take it back, and what helps in the time after."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts import life
from balans.accounts.person import person_for, person_of
from balans.accounts.place.profile import EMPTY, Profile, profile_of
from balans.accounts.place.since import Since, season
from balans.core.language import page_language
from balans.core.references import refer
from balans.grief import form as since_form
from balans.ui.types import Error

FIRST_DAYS, MOURNING = "de-eerste-uren-en-dagen", "rouw-is-geen-ziekte"
MOST_DIGITS = 3


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def died(request: HttpRequest) -> HttpResponse:
    """Let somebody tell it, with since when or without; show what was told."""
    if request.method != "POST":
        return _show(request)
    try:
        since = since_form.read(request.POST, timezone.localdate())
    except since_form.Unreadable as error:
        return _show(request, str(error))
    life.tell_death(person=person_for(request), since=since)
    return redirect("grief:died")


def _show(request: HttpRequest, error: str = "") -> HttpResponse:
    person = person_of(request)
    profile = profile_of(person) if person else EMPTY
    since = profile.since if profile.bereaved else None
    posted = request.POST if request.method == "POST" else None
    context = {
        "profile": profile,
        "since": since_form.fields(since, posted, error),
        "written_since": written(profile),
        "season": season(profile.since, timezone.localdate()),
        "errors": [Error(field_id=f"id_{since_form.FIELD}", text=error)] if error else [],
    }
    template = "grief/told.html" if profile.bereaved else "grief/tell.html"
    return render(request, template, context, status=422 if error else 200)


def written(profile: Profile) -> str:
    """Return since when as one writes it, empty when it was left open."""
    since: Since | None = profile.since
    if since is None:
        return ""
    if since.day:
        return date_format(since.first, "j F Y")
    return date_format(since.first, "F Y") if since.month else str(since.year)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest) -> HttpResponse:
    """Take it back; nobody is asked why."""
    person, losses = person_of(request), request.POST.get("aantal", "")
    if request.method != "POST" or person is None:
        return redirect("grief:died")
    if losses.isdecimal() and len(losses) <= MOST_DIGITS:
        life.take_back(person=person, losses=int(losses))
    return redirect("accounts:mine")


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def care_again(request: HttpRequest) -> HttpResponse:
    """Keep that somebody else is cared for now, and ask how to call them."""
    person = person_of(request)
    if request.method != "POST" or person is None:
        return redirect("grief:died")
    life.care_again(person=person)
    return redirect("accounts:details")


@require_safe
def first_days(request: HttpRequest) -> HttpResponse:
    """Lead to the text on the first hours and days, which stood here before."""
    return _moved(FIRST_DAYS)


@require_safe
def mourning(request: HttpRequest) -> HttpResponse:
    """Lead to the text on grief, which stood here before."""
    return _moved(MOURNING)


def _moved(name: str) -> HttpResponse:
    language = page_language()
    return redirect(refer("article", name, language).href, permanent=True)
