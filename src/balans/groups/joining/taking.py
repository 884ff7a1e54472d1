"""The door of every page of a participant; what they tell about themselves in one group."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.groups.actions import tell
from balans.groups.joining.bringing import let_all_end
from balans.groups.joining.replying import tell_anew
from balans.groups.models import Group, Participation
from balans.groups.opened import Joined, joined

View = Callable[..., HttpResponse]


def participant_view(*methods: str) -> Callable[[View], View]:
    """Let in who takes part in a group; to everybody else it is kindly not there (any more).

    One answer for a group that was erased, one that somebody left or was taken out of, somebody
    else's, and one that never was.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, group_id: UUID, **kwargs: UUID) -> HttpResponse:
            try:
                return view(request, joined(request, group_id), **kwargs)
            except Http404:
                return render(
                    request, "groups/gone.html", {"days": settings.GUEST_DAYS}, status=404
                )

        checked: View = csrf_protect(require_http_methods([*methods, "HEAD"])(guarded))
        return checked

    return guard


def must_agree(here: Joined) -> bool:
    """Return whether the group got a new facilitator whom this participant told nothing yet."""
    return here.participation.key_number != here.group.key_number


def is_inside(here: Joined) -> bool:
    """Return whether somebody has a place, and told its present facilitators who they are."""
    return here.participation.waiting_since is None and not must_agree(here)


def back(here: Joined) -> HttpResponse:
    """Lead to the participant's own page."""
    return redirect("groups:mine", here.group.pk)


def _lock(here: Joined) -> Participation:
    """Return the participation as it is now, held. Raise DoesNotExist when they were taken out."""
    return Participation.objects.select_for_update().get(pk=here.participation.pk)


@transaction.atomic
def agree(*, here: Joined) -> None:
    """Go on with a new facilitator: tell anew what was told. Twice changes nothing.

    What was brought is not told anew: that is a choice for each meeting.
    """
    taking, group = _lock(here), Group.objects.get(pk=here.group.pk)
    if taking.key_number == group.key_number:
        return
    tell(person=here.person, group=group, taking=taking, name=here.name)
    taking.save()
    tell_anew(person=here.person, group=group, taking=taking)
    let_all_end(taking)


@transaction.atomic
def change(*, here: Joined, name: str, address: str, reminded: bool) -> None:
    """Change the name in a group, where its messages go, and whether reminders come."""
    taking, group = _lock(here), Group.objects.get(pk=here.group.pk)
    if taking.key_number == group.key_number:
        tell(person=here.person, group=group, taking=taking, name=name)
    taking.seal_address(address)
    taking.reminded = reminded
    taking.save()


def keep_coming(*, here: Joined) -> None:
    """Let reminders go again, after a loss. Twice changes nothing."""
    here.participation.let_rest(rests=False)
    here.participation.save(update_fields=["sealed_rest"])
