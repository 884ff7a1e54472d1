"""Coming in: keep what you did, sign in, the code, and the other ways in."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.entry import challenges, letters
from balans.accounts.entry.address import NoAddress, likely_meant, normalised, say_no_address
from balans.accounts.entry.arriving import browser_of, guest_along, is_lent
from balans.accounts.entry.challenges import CodeRefused
from balans.accounts.entry.cookies import forget_question, let_in, open_question, remember_question
from balans.accounts.entry.entering import (
    Entered,
    enter_with_address,
    open_browser,
    take_over,
)
from balans.accounts.entry.passwords import open_with_password
from balans.accounts.entry.recovery import open_with_recovery, read_code
from balans.accounts.entry.tries import (
    may_send,
    may_try_password,
    may_try_recovery,
    password_was_right,
)
from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.models import Owner
from balans.accounts.person import person_of
from balans.core import mail
from balans.core.language import page_language
from balans.core.models import Letter
from balans.core.vault import Vault
from balans.ui.leaving import offer_leaving
from balans.ui.types import Error

ENTER, KEEP = "enter", "accounts/keep.html"
WITH_PASSWORD = "accounts/with_password.html"
GET_OR_POST = ["GET", "HEAD", "POST"]
"""Twenty codes of five tries: a hundred guesses a day among a million. One place has but half of
them, so that a pest there neither fills somebody's mailbox nor keeps them out."""


@csrf_protect
@require_http_methods(GET_OR_POST)
def keep(request: HttpRequest) -> HttpResponse:
    """Offer to keep what was done: an address and a code, or a passkey."""
    return _address_form(request, KEEP)


@csrf_protect
@require_http_methods(GET_OR_POST)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who comes in. The answer is the same for an address that nobody has."""
    return _address_form(request, "accounts/sign_in.html")


def _address_form(request: HttpRequest, template: str) -> HttpResponse:
    person = person_of(request)
    if person is not None and person.has_account:
        return redirect("accounts:account")
    if request.method != "POST":
        return _form(request, template)
    typed = request.POST.get("adres", "")
    try:
        address = normalised(typed)
    except NoAddress:
        return _form(
            request,
            template,
            say_no_address(),
        )
    meant = likely_meant(address)
    if meant and request.POST.get("zo") != address:
        return _form(request, template, meant=meant, address=address)
    if not may_send(request, address):
        return _form(request, template, too_often(), status=429)
    about = {"address": address, "keep": "yes" if template == KEEP else ""}
    return send_code(request, address, ENTER, about)


def _form(
    request: HttpRequest,
    template: str,
    error: str = "",
    *,
    status: int = 422,
    meant: str = "",
    address: str = "",
) -> HttpResponse:
    context = {
        "mail_works": mail.works(),
        "organisation": settings.OIDC_NAME,
        "stays": is_lent(request),
        "typed": request.POST.get("adres", ""),
        "meant": meant,
        "address": address,
        "errors": [Error(field_id="id_adres", text=error)] if error else [],
        "error": error,
    }
    response = render(request, template, context, status=status if error or meant else 200)
    keep_out_of_caches(response)
    return response


def sign_in_page(
    request: HttpRequest,
    text: str,
    *,
    field_id: str,
    status: int = 422,
    template: str = "accounts/sign_in.html",
) -> HttpResponse:
    """Return the page to sign in, with what went wrong on another way in."""
    context = {
        "mail_works": mail.works(),
        "organisation": settings.OIDC_NAME,
        "stays": is_lent(request),
        "errors": [Error(field_id=field_id, text=text)],
    }
    response = render(request, template, context, status=status)
    keep_out_of_caches(response)
    return response


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
        return welcome(request, entered)

    return code_page(request, ENTER, come_in, again="accounts:sign_in")


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


def welcome(request: HttpRequest, entered: Entered) -> HttpResponse:
    """Let somebody in, and lead a new one to what we may call them."""
    let_in(request, entered)
    return redirect("accounts:mine")


def enter_opened(request: HttpRequest, found: tuple[Owner, Vault]) -> HttpResponse:
    """Let in who opened an account; what a guest wrote in their browser goes along."""
    owner, opened = found
    entered = open_browser(owner=owner, opened=opened, browser=browser_of(request))
    take_over(guest=guest_along(request), into=entered.person)
    return welcome(request, entered)


@csrf_protect
@require_http_methods(GET_OR_POST)
def with_password(request: HttpRequest) -> HttpResponse:
    """Come in with an address and a password."""
    if request.method != "POST":
        return _other_way(request, WITH_PASSWORD, "adres", "")
    try:
        address = normalised(request.POST.get("adres", ""))
    except NoAddress:
        return _other_way(request, WITH_PASSWORD, "adres", _no_match())
    if not may_try_password(request, address):
        return _other_way(request, WITH_PASSWORD, "adres", _no_match(), status=429)
    found = open_with_password(address, request.POST.get("wachtwoord", ""))
    if found is None:
        return _other_way(request, WITH_PASSWORD, "adres", _no_match())
    password_was_right(request, address)
    return enter_opened(request, found)


def _no_match() -> str:
    return _(
        "Dit adres en dit wachtwoord horen niet bij elkaar. Of je probeerde het te vaak. "
        "Met een code in je mail kom je er ook in."
    )


@csrf_protect
@require_http_methods(GET_OR_POST)
def with_recovery(request: HttpRequest) -> HttpResponse:
    """Come in with the code of the recovery sheet."""
    error, status = "", 422
    if request.method == "POST":
        sheet = read_code(request.POST.get("herstelcode", ""))
        if sheet is None:
            error = _("Dit is niet de hele code. Op je blad staan vijf groepjes van vijf tekens.")
        elif not may_try_recovery(request):
            status = 429
            error = _("De code klopte te vaak niet. Wacht een uur en probeer het dan weer.")
        elif (found := open_with_recovery(sheet)) is None:
            error = _(
                "Deze code kennen we niet. Maakte je later een nieuw blad? "
                "Neem dan de code van dat blad."
            )
        else:
            return _recovered(request, found)
    return _other_way(request, "accounts/with_recovery.html", "herstelcode", error, status=status)


def _recovered(request: HttpRequest, found: tuple[Owner, Vault]) -> HttpResponse:
    owner = found[0]
    with letters.in_language_of(owner):
        words = letters.way_added(_("Er logde iemand in met je herstelblad."))
        letters.tell_owner(owner, "recovery", words)
    return enter_opened(request, found)


def _other_way(
    request: HttpRequest, template: str, field: str, error: str, *, status: int = 422
) -> HttpResponse:
    context = {
        "typed": request.POST.get(field, ""),
        "error": error,
        "errors": [Error(field_id=f"id_{field}", text=error)] if error else [],
    }
    offer_leaving(request)
    response = render(request, template, context, status=status if error else 200)
    keep_out_of_caches(response)
    return response
