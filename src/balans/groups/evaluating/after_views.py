"""What remains after the last meeting, for who leads a group."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.staff.guard import staff_view
from balans.core.mail import Mail
from balans.groups.evaluating.inviting import follow_ups
from balans.groups.evaluating.opening import opens_on
from balans.groups.evaluating.result_views import opened_by_now
from balans.groups.models import Evaluation, Group, Participation
from balans.groups.opened import Led, led
from balans.groups.running.looks import looks_of
from balans.groups.telling import tell


@staff_view("facilitator")
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def after(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Show what is left to do: looking back, follow-ups, thanks, numbers; mail that one can."""
    here = led(request, group_id)
    if request.method == "POST":
        number = ask_to_look_back(here) if opened_by_now(here) else 0
        return redirect(f"{reverse('groups:after', args=[here.group.pk])}?gemaild={number}")
    opening = opens_on(here.meetings, timezone.get_current_timezone())
    inside = [each for each in here.members if not each.is_waiting]
    context = {
        "led": here,
        "group": here.group,
        "opens_on": opening,
        "is_open": opened_by_now(here),
        "sent": Evaluation.objects.filter(group=here.group).count(),
        "with_address": sum(each.participation.address is not None for each in inside),
        "inside": len(inside),
        "follow_ups": follow_ups(here.meetings),
        "looks": looks_of(here),
        "text": text_to_copy(here),
        "mailed": _number(request.GET.get("gemaild", "")),
    }
    return render(request, "groups/after.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def link_to(group: Group) -> str:
    """Return the whole address at which who takes part looks back, in the language of now."""
    return str(settings.SITE) + reverse("groups:evaluate", args=[group.pk])


def text_to_copy(here: Led) -> str:
    """Return thanks with the way to the evaluation, for who gave no address."""
    with override(here.group.language):
        return "\n\n".join((_thanks(here), *_ask(), link_to(here.group)))


def _thanks(here: Led) -> str:
    return _("Dank je wel dat je meedeed aan de groep %(title)s.") % {"title": here.words.title}


def _ask() -> tuple[str, ...]:
    return (
        _(
            "Wil je vertellen hoe het was? Het zijn negen korte vragen. "
            "Je stuurt je antwoorden zonder je naam."
        ),
        _("Open de link op het apparaat waarmee je meedoet. Heb je een account? Log dan eerst in."),
    )


def ask_to_look_back(here: Led) -> int:
    """Mail everybody who takes part and gave an address, once each; return how many these are.

    Also who sent an evaluation: whom a mail does not reach would be known otherwise.
    """
    inside = Participation.objects.filter(group=here.group).inside().select_related("owner")

    def words(_taking: Participation) -> Mail:
        return Mail(
            subject=_("Hoe was de groep voor jou?"),
            paragraphs=(_thanks(here), *_ask()),
            link=link_to(here.group),
            link_text=_("Kijk terug op de groep"),
            small=_("Heb je al teruggekeken? Dan hoef je niets te doen."),
        )

    return tell(inside, words, once=f"evaluation {here.group.pk}")
