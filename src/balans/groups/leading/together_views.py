"""Leading along: the link, taking it up, stopping, and taking somebody off."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.person import read_cookie, write_cookie
from balans.accounts.staff.guard import staff_view
from balans.core.addresses import whole_address
from balans.core.vault import new_secret
from balans.groups.leading.appointing import take_off
from balans.groups.leading.overview import has_old_key
from balans.groups.leading.page_views import GET_OR_POST, person_here
from balans.groups.leading.pages import page_of
from balans.groups.leading.together import (
    GOOD_FOR,
    offer,
    offered,
    open_ones,
    stop_leading,
    withdraw_all,
)
from balans.groups.leading.together import take_up as take_up_offer
from balans.groups.models import Facilitation, Facilitator
from balans.groups.opened import Led
from balans.groups.opened import led as led_here
from balans.groups.saying import say_day

KEY = "_sleutel"


@staff_view("facilitator")
@require_http_methods(GET_OR_POST)
def together(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Show who leads a group; make a link to lead along, which is shown this once."""
    here = led_here(request, group_id)
    if request.method != "POST":
        return _page(request, here)
    if request.POST.get("doen") == "intrekken":
        withdraw_all(here=here)
        return redirect(f"{reverse('groups:together', args=[group_id])}?ingetrokken=1")
    secret = read_cookie(request.POST.get(KEY, "")) or new_secret()
    if offer(here=here, secret=secret) is None:
        return _page(request, here, too_many=True)
    link = whole_address("groups:take_up", write_cookie(secret))
    return _page(request, here, link=link)


def _page(
    request: HttpRequest, here: Led, *, link: str = "", too_many: bool = False
) -> HttpResponse:
    rows = Facilitation.objects.filter(group=here.group).select_related("owner__facilitator")
    open_links = list(open_ones(here.group).order_by("expires_at"))
    context = {
        "group": here.group,
        "title": here.words.title,
        "leaders": [
            (each, _name(each), each.owner_id == here.person.owner.pk, say_day(each.since))
            for each in rows.order_by("since")
        ],
        "link": link,
        "too_many": too_many,
        "days": GOOD_FOR.days,
        "open_links": [say_day(each.expires_at) for each in open_links],
        "old_key": has_old_key(here),
        "new_secret": write_cookie(new_secret()),
        "withdrawn": request.GET.get("ingetrokken") == "1",
        "taken_off": request.GET.get("eraf") == "1",
        "joined": request.GET.get("welkom") == "1",
    }
    response = render(request, "groups/together.html", context, status=422 if too_many else 200)
    keep_out_of_caches(response)
    return response


def _name(facilitation: Facilitation) -> str:
    try:
        return facilitation.owner.facilitator.read().name
    except Facilitator.DoesNotExist:
        return ""


@staff_view("facilitator")
@require_http_methods(GET_OR_POST)
def leave(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Ask whether to lead a group no more, and do it; the last one reads what happens then."""
    here = led_here(request, group_id)
    if request.method == "POST":
        stop_leading(here=here)
        return redirect(f"{reverse('groups:led')}?gedaan=gestopt")
    others = Facilitation.objects.active().filter(group=here.group).exclude(owner=here.person.owner)
    context = {"group": here.group, "title": here.words.title, "is_last": not others.exists()}
    return render(request, "groups/leave_leading.html", context)


@staff_view("facilitator")
@require_http_methods(GET_OR_POST)
def off(request: HttpRequest, group_id: uuid.UUID, facilitation_id: int) -> HttpResponse:
    """Ask whether to take another facilitator off a group, and do it."""
    here = led_here(request, group_id)
    rows = Facilitation.objects.filter(group=here.group).exclude(owner=here.person.owner)
    other = rows.filter(pk=facilitation_id).select_related("owner").first()
    if other is None or has_old_key(here):
        raise Http404
    if request.method == "POST":
        take_off(here=here, other=other)
        return redirect(f"{reverse('groups:together', args=[group_id])}?eraf=1")
    context = {
        "group": here.group,
        "title": here.words.title,
        "name": page_of(other.owner).name,
        "are_more": rows.count() > 1,
    }
    return render(request, "groups/take_off.html", context)


@staff_view("facilitator")
@csrf_protect
@require_http_methods(GET_OR_POST)
def take_up(request: HttpRequest, token: str) -> HttpResponse:
    """Take up a link to lead along; opening it uses nothing up, the button does."""
    person = person_here(request)
    found = offered(person=person, token=token)
    if found is None:
        response = render(request, "groups/take_up_gone.html", status=404)
    elif request.method == "POST" and take_up_offer(person=person, offer=found):
        page = reverse("groups:together", args=[found.group.pk])
        response = redirect(f"{page}?welkom=1")
    elif request.method == "POST":
        response = render(request, "groups/take_up_gone.html", status=404)
    else:
        words = found.group.read()
        context = {"title": words.title, "is_appointed": found.private is None}
        response = render(request, "groups/take_up.html", context)
    response.headers["Referrer-Policy"] = "same-origin"
    keep_out_of_caches(response)
    return response
