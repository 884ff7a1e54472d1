"""Filling in a check with somebody beside you, on one device; and leaving nothing on theirs."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.entry.cookies import forget_here, lend_here
from balans.accounts.entry.leaving import leave_device
from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.person import Person, person_for, person_of, read_cookie, write_cookie
from balans.accounts.shares.actions import Wish, make_share
from balans.accounts.shares.form import say_end
from balans.accounts.shares.sharing import end_of, last_day
from balans.accounts.space import require_space_for_words
from balans.core.text import clean, read_uuid
from balans.core.vault import new_secret
from balans.documents.leaflet import code
from balans.pages.errors import session_expired
from balans.questionnaires.actions import begin_attempt
from balans.questionnaires.content import is_offered
from balans.questionnaires.journey import walk
from balans.questionnaires.kinds.base import SHORT_LIMIT, too_long
from balans.questionnaires.notes import Conversation, Together, note_of
from balans.questionnaires.screen import Opened, alternates, flow_url
from balans.questionnaires.sharing import thing_of
from balans.questionnaires.views import flow_at, opened
from balans.ui.types import Choice, Error

GET_OR_POST = ["GET", "HEAD", "POST"]
WHO, DEVICE, SAME, NEW, SECRET = "wie", "apparaat", "zelfde", "_poging", "_sleutel"
MINE, THEIRS = "mij", "ander"
LINK_DAYS = 7
_PERSONAL = (settings.KEY_COOKIE, settings.PLACE_COOKIE)
"""What a browser may still hold of somebody whose way in has ended."""


@dataclass
class TogetherForm:
    """Who sits beside, and whose device it is. `here`: whose things this browser holds already."""

    here: Person | None
    form: Any = None
    errors: dict[str, str] = field(default_factory=dict)

    def given(self, name: str) -> str:
        """Return what stands in a field."""
        return clean(self.form.get(name, "")) if self.form is not None else ""

    @property
    def who(self) -> str:
        return self.given(WHO)

    @property
    def is_theirs(self) -> bool:
        return self.given(DEVICE) == THEIRS

    @property
    def must_say_same(self) -> bool:
        """Return whether it is not sure that what this browser holds is the carer's own."""
        return self.here is not None and self.is_theirs

    def is_valid(self) -> bool:
        """Return whether it may begin; else `errors` says what is missing."""
        unsure = self.must_say_same and self.given(SAME) != "ja"
        problems = {
            WHO: too_long(self.who, SHORT_LIMIT),
            DEVICE: ""
            if self.given(DEVICE) in (MINE, THEIRS)
            else _("Kies van wie dit apparaat is."),
            SAME: _("Op dit apparaat staat al iets. Zeg eerst of dat van jou is.")
            if unsure
            else "",
        }
        self.errors = {name: text for name, text in problems.items() if text}
        return not self.errors

    def devices(self) -> tuple[Choice, ...]:
        """Return whose device it can be."""
        labels = {
            MINE: (_("Van mij"), _("Wat je invult, blijft hier staan. Alleen jij ziet het.")),
            THEIRS: (
                _("Van een ander"),
                _("Aan het eind neem je het mee en halen we het hier weg."),
            ),
        }
        return tuple(
            Choice(value=value, label=label, hint=hint, checked=self.given(DEVICE) == value)
            for value, (label, hint) in labels.items()
        )

    def same(self) -> tuple[Choice, ...]:
        """Return the one box that says that what is here is one's own."""
        return (
            Choice(value="ja", label=_("Ja, dat is van mij"), checked=self.given(SAME) == "ja"),
        )

    @property
    def errors_to_show(self) -> list[Error]:
        return [Error(field_id=f"id_{name}", text=text) for name, text in self.errors.items()]


@csrf_protect
@require_http_methods(GET_OR_POST)
def together(request: HttpRequest, slug: str) -> HttpResponse:
    """Say how to fill it in together, ask whose device it is, and begin."""
    flow, here = flow_at(request, slug), person_of(request)
    if not is_offered(flow.name):
        return redirect(flow_url(flow, "introduction"))
    request.alternates = alternates(flow, "together")  # type: ignore[attr-defined]
    form = TogetherForm(here, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _begin(request, form, slug)
    context = {
        "flow": flow,
        "form": form,
        "here": here,
        "new_id": request.POST.get(NEW, "") or uuid.uuid4(),
    }
    return render(request, "checks/together.html", context, status=422 if form.errors else 200)


def _begin(request: HttpRequest, form: TogetherForm, slug: str) -> HttpResponse:
    flow, person = flow_at(request, slug), person_for(request)
    require_space_for_words(person)
    if form.is_theirs:
        lend_here(request)
    attempt = begin_attempt(
        person=person,
        flow=flow,
        wanted_id=read_uuid(request.POST.get(NEW, "")) or uuid.uuid4(),
        values={Together.key: Together(beside=form.who).model_dump(mode="json")},
        finished=False,
    )
    return redirect(flow_url(flow, "step", attempt.pk, walk(flow, {}).steps[0].id))


@csrf_protect
@require_http_methods(GET_OR_POST)
def take_along(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """Offer ways to take the result from somebody else's device, and then to leave it clean."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    if not here.journey.finished:
        return redirect(here.current_url())
    request.alternates = alternates(  # type: ignore[attr-defined]
        here.flow, "take_along", attempt_id=attempt_id
    )
    secret = read_cookie(str(request.POST.get(SECRET, ""))) or new_secret()
    context: dict[str, object] = {"here": here, "flow": here.flow}
    if request.method == "POST":
        context |= _code_for(request, here, secret)
    response = render(request, "checks/take_along.html", context | {"secret": write_cookie(secret)})
    keep_out_of_caches(response)
    return response


def _code_for(request: HttpRequest, here: Opened, secret: bytes) -> dict[str, object]:
    """Make a link for one's own telephone; return it with its code. The same form is one link."""
    asked = note_of(Conversation, here.journey.scene.answers)
    thing = thing_of(here, with_questions=bool(asked and asked.questions))
    day = last_day(LINK_DAYS, timezone.localdate())
    ends_at = end_of(day, timezone.get_current_timezone())
    wish = Wish(with_whom=_("Mijn eigen telefoon"), sharer="", ends_at=ends_at)
    share, secret = make_share(person=here.person, thing=thing, wish=wish, secret=secret)
    link = request.build_absolute_uri(reverse("accounts:shared", args=[write_cookie(secret)]))
    # The code is drawn from an address that we made ourselves.
    return {"link": link, "qr": mark_safe(code(link)), "until": say_end(share.until)}


@csrf_protect
@require_http_methods(GET_OR_POST)
def done(request: HttpRequest) -> HttpResponse:
    """Ask once, then take everything from this device; afterwards say that it is gone."""
    person = person_of(request)
    if request.method != "POST":
        context = {
            "person": person,
            "left": person is not None or any(map(request.COOKIES.get, _PERSONAL)),
            "linked": "link" in request.GET,
        }
        response = render(request, "checks/done.html", context)
        keep_out_of_caches(response)
        return response
    erased = leave_device(person=person) if person is not None else True
    account = person is not None and person.has_account
    response = HttpResponseRedirect(
        reverse("checks:done") + ("" if erased else "?account" if account else "?link")
    )
    forget_here(request, response)
    return response
