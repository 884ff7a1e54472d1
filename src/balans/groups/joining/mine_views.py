"""A participant's own pages: the group, what they told, and leaving."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balans.accounts.entry.address import address_of
from balans.core.language import page_language
from balans.groups.actions import leave as leave_group
from balans.groups.joining.enter_views import WELCOME
from balans.groups.joining.form import JoinForm
from balans.groups.joining.mine import MyGroup
from balans.groups.joining.places import tell_who_got_one
from balans.groups.joining.quiet import may_write_to
from balans.groups.joining.taking import (
    agree,
    back,
    change,
    keep_coming,
    must_agree,
    participant_view,
)
from balans.groups.opened import Joined
from balans.ui.types import Choice

GO_ON, STAY = "door", "blijf"
REMINDED, YES, NO = "seintjes", "ja", "nee"


@participant_view("GET", "POST")
def mine(request: HttpRequest, here: Joined) -> HttpResponse:
    """Show the group as one who takes part: the next meeting first."""
    if request.method == "POST":
        return _answered(request, here)
    context = {
        "page_of": MyGroup(here=here, language=page_language(), now=timezone.now()),
        "here": here,
        "group": here.group,
        "words": here.words,
        "welcome": request.GET.get(WELCOME) == "1",
        "guest": not here.person.has_account,
        "days": settings.GUEST_DAYS,
        "until": here.person.owner.expires_at,
        "address": here.participation.read_address(),
    }
    return render(request, "groups/mine.html", context)


def _answered(request: HttpRequest, here: Joined) -> HttpResponse:
    """Do what a question on the page was answered with: go on, or keep coming."""
    answer = request.POST.get("_actie")
    if answer == GO_ON:
        agree(here=here)
    elif answer == STAY:
        keep_coming(here=here)
    return back(here)


@participant_view("GET", "POST")
def details(request: HttpRequest, here: Joined) -> HttpResponse:
    """Change the name in this group, where its mail goes, and whether reminders come."""
    if must_agree(here):
        return back(here)
    own = address_of(here.person.owner)
    if request.method != "POST":
        form = JoinForm(own=own, name=here.name, address=here.participation.read_address())
        return _details(request, here, form, here.participation.reminded)
    form, reminded = JoinForm(request.POST, own=own), request.POST.get(REMINDED) != NO
    if not form.is_valid():
        return _details(request, here, form, reminded, status=422)
    known = form.address() == here.participation.read_address()
    if not known and not may_write_to(request, here.group, form.address(), own=own):
        form.refuse_address()
        return _details(request, here, form, reminded, status=422)
    change(here=here, name=form.name, address=form.address(), reminded=reminded)
    return back(here)


def _details(
    request: HttpRequest, here: Joined, form: JoinForm, reminded: bool, *, status: int = 200
) -> HttpResponse:
    context = {"here": here, "group": here.group, "words": here.words, "form": form}
    context["reminders"] = _reminders(reminded)
    return render(request, "groups/my_details.html", context, status=status)


def _reminders(on: bool) -> tuple[Choice, ...]:
    return (
        Choice(value=YES, label=_("Ja, een dag van tevoren"), checked=on),
        Choice(value=NO, label=_("Nee, dat hoeft niet"), checked=not on),
    )


@participant_view("GET", "POST")
def leave(request: HttpRequest, here: Joined) -> HttpResponse:
    """Ask once, then take somebody out with all that they told and brought."""
    if request.method != "POST":
        context = {"here": here, "group": here.group, "words": here.words}
        return render(request, "groups/leave.html", context)
    tell_who_got_one(here.group, leave_group(taking=here.participation))
    return redirect(f"{reverse('groups:code')}?gestopt=1")
