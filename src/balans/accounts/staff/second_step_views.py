"""The second step on the screen: give it, set up an app, confirm with a passkey, turn it off."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from balans.accounts.entry import challenges, limits, passkeys
from balans.accounts.entry.code_views import GET_OR_POST
from balans.accounts.entry.cookies import forget_question, open_question, renew_here
from balans.accounts.entry.guarding import signed_in
from balans.accounts.entry.passkey_views import ANSWER, ask_passkey, may_ask
from balans.accounts.entry.passkeys import PasskeyRefused
from balans.accounts.entry.tries import TRIES_AN_HOUR, TRIES_FROM_ONE_PLACE
from balans.accounts.person import Person
from balans.accounts.staff import second_step as steps
from balans.accounts.staff import totp
from balans.accounts.staff.guard import GO_ON
from balans.accounts.staff.roles import roles_of
from balans.ui.types import Error
from balans.ui.views import own_page

SIZE_OF_A_DOT = 6


@csrf_protect
@require_http_methods(GET_OR_POST)
@signed_in
def second_step(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask for the second step; offer to set it up, or say that it was given."""
    if request.method == "POST":
        error, status = _take_code(request, person)
        return _page(request, person, error, status) if error else _go_on(request)
    return _page(request, person)


def _page(
    request: HttpRequest,
    person: Person,
    error: str = "",
    status: int = 200,
    field_id: str = "id_code",
) -> HttpResponse:
    context = {
        "app": steps.app_of(person),
        "has_passkey": steps.has_passkey(person),
        "is_fresh": steps.is_fresh(person),
        "is_staff": bool(roles_of(person)),
        "go_on": own_page(request, _wanted(request)),
        "typed": _typed(request),
        "error": error if field_id == "id_code" else "",
        "errors": [Error(field_id=field_id, text=error)] if error else [],
    }
    return render(request, "staff/second_step.html", context, status=status)


def _wanted(request: HttpRequest) -> str:
    return request.POST.get(GO_ON) or request.GET.get(GO_ON) or ""


def _typed(request: HttpRequest) -> str:
    return request.POST.get("code", "")


def _go_on(request: HttpRequest) -> HttpResponse:
    return redirect(own_page(request, _wanted(request)) or "staff:second_step")


def _take_code(request: HttpRequest, person: Person) -> tuple[str, int]:
    """Return what is wrong with a code, with the status; an empty text when it is right."""
    place, who = limits.from_where(request), str(person.owner.pk)
    code = challenges.digits_of(request.POST.get("code", ""))
    if len(code) != totp.DIGITS:
        return _("Een code heeft zes cijfers. Kijk nog eens in je app."), 422
    if not (
        limits.allow("second steps from", place, most=TRIES_FROM_ONE_PLACE)
        and limits.allow("second steps of", who, most=TRIES_AN_HOUR)
    ):
        return _("De code klopte te vaak niet. Wacht een uur en probeer het dan weer."), 429
    if not steps.give_code(person=person, code=code):
        text = _("Deze code klopt niet, of is al gebruikt. Wacht op de volgende in je app.")
        return text, 422
    limits.forget("second steps of", who)
    renew_here(request, person)
    return "", 200


@csrf_protect
@require_http_methods(GET_OR_POST)
@signed_in
def set_up(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the secret for an app as QR code and as text; the first right code ends it."""
    if not steps.may_change(person) or steps.has_app(person):
        return redirect("staff:second_step")
    error, status = "", 200
    if request.method == "POST":
        if "code" not in request.POST:
            steps.begin_app(person=person)
        else:
            error, status = _take_code(request, person)
            if not error:
                return _go_on(request)
    return _set_up_page(request, person, error, status)


def _set_up_page(request: HttpRequest, person: Person, error: str, status: int) -> HttpResponse:
    app = steps.app_of(person)
    if app is None:
        return redirect("staff:second_step")
    secret = steps.secret_of(app, person)
    context = {
        "qr": qr_code(secret),
        "secret": totp.in_groups(secret),
        "go_on": own_page(request, _wanted(request)),
        "typed": _typed(request),
        "error": error,
        "errors": [Error(field_id="id_code", text=error)] if error else [],
    }
    return render(request, "staff/set_up.html", context, status=status)


def qr_code(secret: bytes) -> SafeString:
    """Return the QR code for an app as SVG: dark on light, in the dark scheme too."""
    import segno

    account = urlsplit(settings.SITE).hostname or "localhost"
    address = totp.address_for_app(secret, account=account, issuer="MantelzorgBalans")
    made = segno.make(address, error="m")
    return mark_safe(
        made.svg_inline(scale=SIZE_OF_A_DOT, dark="#10201f", light="#ffffff", omitsize=True)
    )


@csrf_protect
@require_POST
@signed_in
def with_passkey(request: HttpRequest, person: Person) -> HttpResponse:
    """Take the second step with a passkey of one's own."""
    if not may_ask(request):
        return HttpResponse(status=429)
    if not request.POST.get(ANSWER):
        return ask_passkey(*passkeys.to_use())
    asked = challenges.find(open_question(request), passkeys.USE)
    try:
        owner, _opened = passkeys.open_with_passkey(asked, request.POST[ANSWER])
        if owner.pk != person.owner.pk:
            raise PasskeyRefused
    except PasskeyRefused:
        text = _("Dat lukte niet met deze passkey. Probeer het nog eens.")
        return _page(request, person, text, 422, field_id="passkeys")
    steps.note_second_step(person=person)
    renew_here(request, person)
    response = _go_on(request)
    forget_question(response)
    return response


@csrf_protect
@require_POST
@signed_in
def turn_off(request: HttpRequest, person: Person) -> HttpResponse:
    """Forget the app; who has a role gives the second step first."""
    if steps.may_change(person):
        steps.turn_off_app(person=person)
    return redirect("staff:second_step")
