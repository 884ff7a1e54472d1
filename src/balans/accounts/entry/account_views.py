"""Your account: the ways in, the devices that are in, another address, and leaving."""

from collections.abc import Sequence

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balans.accounts.entry import letters, passkeys, passwords
from balans.accounts.entry.address import NoAddress, address_of, normalised, say_no_address
from balans.accounts.entry.code_views import GET_OR_POST, code_page, send_code, too_often
from balans.accounts.entry.cookies import open_question
from balans.accounts.entry.entering import give_address
from balans.accounts.entry.guarding import account_of, may_go_on, proven, signed_in, to_proof
from balans.accounts.entry.passwords import PasswordRefused
from balans.accounts.entry.recovery import make_recovery_code, read_code, sheet
from balans.accounts.entry.slots import about
from balans.accounts.entry.tries import may_send
from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.models import KeySlot
from balans.accounts.person import Person
from balans.accounts.staff.second_step import may_change, work_of
from balans.core.files import pdf_response
from balans.core.text import read_uuid
from balans.documents.pdf import render as render_pdf
from balans.ui.types import Error

CHANGE = "change"


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show the ways in, and lead to the rest."""
    person = account_of(request)
    return account_page(request, person) if person else redirect("accounts:sign_in")


def account_page(
    request: HttpRequest, person: Person, errors: Sequence[Error] = ()
) -> HttpResponse:
    """Return the page of an account, with messages if something went wrong there."""
    kinds = set(person.owner.slots.values_list("kind", flat=True))
    context = {
        "person": person,
        "address": address_of(person.owner),
        "passkeys": passkeys.passkeys_of(person),
        "has_password": KeySlot.Kind.PASSWORD in kinds,
        "has_sheet": KeySlot.Kind.RECOVERY in kinds,
        "staff": work_of(person),
        "only_passkeys": not kinds
        & {KeySlot.Kind.MAIL, KeySlot.Kind.RECOVERY, KeySlot.Kind.ORGANISATION},
        "errors": errors,
    }
    return render(request, "accounts/account.html", context, status=422 if errors else 200)


@csrf_protect
@require_http_methods(GET_OR_POST)
@signed_in
def devices(request: HttpRequest, person: Person) -> HttpResponse:
    """Show where one is signed in; end one device, or all but this one."""
    if request.method == "POST" and not may_go_on(request, person):
        return to_proof(request.path)
    slots = KeySlot.objects.alive(timezone.now()).filter(
        owner=person.owner, kind=KeySlot.Kind.BROWSER
    )
    if request.method == "POST":
        ended = slots.exclude(pk=person.slot.pk)
        if one := read_uuid(request.POST.get("apparaat", "")):
            ended = ended.filter(pk=one)
        ended.delete()
        return redirect("accounts:devices")
    rows = [
        (slot, about(slot, person.vault).get("device", ""), slot.pk == person.slot.pk)
        for slot in slots.order_by("-seen_at")
    ]
    return render(request, "accounts/devices.html", {"rows": rows})


@csrf_protect
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this browser's way in, and let it forget."""
    person = account_of(request)
    if person is not None:
        KeySlot.objects.filter(pk=person.slot.pk).delete()
        request.balans_secret = None  # type: ignore[attr-defined]
    response = redirect("accounts:signed_out")
    response.delete_cookie(settings.KEY_COOKIE, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that one is out, and that all is still there."""
    response = render(request, "accounts/signed_out.html")
    keep_out_of_caches(response)
    return response


@csrf_protect
@require_http_methods(GET_OR_POST)
@proven
def address(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask for another address; a code proves that it can be read."""
    error, status = "", 422
    if request.method == "POST":
        try:
            wanted = normalised(request.POST.get("adres", ""))
        except NoAddress:
            error = say_no_address()
        else:
            if may_send(request, wanted):
                return send_code(
                    request, wanted, CHANGE, {"address": wanted, "owner": str(person.owner.pk)}
                )
            error, status = too_often(), 429
    context = {
        "current": address_of(person.owner),
        "typed": request.POST.get("adres", ""),
        "error": error,
        "errors": [Error(field_id="id_adres", text=error)] if error else [],
    }
    return render(request, "accounts/address.html", context, status=status if error else 200)


@csrf_protect
@require_http_methods(GET_OR_POST)
def address_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code that went to the new address; the right one changes it."""
    person = account_of(request)
    if person is None or open_question(request) is None:
        return redirect("accounts:address")

    def change(about: dict[str, str]) -> HttpResponse:
        if about["owner"] != str(person.owner.pk):
            return redirect("accounts:address")
        return _change_address(request, person, about["address"])

    return code_page(request, CHANGE, change, again="accounts:address")


def _change_address(request: HttpRequest, person: Person, wanted: str) -> HttpResponse:
    before = address_of(person.owner)
    try:
        with transaction.atomic():
            if before and before != wanted:
                with letters.in_language_of(person.owner):
                    letters.tell_owner(person.owner, "address", letters.address_changed())
            give_address(owner=person.owner, opened=person.vault, address=wanted)
    except IntegrityError:
        text = _("Dit adres hoort al bij een ander account. Kies een ander adres.")
        return account_page(request, person, [Error(field_id="adres", text=text)])
    return redirect("accounts:account")


@csrf_protect
@require_http_methods(GET_OR_POST)
@proven
def password(request: HttpRequest, person: Person) -> HttpResponse:
    """Set, change or remove the password."""
    current, error = address_of(person.owner), ""
    if request.method == "POST" and current:
        if request.POST.get("_actie") == "weg":
            passwords.remove_password(person=person)
            return redirect("accounts:account")
        try:
            passwords.set_password(
                person=person, address=current, password=request.POST.get("wachtwoord", "")
            )
        except PasswordRefused as refused:
            error = _why_not(refused.why)
        else:
            tell_change(person, _("Je koos een wachtwoord voor je plek."))
            return redirect("accounts:account")
    has = KeySlot.objects.filter(owner=person.owner, kind=KeySlot.Kind.PASSWORD).exists()
    context = {
        "current": current,
        "has_password": has,
        "error": error,
        "errors": [Error(field_id="id_wachtwoord", text=error)] if error else [],
    }
    return render(request, "accounts/password.html", context, status=422 if error else 200)


def _why_not(why: str) -> str:
    return {
        "short": _("Dit is te kort. Neem minstens tien tekens, bijvoorbeeld drie woorden."),
        "long": _("Dit is te lang. Neem niet meer dan tweehonderd tekens."),
        "common": _("Dit wachtwoord is makkelijk te raden. Neem bijvoorbeeld drie woorden."),
    }[why]


def tell_change(person: Person, what: str) -> None:
    """Write to the owner that a way in was added: it may have been somebody else at this device."""
    with letters.in_language_of(person.owner):
        letters.tell_owner(person.owner, "account", letters.way_added(what))


@csrf_protect
@require_http_methods(GET_OR_POST)
@proven
def recovery(request: HttpRequest, person: Person) -> HttpResponse:
    """Make a recovery sheet; its code is shown once and kept nowhere."""
    code = ""
    if request.method == "POST":
        with transaction.atomic():
            code = make_recovery_code(person=person)
            tell_change(person, _("Je maakte een herstelblad voor je plek."))
    has = KeySlot.objects.filter(owner=person.owner, kind=KeySlot.Kind.RECOVERY).exists()
    context = {"code": code, "shown": code.replace("-", " "), "has_sheet": has}
    return render(request, "accounts/recovery.html", context)


@csrf_protect
@require_POST
def recovery_sheet(request: HttpRequest) -> HttpResponse:
    """Give the sheet as PDF; the code comes along from the page that shows it."""
    code = read_code(request.POST.get("herstelcode", ""))
    if account_of(request) is None or code is None:
        return redirect("accounts:recovery")
    return pdf_response(render_pdf(sheet(code)), "herstelblad", kept=True)


@csrf_protect
@require_POST
def remove_passkey(request: HttpRequest) -> HttpResponse:
    """Let a passkey open the account no more; never the last way in."""
    person = account_of(request)
    wanted = read_uuid(request.POST.get("passkey", ""))
    if person is None:
        return redirect("accounts:sign_in")
    if not may_go_on(request, person):
        return to_proof(reverse("accounts:account"))
    if not may_change(person):
        return redirect("staff:second_step")
    mine = person.owner.slots.exclude(kind=KeySlot.Kind.BROWSER)
    if mine.count() > 1:
        if wanted is not None:
            mine.filter(pk=wanted, kind=KeySlot.Kind.PASSKEY).delete()
        return redirect("accounts:account")
    text = _("Dit is je enige manier om binnen te komen. Voeg eerst een andere manier toe.")
    return account_page(request, person, [Error(field_id="passkeys", text=text)])
