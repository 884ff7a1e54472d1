"""The way into a group: a code from paper, a link or QR code, or a personal invitation."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.entry.address import address_of
from balans.accounts.person import Person, begun_by, new_form, person_for, person_of
from balans.core.language import page_language
from balans.core.text import clean
from balans.groups.actions import join as join_group
from balans.groups.codes import LENGTH, read_code
from balans.groups.joining.dated import dated
from balans.groups.joining.entrance import group_at
from balans.groups.joining.form import JoinForm
from balans.groups.joining.hosts import leaders_of, pages_of, who_invites
from balans.groups.joining.inviting import InvitationUsed, invite_at, join_invited
from balans.groups.joining.quiet import may_write_to
from balans.groups.joining.state import coming, is_over
from balans.groups.models import Facilitation, Group, Invite, Meeting, Participation
from balans.groups.words import GroupWords
from balans.ui.types import Error

GET_OR_POST = ["GET", "HEAD", "POST"]
CODE, FORM = "code", "_een"
WELCOME = "welkom"
LONGEST_TYPED = 40


@csrf_protect
@require_http_methods(GET_OR_POST)
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a group, as it stands on paper."""
    if request.method != "POST":
        return _code_page(request)
    typed = clean(request.POST.get(CODE, ""))[:LONGEST_TYPED]
    if not typed:
        return _code_page(request, error=_("Vul de code in die op je brief of flyer staat."))
    found = group_at(request, typed)
    if isinstance(found, Group):
        return redirect("groups:join", read_code(typed))
    return _refused(request, found, typed)


def _refused(request: HttpRequest, why: str, typed: str, *, status: int = 422) -> HttpResponse:
    if why == "often":
        text = _("Er kwamen te veel codes die niet kloppen. Probeer het over een uur nog eens.")
        return _code_page(request, typed=typed, error=text, status=429)
    text = _(
        "Deze code kennen we niet. Een code heeft %(length)s letters en cijfers. "
        "Kijk nog eens, of vraag je gespreksleider om de nieuwste code."
    ) % {"length": LENGTH}
    return _code_page(request, typed=typed, error=text, status=status)


def _code_page(
    request: HttpRequest, *, typed: str = "", error: str = "", status: int = 422
) -> HttpResponse:
    context = {
        "typed": typed,
        "error": error,
        "errors": [Error(field_id=f"id_{CODE}", text=error)] if error else [],
        "left": request.GET.get("gestopt") == "1",
    }
    return render(request, "groups/code.html", context, status=status if error else 200)


@csrf_protect
@require_http_methods(GET_OR_POST)
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Say what the group is and who sees what; let in who gives a name. Looking joins nobody."""
    typed = clean(code)[:LONGEST_TYPED]
    found = group_at(request, typed)
    if not isinstance(found, Group):
        return _refused(request, found, typed, status=404)
    return _door(request, found)


@csrf_protect
@require_http_methods(GET_OR_POST)
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """The same for a personal link, which lets one person in, once."""
    invite = invite_at(token)
    if invite is None:
        return render(request, "groups/invitation_gone.html", {"used": False}, status=404)
    if invite.used_at is not None:
        return _used(request, invite)
    return _door(request, invite.group, invite)


def _used(request: HttpRequest, invite: Invite) -> HttpResponse:
    """Lead who came in with it to their page; tell everybody else nothing of the group."""
    taking = invite.participation
    person = person_of(request) or begun_by(request, request.POST.get(FORM, ""))
    if person is not None and taking is not None and taking.owner_id == person.owner.pk:
        return redirect("groups:mine", invite.group_id)
    return render(request, "groups/invitation_gone.html", {"used": True}, status=410)


@dataclass(frozen=True)
class Door:
    """The page at which one joins a group: who stands there, and what is known of the group."""

    group: Group
    person: Person | None
    invite: Invite | None = None

    @cached_property
    def words(self) -> GroupWords:
        return self.group.read()

    @cached_property
    def meetings(self) -> Sequence[Meeting]:
        return tuple(self.group.meetings.all())

    @cached_property
    def leaders(self) -> Sequence[Facilitation]:
        return leaders_of(self.group)

    @cached_property
    def own_address(self) -> str:
        person = self.person
        return address_of(person.owner) if person is not None and person.has_account else ""

    @property
    def closed(self) -> str:
        """Why nobody can join now: "own", "over" or "unled"; empty when one can."""
        leaders = {each.owner_id for each in self.leaders}
        if self.person is not None and self.person.owner.pk in leaders:
            return "own"
        if is_over(self.group, self.meetings, timezone.now()):
            return "over"
        return "" if leaders else "unled"

    def context(self, form: JoinForm) -> dict[str, Any]:
        """Return what the page shows: nothing of the group itself once it is over."""
        closed = self.closed
        about = {} if closed == "over" else self._about()
        return about | {
            "group": self.group,
            "closed": closed,
            "form": form,
            "days": settings.GUEST_DAYS,
            "mark": "" if self.person else new_form(),
            "guest": self.person is None or not self.person.has_account,
        }

    def _about(self) -> dict[str, Any]:
        hosts = pages_of(self.leaders)
        ahead = coming(self.meetings, timezone.now())
        return {
            "words": self.words.model_copy(update={"link": "", "note": "", "code": ""}),
            "hosts": [each for each in hosts if each.name],
            "who": who_invites(hosts),
            "by_video": bool(self.words.link) and not self.words.place,
            "meetings": dated(ahead, self.words, page_language()),
            "full": self.group.participations.inside().count() >= self.group.limit,
        }


def _door(request: HttpRequest, group: Group, invite: Invite | None = None) -> HttpResponse:
    person = person_of(request)
    if Participation.objects.visible_to(person).filter(group=group).exists():
        return redirect("groups:mine", group.pk)
    door = Door(group=group, person=person, invite=invite)
    if request.method != "POST":
        form = JoinForm(own=door.own_address, address=door.own_address)
        return render(request, "groups/join.html", door.context(form))
    return _enter(request, door, JoinForm(request.POST, own=door.own_address))


def _enter(request: HttpRequest, door: Door, form: JoinForm) -> HttpResponse:
    if door.closed or not form.is_valid():
        status = 409 if door.closed else 422
        return render(request, "groups/join.html", door.context(form), status=status)
    if not may_write_to(request, door.group, form.address(), own=door.own_address):
        form.refuse_address()
        return render(request, "groups/join.html", door.context(form), status=422)
    person = person_for(request, form=request.POST.get(FORM, ""))
    group, told = door.group, (form.name, form.address())
    try:
        if door.invite is None:
            join_group(person=person, group=group, name=told[0], address=told[1])
        else:
            join_invited(person=person, invite=door.invite, name=told[0], address=told[1])
    except InvitationUsed:
        if Participation.objects.visible_to(person).filter(group=group).exists():
            # The other click of a double click used it.
            return redirect("groups:mine", group.pk)
        return render(request, "groups/invitation_gone.html", {"used": True}, status=410)
    return redirect(f"{reverse('groups:mine', args=[group.pk])}?{WELCOME}=1")
