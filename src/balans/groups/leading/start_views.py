"""The start page of a facilitator, and the overview of one series."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from balans.accounts.staff.guard import staff_view
from balans.core.language import page_language
from balans.groups.codes import spoken_code
from balans.groups.leading.beginning import municipality_name
from balans.groups.leading.cards import cards_of
from balans.groups.leading.changing import say_told, set_listed
from balans.groups.leading.overview import (
    first_ahead,
    has_old_key,
    lines_of,
    roster_of,
)
from balans.groups.leading.page_views import person_here
from balans.groups.leading.pages import page_of
from balans.groups.models import Facilitation
from balans.groups.opened import led as led_here

DONE = "gedaan"


@staff_view("facilitator")
@require_safe
def led(request: HttpRequest) -> HttpResponse:
    """Show the groups that somebody leads, and what needs doing."""
    person = person_here(request)
    cards = cards_of(person, page_language())
    context = {
        "coming": [each for each in cards if each.is_coming],
        "past": [each for each in cards if not each.is_coming],
        "to_do": [(each.title, item) for each in cards for item in each.to_do],
        "has_page": bool(page_of(person.owner).name),
        "left": request.GET.get(DONE) == "gestopt",
    }
    return render(request, "groups/led.html", context)


@staff_view("facilitator")
@require_safe
def group(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Show one series: when, who comes in numbers, where, the code, the note."""
    here = led_here(request, group_id)
    waits = list(here.group.participations.values_list("waiting_since", "address"))
    inside = sum(since is None for since, _address in waits)
    unreached = sum(since is None and address is None for since, address in waits)
    roster = roster_of(here)
    lines = lines_of(here, page_language(), inside)
    context = {
        "here": here,
        "group": here.group,
        "title": here.words.title,
        "words": here.words,
        "lines": lines,
        "next": first_ahead(lines),
        "inside": inside,
        "waiting": len(waits) - inside,
        "extras": len(roster.extras) if roster else 0,
        "unreached": unreached,
        "code": spoken_code(here.words.code),
        "municipality": municipality_name(here.group.municipality),
        "language": dict(settings.LANGUAGES).get(here.group.language, here.group.language),
        "may_list": bool(here.group.municipality) or not here.words.place,
        "facilitators": Facilitation.objects.filter(group=here.group).count(),
        "old_key": has_old_key(here),
        "just_begun": request.GET.get("begonnen") == "1",
        "done": request.GET.get(DONE, ""),
        "told": say_told(request.GET.dict()),
    }
    return render(request, "groups/group.html", context)


@staff_view("facilitator")
@require_POST
def listing(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Put a group on the public list, or take it off."""
    here = led_here(request, group_id)
    wish = request.POST.get("lijst") == "aan"
    if not wish or here.group.municipality or not here.words.place:
        set_listed(here=here, is_listed=wish)
    return redirect(f"{reverse('groups:group', args=[group_id])}#lijst")
