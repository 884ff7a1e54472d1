"""Who to call now, and the way into the support map: what one needs."""

from collections.abc import Iterable
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balans.accounts.person import person_of
from balans.accounts.place.profile import is_bereaved
from balans.core.language import page_language
from balans.core.standby import from_standby
from balans.directory import words
from balans.directory.happening import groups_href, happenings_near
from balans.directory.helplines import Group, helplines
from balans.directory.need_page import need_page
from balans.directory.needs import Need, NeedKind, need_called, needs
from balans.directory.place import place_of
from balans.directory.pointing import need as need_reference
from balans.directory.screen import elsewhere, trail
from balans.pages.middleware import placeless_page, public_page
from balans.ui.leaving import offer_leaving

GROUPS: tuple[Group, ...] = ("danger", "now", "care", "listen")
ORDER: tuple[NeedKind, ...] = ("practical", "emotional", "information", "recognition")
"""The kinds as the page shows them: what most people come for first."""

AFTER: frozenset[NeedKind] = frozenset({"emotional"})
"""The kinds that go on after a death; for who lost someone the others wait folded."""

SAFE_AT_HOME = "veilig-thuis"
"""The helpline of a need that may be about violence at home."""

FIRST = 6
"""How many needs of a kind are seen at once."""


@public_page
@require_safe
def talk_now(request: HttpRequest) -> HttpResponse:
    """Show the helplines by how urgent it is, each with a link that dials.

    Works without a session, a database or JavaScript.
    """
    offer_leaving(request)
    lines = helplines(page_language()).values()
    groups = [(group, [line for line in lines if line.group == group]) for group in GROUPS]
    return render(request, "directory/talk_now.html", {"groups": groups})


@placeless_page
@require_safe
@from_standby
def index(request: HttpRequest) -> HttpResponse:
    """Show the needs by kind, those about dying folded, and ask for which place.

    Who lost someone sees what comes after a death first, and what is about caring folded.
    """
    known = list(needs(page_language()).values())
    bereaved = is_bereaved(person_of(request))
    kinds = _by_kind(each for each in known if not each.entry.about_dying)
    context = {
        "kinds": [each for each in kinds if not bereaved or each[0] in AFTER],
        "caring": [each for each in kinds if bereaved and each[0] not in AFTER],
        "after_death": [each for each in known if each.entry.after_death and bereaved],
        "folded": [
            each
            for each in known
            if each.entry.about_dying and not (bereaved and each.entry.after_death)
        ],
        "place": place_of(request),
        "happenings": [] if bereaved else happenings_near(place_of(request)),
        "groups_href": "" if bereaved else groups_href(),
        "bereaved": bereaved,
    }
    return render(request, "directory/index.html", context)


def _by_kind(found: Iterable[Need]) -> list[tuple[str, str, str, list[Need], list[Need]]]:
    """Return kind, its heading and sentence, the first needs of it, and those after them."""
    titles, groups = words.need_kinds(), dict[NeedKind, list[Need]]()
    for kind, members in groupby(found, key=lambda each: each.entry.kind):
        groups[kind] = list(members)
    return [
        (kind, *titles[kind], groups[kind][:FIRST], groups[kind][FIRST:])
        for kind in ORDER
        if kind in groups
    ]


@placeless_page
@require_safe
@from_standby
def need(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer a need: the first step, help near and in the whole country, what to read."""
    try:
        shown = need_called(slug, page_language())
    except KeyError:
        raise Http404 from None
    elsewhere(request, need_reference, shown.name)
    if SAFE_AT_HOME in shown.entry.helplines:
        offer_leaving(request)
    here = need_page(shown, page_language(), place_of(request), timezone.localtime())
    context = {
        "shown": shown,
        "here": here,
        "steps": trail(),
        "groups_href": groups_href() if shown.entry.meeting_others else "",
    }
    return render(request, "directory/need.html", context)
