"""Coming in: keep what you did, sign in, the code, and the other ways in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.entry import letters
from balans.accounts.entry.address import (
    NoAddress,
    address_of,
    likely_meant,
    normalised,
    say_no_address,
)
from balans.accounts.entry.arriving import enter_opened, is_lent
from balans.accounts.entry.code_views import ENTER, GET_OR_POST, send_code, too_often
from balans.accounts.entry.guarding import account_of, way_begins
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
from balans.core.vault import Vault
from balans.ui.leaving import offer_leaving
from balans.ui.types import Error

KEEP = "accounts/keep.html"
WITH_PASSWORD = "accounts/with_password.html"


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


@csrf_protect
@require_http_methods(GET_OR_POST)
def with_password(request: HttpRequest) -> HttpResponse:
    """Come in with an address and a password."""
    if request.method != "POST":
        return _other_way(request, WITH_PASSWORD, "adres", "", typed=_own_address(request))
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


def _own_address(request: HttpRequest) -> str:
    person = account_of(request)
    return address_of(person.owner) if person else ""


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
    request: HttpRequest,
    template: str,
    field: str,
    error: str,
    *,
    status: int = 422,
    typed: str = "",
) -> HttpResponse:
    context = {
        "typed": request.POST.get(field, typed),
        "back": way_begins(request),
        "error": error,
        "errors": [Error(field_id=f"id_{field}", text=error)] if error else [],
    }
    offer_leaving(request)
    response = render(request, template, context, status=status if error else 200)
    keep_out_of_caches(response)
    return response
