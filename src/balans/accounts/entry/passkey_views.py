"""Passkeys in the browser: the script asks for options, and sends the answer as a form."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from balans.accounts.entry import challenges, limits, passkeys
from balans.accounts.entry.account_views import account_page, tell_change
from balans.accounts.entry.arriving import browser_of, enter_opened
from balans.accounts.entry.cookies import forget_question, let_in, open_question, remember_question
from balans.accounts.entry.device import device_in_words
from balans.accounts.entry.enter_views import sign_in_page
from balans.accounts.entry.entering import become_account, open_browser
from balans.accounts.entry.guarding import account_of, going_to, may_go_on, to_proof
from balans.accounts.entry.passkeys import PasskeyRefused
from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.person import person_for, person_of
from balans.accounts.staff.second_step import may_change, note_second_step
from balans.ui.types import Error

ANSWER = "antwoord"
ASKED_AN_HOUR = 60


def ask_passkey(secret: bytes, options: str) -> HttpResponse:
    """Return the options for the browser, which remembers what it was asked."""
    response = HttpResponse(options, content_type="application/json")
    keep_out_of_caches(response)
    remember_question(response, secret)
    return response


def may_ask(request: HttpRequest) -> bool:
    """Count a passkey that is asked for; return whether it may be."""
    return limits.allow("passkeys from", limits.from_where(request), most=ASKED_AN_HOUR)


def _refused(request: HttpRequest, template: str) -> HttpResponse:
    text = _("Dat lukte niet met je passkey. Probeer het nog eens, of kies een andere manier.")
    person = account_of(request)
    if person is not None:
        return account_page(request, person, [Error(field_id="passkeys", text=text)])
    return sign_in_page(request, text, field_id="passkeys", template=template)


@csrf_protect
@require_POST
def use(request: HttpRequest) -> HttpResponse:
    """Come in with a passkey: first the options for the browser, then its answer."""
    if not may_ask(request):
        return HttpResponse(status=429)
    if not request.POST.get(ANSWER):
        return ask_passkey(*passkeys.to_use())
    asked = challenges.find(open_question(request), passkeys.USE)
    try:
        found = passkeys.open_with_passkey(asked, request.POST[ANSWER])
    except PasskeyRefused:
        return _refused(request, "accounts/sign_in.html")
    response = enter_opened(request, found)
    # A passkey asks for a finger, a face or a code of its own: that is a second step.
    note_second_step(person=person_for(request))
    forget_question(response)
    return response


@csrf_protect
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a passkey: one more for an account, or the first way into a new one."""
    person, account = person_of(request), account_of(request)
    if account is not None and not may_go_on(request, account):
        return to_proof(going_to(request) or reverse("accounts:account"))
    if account is not None and not may_change(account):
        return redirect("staff:second_step")
    if not may_ask(request):
        return HttpResponse(status=429)
    if not request.POST.get(ANSWER):
        return ask_passkey(*passkeys.to_make(name=_("Mijn plek"), person=account))
    asked = challenges.find(open_question(request), passkeys.MAKE)
    try:
        handle, kept = passkeys.made(asked, request.POST[ANSWER])
    except PasskeyRefused:
        return _refused(request, "accounts/keep.html")
    device = device_in_words(request.headers.get("User-Agent", ""))
    with transaction.atomic():
        # All or nothing: an account without a way in would be lost.
        entered = None
        if account is not None:
            owner, opened = account.owner, account.vault
            note_second_step(person=account)
            tell_change(account, _("Je plek gaat nu ook open met een passkey."))
        else:
            owner, opened = become_account(guest=person)
            entered = open_browser(
                owner=owner, opened=opened, browser=browser_of(request), is_new=True
            )
        passkeys.add_passkey(owner=owner, opened=opened, handle=handle, kept=kept, device=device)
    if entered is not None:
        let_in(request, entered)
    response = redirect(going_to(request) or ("accounts:account" if account else "accounts:mine"))
    forget_question(response)
    return response
