"""All help in one list, filtered; and the place that somebody looks in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.person import person_of
from balans.accounts.place.profile import is_bereaved
from balans.core.language import page_language
from balans.core.standby import from_standby
from balans.directory import words
from balans.directory.listed import listed
from balans.directory.listing import (
    AUDIENCE,
    DYING,
    FREE,
    NEED,
    NUMBER,
    OPEN,
    WAY,
    Filters,
    page_number,
    read,
    select,
)
from balans.directory.municipalities import Municipality, by_province
from balans.directory.national import support
from balans.directory.near import near, way_on
from balans.directory.needs import needs
from balans.directory.offer import Offer
from balans.directory.place import FIELD, Sought, forget, place_of, remember, seek
from balans.directory.screen import card_of, trail
from balans.directory.shrinking import shrunk
from balans.ui.types import Choice, Error
from balans.ui.views import own_page

BACK = "naar"
ARTICLE = re.compile(r"^(de|het|een|a|an|the) ")
UNPROCESSABLE = 422


@dataclass(frozen=True)
class Chip:
    """One filter that is on, and where one goes without it."""

    text: str
    href: str


@csrf_protect
@require_safe
@shrunk
@from_standby
def offers(request: HttpRequest) -> HttpResponse:
    """Show all help that fits: what is near first, then what is there for everybody."""
    language, now = page_language(), timezone.localtime()
    filters, place = read(request.GET), place_of(request)
    local = _near_offers(place, filters, language) if place else []
    asked = _asked_for_dying(request, filters)
    found = select(local, _national(filters, language), filters, now, with_dying=asked)
    found = replace(found, number=page_number(request.GET, found.pages))
    base = reverse("directory:offers")
    said, (cards,) = listed(
        [card_of(each, language, today=now.date(), now=now, place=place) for each in found.shown]
    )
    context = {
        "place": place,
        "steps": trail(),
        "back": request.get_full_path(),
        "filters": filters,
        "found": found,
        "cards": cards,
        "said": said,
        "chips": list(_chips(filters, language, base)),
        "form": _form(filters, language),
        "all_href": base,
        "with_dying_href": f"{base}?{filters.query(dying=True)}" if found.about_dying else "",
        "previous_href": _page_href(filters, base, found.number - 1, found.pages),
        "next_href": _page_href(filters, base, found.number + 1, found.pages),
        "way_on": None if found.local else way_on(place, language, now.date()),
    }
    return render(request, "directory/offers.html", context)


def _near_offers(place: Municipality, filters: Filters, language: str) -> list[Offer]:
    found = near(place)
    if filters.need:
        found = found.filter(met__need=filters.need)
    return found.as_offers(language)


def _in_a_list(title: str) -> str:
    """Return by what a title is sorted: without the article that it begins with."""
    return ARTICLE.sub("", title.casefold())


def _national(filters: Filters, language: str) -> Sequence[Offer]:
    """Return the national offers: by how well they fit the need, else by name."""
    known = support(language).values()
    if not filters.need:
        return sorted(known, key=lambda each: _in_a_list(each.title))
    fitting = [each for each in known if filters.need in each.record.needs]
    first = needs(language)[filters.need].entry.first
    return sorted(
        fitting,
        key=lambda each: (
            each.key not in first,
            each.record.needs.index(filters.need),
            _in_a_list(each.title),
        ),
    )


def _asked_for_dying(request: HttpRequest, filters: Filters) -> bool:
    """Return whether somebody asked for help around dying, or needs it now."""
    need = needs("nl").get(filters.need)
    if filters.audience == "bereaved" or (need is not None and need.entry.about_dying):
        return True
    return is_bereaved(person_of(request))


def _page_href(filters: Filters, base: str, number: int, pages: int) -> str:
    if not 1 <= number <= pages:
        return ""
    query = filters.query()
    return f"{base}?{query}{'&' if query else ''}{NUMBER}={number}"


def _chips(filters: Filters, language: str, base: str) -> Iterator[Chip]:
    def chip(text: str, **without: object) -> Chip:
        query = filters.query(**without)
        return Chip(text=text, href=f"{base}?{query}" if query else base)

    if filters.need:
        yield chip(needs(language)[filters.need].title, need="")
    if filters.audience:
        names = {str(key): text for key, text in words.audiences().items()}
        yield chip(_("Voor %(whom)s") % {"whom": names[filters.audience]}, audience="")
    if filters.way:
        yield chip({str(key): text for key, text in words.ways().items()}[filters.way], way="")
    if filters.free:
        yield chip(_("Gratis"), free=False)
    if filters.open_now:
        yield chip(_("Nu open"), open_now=False)
    if filters.dying:
        yield chip(_("Ook rond sterven en rouw"), dying=False)


def _form(filters: Filters, language: str) -> dict[str, object]:
    """Return what the form shows: every choice, with what is chosen now."""
    kinds = words.need_kinds()
    groups: dict[str, list[Choice]] = {}
    for each in needs(language).values():
        choice = Choice(each.name, each.title, checked=each.name == filters.need)
        groups.setdefault(kinds[each.entry.kind][0], []).append(choice)
    return {
        "names": {
            "need": NEED,
            "audience": AUDIENCE,
            "way": WAY,
            "free": FREE,
            "open": OPEN,
            "dying": DYING,
        },
        "needs": list(groups.items()),
        "audiences": [
            (
                "",
                [Choice(k, t, checked=k == filters.audience) for k, t in words.audiences().items()],
            )
        ],
        "ways": [("", [Choice(k, t, checked=k == filters.way) for k, t in words.ways().items()])],
    }


@csrf_protect
@require_safe
def place(request: HttpRequest) -> HttpResponse:
    """Find the municipality that was typed and remember it; ask when it may be several.

    A search by address: it changes nothing but this browser's own cookie.
    """
    back = own_page(request, request.GET.get(BACK, "")) or reverse("directory:index")
    sought = seek(request.GET[FIELD]) if FIELD in request.GET else None
    if sought is not None and sought.sure is not None:
        response: HttpResponse = HttpResponseRedirect(back)
        remember(response, sought.sure)
        keep_out_of_caches(response)
        return response
    error = _what_is_wrong(sought)
    context = {
        "sought": sought,
        "back": back,
        "error": error,
        "errors": [Error(field_id=f"id_{FIELD}", text=error)] if error else [],
        "provinces": by_province(),
        "chosen": place_of(request),
    }
    status = UNPROCESSABLE if error else 200
    response = render(request, "directory/place.html", context, status=status)
    keep_out_of_caches(response)
    return response


def _what_is_wrong(sought: Sought | None) -> str:
    if sought is None or sought.found:
        return ""
    if not sought.typed:
        return _("Vul een postcode of een gemeente in. Of kies hieronder.")
    if sought.looks_like_a_postcode:
        return _("Deze postcode kennen we niet. Hij kan nieuw zijn. Kies hieronder je gemeente.")
    return _("Deze plaats kennen we niet. Probeer je postcode, of kies hieronder je gemeente.")


@csrf_protect
@require_POST
def forget_place(request: HttpRequest) -> HttpResponse:
    """Forget for which place this browser looks."""
    back = own_page(request, request.POST.get(BACK, "")) or reverse("directory:index")
    response = HttpResponseRedirect(back)
    forget(response)
    return response
