"""The calendar feed: the page where one makes, renews and stops it, and the feed itself."""

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.person import Person, person_for, person_of
from balans.core.addresses import whole_address
from balans.core.calendar import CONTENT_TYPE
from balans.plans.feed import feed_of, make_feed, name_plans, read_feed, stop_feed, token_of
from balans.plans.opened import GET_OR_POST

WITH_NAMES = "ja"


@csrf_protect
@require_http_methods(GET_OR_POST)
def agenda(request: HttpRequest) -> HttpResponse:
    """Show the private address of one's calendar; make, renew or stop it."""
    if request.method == "POST":
        _act(request)
        return redirect("plans:agenda")
    person = person_of(request)
    feed = feed_of(person)
    address = _address(token_of(feed, person)) if feed and person else ""
    context = {
        "person": person,
        "feed": feed,
        "address": address,
        "webcal": f"webcal:{address.partition(':')[2]}",
    }
    return render(request, "plans/agenda.html", context)


def _address(token: str) -> str:
    return whole_address("feed", token)


def _act(request: HttpRequest) -> None:
    action, named = request.POST.get("_actie"), request.POST.get("namen") == WITH_NAMES
    if action == "maak":
        _make(person_for(request), named)
        return
    person = person_of(request)
    feed = feed_of(person)
    if person is None or feed is None:
        return
    if action == "vernieuw":
        make_feed(person=person, names_plans=feed.names_plans)
    elif action == "namen":
        name_plans(feed=feed, person=person, names_plans=named)
    elif action == "stop":
        stop_feed(person=person)


def _make(person: Person, named: bool) -> None:
    """Make a feed, unless a second click or another tab asks for what is there already."""
    if feed_of(person) is None:
        make_feed(person=person, names_plans=named)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give the calendar to whoever holds its address: no cookie, nothing for a proxy to keep."""
    followed = read_feed(token, now=timezone.now())
    if followed is None:
        raise Http404
    etag, moment = f'"{sha256(followed.content).hexdigest()[:32]}"', followed.changed_at.timestamp()
    response = HttpResponse(followed.content, content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(moment)
    response.headers["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag, int(moment), response) or response
