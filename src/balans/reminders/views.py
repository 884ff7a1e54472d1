"""Reminders by mail: the page where one switches them on and off, and the link that stops them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.entry.address import address_of
from balans.accounts.person import Person, person_of
from balans.core import mail
from balans.reminders.actions import reminders_of, start_reminders, stop_by_link, stop_reminders
from balans.reminders.rooms import rooms
from balans.reminders.schedule import HOURS
from balans.ui.types import Choice, Error

GET_OR_POST = ["GET", "HEAD", "POST"]
OFF = "uit"


@csrf_protect
@require_http_methods(GET_OR_POST)
def choose(request: HttpRequest) -> HttpResponse:
    """Switch reminders on at an hour that suits, or off. Only for who has a mail address here."""
    person = person_of(request)
    address = address_of(person.owner) if person is not None else ""
    error, chosen = "", request.POST.get("uur", "")
    if request.method == "POST" and person is not None:
        if _choose(person, chosen, has_address=bool(address)):
            return redirect("reminders:choose")
        error = _("Kies een van de mogelijkheden hieronder.")
    known = reminders_of(person)
    context = {
        "person": person,
        "address": address,
        "works": mail.works(),
        "on": known,
        "choices": _choices(chosen or (str(known.hour) if known else OFF), bool(address)),
        "errors": [Error(field_id="id_uur", text=error)] if error else [],
        "error": error,
        "rooms": [(room, room.words()) for room in rooms()],
    }
    return render(request, "reminders/choose.html", context, status=422 if error else 200)


def _choose(person: Person, chosen: str, *, has_address: bool) -> bool:
    """Do what was chosen; return whether it was something that one can choose."""
    if chosen == OFF:
        stop_reminders(person.owner)
        return True
    hours = {str(hour): hour for hour in HOURS}
    if chosen not in hours or not has_address:
        return False
    start_reminders(person=person, hour=hours[chosen])
    return True


def _choices(chosen: str, has_address: bool) -> tuple[Choice, ...]:
    words = {
        OFF: _("Geen seintje"),
        "9": _("’s Ochtends, om 9 uur"),
        "12": _("Overdag, om 12 uur"),
        "19": _("’s Avonds, om 7 uur"),
    }
    return tuple(
        Choice(value=value, label=label, checked=value == chosen)
        for value, label in words.items()
        if has_address or value == OFF
    )


@csrf_exempt
@require_http_methods(GET_OR_POST)
def moved(request: HttpRequest) -> HttpResponse:
    """Lead to the page from where it was. A form that was still open goes along."""
    return redirect("reminders:choose", permanent=True, preserve_request=True)


@csrf_exempt
@require_http_methods(GET_OR_POST)
def stop(request: HttpRequest, name: str) -> HttpResponse:
    """Stop reminders from the link in a mail, without signing in.

    Looking at the page does nothing, as mail scanners follow links; one button does, and so does
    the one POST of a mail program (RFC 8058). Every address gives the same answer, so that nobody
    learns whether it belongs to somebody.
    """
    if request.method == "POST":
        stop_by_link(name)
    return render(request, "reminders/stop.html", {"stopped": request.method == "POST"})
