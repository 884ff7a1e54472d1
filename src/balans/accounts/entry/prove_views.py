"""Coming in once more: asked of who is in already and wants to change how the account opens."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.entry.address import address_of
from balans.accounts.entry.code_views import ENTER, GET_OR_POST, send_code, too_often
from balans.accounts.entry.guarding import going_to, is_proven, signed_in
from balans.accounts.entry.tries import may_send
from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.models import KeySlot
from balans.accounts.person import Person
from balans.core import mail
from balans.ui.types import Error


@csrf_protect
@require_http_methods(GET_OR_POST)
@signed_in
def prove(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the ways in that this account has; a post sends a code to its own address."""
    on = going_to(request)
    if is_proven(person):
        return redirect(on or "accounts:account")
    address, error = address_of(person.owner), ""
    if request.method == "POST" and address:
        if may_send(request, address):
            return send_code(request, address, ENTER, {"address": address, "on": on})
        error = too_often()
    kinds = set(person.owner.slots.values_list("kind", flat=True))
    context = {
        "address": address if mail.works() else "",
        "has_passkey": KeySlot.Kind.PASSKEY in kinds,
        "has_password": KeySlot.Kind.PASSWORD in kinds,
        "has_sheet": KeySlot.Kind.RECOVERY in kinds,
        "organisation": settings.OIDC_NAME if KeySlot.Kind.ORGANISATION in kinds else "",
        "on": on,
        "errors": [Error(field_id="code", text=error)] if error else [],
    }
    response = render(request, "accounts/prove.html", context, status=429 if error else 200)
    keep_out_of_caches(response)
    return response
