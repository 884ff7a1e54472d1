"""Which script one meeting follows: ours, or one of the facilitator's own."""

import uuid
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.staff.guard import staff_view
from balans.core.vault import CannotOpen
from balans.groups.content import Script, scripts
from balans.groups.models import Meeting
from balans.groups.opened import Led, led, with_present_key
from balans.groups.paper import say_minutes
from balans.groups.saying import say_moment
from balans.groups.scripts.own import HasBegun, Own, choose_ours, chosen, own_scripts_of
from balans.groups.scripts.own_views import FACILITATOR, GET_OR_POST
from balans.ui.types import Choice, Error

FIELD, AS_NOW = "draaiboek", "zo"


@staff_view(FACILITATOR)
@with_present_key
@csrf_protect
@require_http_methods(GET_OR_POST)
def choose(request: HttpRequest, group_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Choose the script of one meeting; once the meeting has begun it stays as it is."""
    here = led(request, group_id)
    meeting = here.meeting(meeting_id)
    owns = own_scripts_of(here.person)
    if request.method != "POST":
        return _show(request, here, meeting, owns)
    problem = _follow(here, meeting, owns, str(request.POST.get(FIELD, "")))
    if problem:
        return _show(request, here, meeting, owns, problem)
    return redirect(_back(here, meeting))


def _follow(here: Led, meeting: Meeting, owns: list[Own], wanted: str) -> str:
    """Do what was chosen; return what is wrong with it, empty when it is done."""
    known = {str(each.kept.pk): each for each in owns}
    try:
        if wanted == AS_NOW:
            return ""
        if wanted in known:
            chosen(here, meeting, known[wanted].version)
        else:
            choose_ours(here, meeting, wanted)
    except KeyError:
        return _("Kies een draaiboek uit de lijst.")
    except HasBegun:
        return _("Deze bijeenkomst is al begonnen. Het draaiboek blijft zoals het is.")
    return ""


def _back(here: Led, meeting: Meeting) -> str:
    """Return the page of the meeting; this page while there is none."""
    arguments = [here.group.pk, meeting.pk]
    try:
        return reverse("groups:meeting", args=arguments)
    except NoReverseMatch:
        return reverse("groups:choose_script", args=arguments)


def _show(
    request: HttpRequest, here: Led, meeting: Meeting, owns: list[Own], problem: str = ""
) -> HttpResponse:
    now = _now(here, meeting)
    context = {
        "group": here.group,
        "title": here.words.title,
        "when": say_moment(meeting.starts_at),
        "length": say_minutes(meeting.minutes),
        "other_length": say_minutes(now.minutes) if now and now.minutes != meeting.minutes else "",
        "choices": list(_choices(here, meeting, owns, now)),
        "has_own": bool(owns),
        "has_begun": meeting.run is not None,
        "problem": problem,
        "errors": [Error(f"id_{FIELD}", problem)] if problem else [],
        "back": _back(here, meeting),
    }
    return render(request, "groups/choose_script.html", context, status=422 if problem else 200)


def _now(here: Led, meeting: Meeting) -> Script | None:
    try:
        return here.script(meeting, here.group.language)
    except (KeyError, CannotOpen):
        return None


def _choices(here: Led, meeting: Meeting, owns: list[Own], now: Script | None) -> Iterator[Choice]:
    follows_own = meeting.own_script is not None
    same = [each for each in owns if follows_own and each.script == now]
    if follows_own and not same and now is not None:
        # A copy from before its maker changed it, or of who leads along.
        yield Choice(AS_NOW, _("%(title)s, zoals nu") % {"title": now.words.title}, "", True)
    for name, each in scripts(here.group.language).items():
        yield Choice(
            name, each.words.title, _hint(each), not follows_own and name == meeting.script
        )
    for own in owns:
        is_this = own in same[:1]
        yield Choice(str(own.kept.pk), own.title, _hint(own.script, own=True), is_this)


def _hint(script: Script, *, own: bool = False) -> str:
    length = say_minutes(script.minutes)
    if not own:
        return length
    languages = {"nl": _("in het Nederlands"), "en": _("in het Engels")}
    language = languages.get(script.language, script.language)
    return _("Van jezelf, %(language)s, %(length)s") % {"language": language, "length": length}
