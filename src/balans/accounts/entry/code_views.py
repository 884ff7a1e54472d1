"""A code by mail: sent to an address, typed in the browser that asked for it."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.entry import challenges, letters
from balans.accounts.entry.arriving import browser_of, guest_along, welcome
from balans.accounts.entry.challenges import CodeRefused
from balans.accounts.entry.cookies import forget_question, open_question, remember_question
from balans.accounts.entry.entering import enter_with_address
from balans.accounts.entry.guarding import way_begins
from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.person import person_of
from balans.core import mail
from balans.core.language import page_language
from balans.core.models import Letter
from balans.ui.types import Error

ENTER = "enter"
GET_OR_POST = ["GET", "HEAD", "POST"]


def too_often() -> str:
    """Return what to say to who asks for codes too often."""
    return _("Je vroeg al een paar keer een code. Kijk in je mail, of wacht een uur.")


@transaction.atomic
def send_code(
    request: HttpRequest, address: str, purpose: str, about: dict[str, str]
) -> HttpResponse:
    """Send a code to an address and lead to the page where it is typed."""
    asked = challenges.ask(purpose=purpose, about=about, code=challenges.new_code())
    letter = mail.queue(
        to=address,
        mail=letters.code_letter(asked.code),
        language=page_language(),
        kind="code",
    )
    challenges.note_letter(secret=asked.secret, letter=letter)
    response = redirect("accounts:code" if purpose == ENTER else "accounts:address_code")
    remember_question(response, asked.secret)
    return response


@csrf_protect
@require_http_methods(GET_OR_POST)
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code; the right one lets in."""

    def come_in(about: dict[str, str]) -> HttpResponse:
        guest = person_of(request) if about.get("keep") else guest_along(request)
        entered = enter_with_address(
            address=about["address"], guest=guest, browser=browser_of(request)
        )
        return welcome(request, entered, about.get("on", ""))

    return code_page(request, ENTER, come_in, again=way_begins(request))


def code_page(
    request: HttpRequest,
    purpose: str,
    go_on: Callable[[dict[str, str]], HttpResponse],
    *,
    again: str,
) -> HttpResponse:
    """Show where a code is typed, and go on with the right one. `again` leads to a new code."""
    asked = challenges.find(open_question(request), purpose)
    if asked is None:
        return redirect(again)
    error = ""
    if request.method == "POST":
        typed = challenges.digits_of(request.POST.get("code", ""))
        if len(typed) != challenges.DIGITS:
            error = _("Een code heeft zes cijfers. Kijk nog eens in je mail.")
        else:
            try:
                response = go_on(challenges.answer(asked, typed))
            except CodeRefused as refused:
                error = why_refused(refused.why)
            else:
                forget_question(response)
                return response
    context = {
        "address": challenges.about(asked)["address"],
        "letter": Letter.objects.filter(pk=asked.letter).first() if asked.letter else None,
        "typed": request.POST.get("code", ""),
        "again": again,
        "purpose": purpose,
        "error": error,
        "errors": [Error(field_id="id_code", text=error)] if error else [],
    }
    response = render(request, "accounts/code.html", context, status=422 if error else 200)
    keep_out_of_caches(response)
    return response


def why_refused(why: str) -> str:
    """Return why a code does not open, in plain words."""
    return {
        "wrong": _("Deze code klopt niet. Kijk nog eens goed in je mail."),
        "expired": _("Deze code is te oud. Vraag hieronder een nieuwe."),
        "used": _("Deze code is al gebruikt. Vraag hieronder een nieuwe."),
        "often": _("De code klopte te vaak niet. Vraag hieronder een nieuwe."),
        "unknown": _("Deze code kennen we niet. Vraag hieronder een nieuwe."),
    }[why]
