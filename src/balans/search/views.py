"""The page to search on, and suggestions while typing. No query is kept anywhere."""

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balans.core.language import page_language
from balans.core.standby import from_standby
from balans.directory.helplines import helplines
from balans.directory.place import place_of
from balans.pages.middleware import public_page
from balans.search.engine import before_searching, search
from balans.search.screen import Screen, calls, said_of, screen
from balans.search.suggestions import suggest

FIELD, SORT, PAGE = "q", "soort", "blad"
LISTENER = "mantelzorglijn"
LONGEST_NUMBER = 4


def unseen(response: HttpResponse) -> HttpResponse:
    """Let what somebody looks for be kept by no cache, told to no page, found by no crawler."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Search, and show what answers; without a query the ways to go on."""
    language = page_language()
    typed = request.GET.get(FIELD, "")
    listener = helplines(language).get(LISTENER)
    if not typed.strip():
        shown = Screen(found=before_searching("", language))
        response = render(request, "search/index.html", {"shown": shown, "listener": listener})
        return unseen(response) if request.META.get("QUERY_STRING") else response
    try:
        shown, status = _found(request, typed, language), 200
    except (OperationalError, InterfaceError):
        # Whom to call stands there also when the database is away.
        first = before_searching(typed, language)
        shown, status = Screen(found=first, call=calls(first, language)), 503
    context = {"shown": shown, "listener": listener, "is_away": status != 200}
    return unseen(render(request, "search/index.html", context, status=status))


@from_standby
def _found(request: HttpRequest, typed: str, language: str) -> Screen:
    found = search(typed, language, place_of(request))
    page = request.GET.get(PAGE, "1")[:LONGEST_NUMBER]
    number = int(page) if page.isascii() and page.isdigit() else 1
    return screen(found, language, request.GET.get(SORT, ""), number)


@require_safe
@from_standby
def suggestions(request: HttpRequest) -> HttpResponse:
    """Give pages that somebody may be typing about, for the field that suggests."""
    language = page_language()
    found = suggest(request.GET.get(FIELD, ""), language)
    options = [
        {"title": each.title, "kind": said_of(each.kind), "href": each.href} for each in found
    ]
    return unseen(JsonResponse({"options": options}))
