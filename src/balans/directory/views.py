"""Who to call now: works without a session, a database or JavaScript."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from balans.directory.content import Group, helplines
from balans.pages.middleware import public_page

GROUPS: tuple[Group, ...] = ("danger", "now", "care", "listen")


@public_page
@require_safe
def talk_now(request: HttpRequest) -> HttpResponse:
    """Show the helplines by how urgent it is, each with a link that dials."""
    lines = helplines(get_language() or settings.LANGUAGE_CODE).values()
    groups = [(group, [line for line in lines if line.group == group]) for group in GROUPS]
    return render(request, "directory/talk_now.html", {"groups": groups})
