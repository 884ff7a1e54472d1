"""The page of a check where one chooses a rhythm for it, and the next day for one's calendar."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.entry.address import address_of
from balans.accounts.person import Person, person_for, person_of
from balans.accounts.place.profile import is_bereaved
from balans.checks.carrying import rhythm_words
from balans.checks.repeating import Repeated, choose_rhythm, repeated_of
from balans.checks.rhythm import EVERY
from balans.core import mail
from balans.core.addresses import whole_address
from balans.core.calendar import CONTENT_TYPE, Day, calendar_uid, one_day
from balans.core.files import file_response
from balans.questionnaires.content import Flow, is_offered
from balans.questionnaires.instrument import Every
from balans.questionnaires.screen import alternates, flow_url
from balans.questionnaires.views import flow_at
from balans.reminders.actions import reminders_of
from balans.ui.types import Choice, Error

NONE = "geen"
CHOICES: dict[str, Every] = dict(
    zip(("week", "twee-weken", "maand", "drie-maanden"), EVERY, strict=True)
)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose how often to repeat a check; say when it comes next and how one can be told."""
    flow, person = flow_at(request, slug), person_of(request)
    if not is_offered(flow.name):
        raise Http404
    chosen = request.POST.get("ritme", "")
    if request.method == "POST" and (chosen == NONE or chosen in CHOICES):
        _choose(request, flow, CHOICES.get(chosen))
        return redirect(flow_url(flow, "rhythm"))
    error = _("Kies een van de mogelijkheden hieronder.") if request.method == "POST" else ""
    request.alternates = alternates(flow, "rhythm")  # type: ignore[attr-defined]
    known, today = repeated_of(person, flow.name), timezone.localdate()
    context = {
        "flow": flow,
        "person": person,
        "known": known,
        "good_moment": known is not None and known.is_good_moment(today),
        "choices": _choices(known, flow),
        "bereaved": is_bereaved(person),
        "mail": _mail(person),
        "days": settings.GUEST_DAYS,
        "error": error,
        "errors": [Error(field_id="id_ritme", text=error)] if error else [],
    }
    return render(request, "checks/rhythm.html", context, status=422 if error else 200)


def _choose(request: HttpRequest, flow: Flow, every: Every | None) -> None:
    """Keep the choice. Who chooses nothing and has nothing stays unknown here."""
    person = person_of(request) if every is None else person_for(request)
    if person is not None:
        choose_rhythm(person=person, flow=flow.name, every=every)


def _choices(known: Repeated | None, flow: Flow) -> tuple[Choice, ...]:
    """Return what one can choose; the advice of the check is named, and nothing is chosen by it."""
    chosen, words = known.chosen.every if known else None, rhythm_words()
    advice = flow.instrument.repeat if flow.instrument else None
    return (
        *(
            Choice(
                value=value,
                label=words[every],
                hint=_("Past goed bij deze check") if every == advice else "",
                checked=every == chosen,
            )
            for value, every in CHOICES.items()
        ),
        Choice(value=NONE, label=_("Zonder vast ritme"), checked=chosen is None),
    )


def _mail(person: Person | None) -> str:
    """Return how a mail can come: "on", "off" (it can be switched on), "account" or "no"."""
    if not mail.works():
        return "no"
    if person is None or not person.has_account or not address_of(person.owner):
        return "account"
    return "off" if reminders_of(person) is None else "on"


@require_safe
def rhythm_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the next day for one's own calendar, with an alarm; it does not say which check."""
    flow, person = flow_at(request, slug), person_of(request)
    known = repeated_of(person, flow.name)
    if known is None or known.is_good_moment(timezone.localdate()):
        raise Http404
    page = whole_address("checks:index")
    day = Day(
        uid=calendar_uid(known.id),
        day=known.day,
        summary=_("Kijken hoe het met je gaat"),
        text=_("Komt het nu niet uit? Een andere dag is ook goed.") + f" {page}",
        changed_at=known.changed_at,
        alarm=True,
    )
    return file_response(one_day(day), CONTENT_TYPE, _("kijken-hoe-het-gaat") + ".ics")
