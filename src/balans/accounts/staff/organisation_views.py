"""To the organisation's provider and back.

The page that answers the button leads on by itself and holds a link; it is no redirect. A browser
holds a form to the policy `form-action` on every hop, and which origins a provider passes by (the
institution behind a federation) nobody knows. So the policy stays as strict as everywhere.
"""

import logging
import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from balans.accounts.entry import challenges, limits
from balans.accounts.entry.arriving import guest_along, is_lent, welcome
from balans.accounts.entry.challenges import CodeRefused
from balans.accounts.entry.cookies import forget_question, open_question, remember_question
from balans.accounts.entry.device import device_in_words
from balans.accounts.entry.enter_views import sign_in_page
from balans.accounts.entry.entering import Browser
from balans.accounts.entry.guarding import going_to
from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.staff import openid
from balans.accounts.staff.openid import NotAccepted, ProviderAway
from balans.accounts.staff.organisation import (
    NotInvited,
    enter_from_organisation,
    identity_of,
)
from balans.core.addresses import whole_address
from balans.core.language import page_language

log = logging.getLogger("balans")
ORGANISATION = "organisation"
FROM_ONE_PLACE = 30
RANDOM_BYTES = 32


def _way_back() -> str:
    """Return the address that the provider knows: one, whatever the language."""
    return whole_address("staff:organisation_back", language=settings.LANGUAGE_CODE)


def _sorry(request: HttpRequest, text: str, status: int) -> HttpResponse:
    return sign_in_page(request, text, field_id="organisatie", status=status)


def _away(request: HttpRequest, error: ProviderAway) -> HttpResponse:
    log.warning("the organisation's sign-in does not answer: %s", error)
    text = _("Het inloggen van je organisatie doet het nu niet. Met een code kom je er wel in.")
    return _sorry(request, text, 503)


@csrf_protect
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the organisation's own sign-in."""
    if not openid.is_set():
        raise Http404
    if not limits.allow("organisation from", limits.from_where(request), most=FROM_ONE_PLACE):
        text = _("Je probeerde het al een paar keer. Wacht een uur, of vraag een code.")
        return _sorry(request, text, 429)
    about = {
        "nonce": secrets.token_urlsafe(RANDOM_BYTES),
        "verifier": secrets.token_urlsafe(RANDOM_BYTES),
        "language": page_language(),
        "on": going_to(request),
    }
    state = secrets.token_urlsafe(RANDOM_BYTES)
    try:
        address = openid.where_to_go(
            openid.provider(),
            back=_way_back(),
            state=state,
            nonce=about["nonce"],
            verifier=about["verifier"],
        )
    except ProviderAway as error:
        return _away(request, error)
    asked = challenges.ask(purpose=ORGANISATION, about=about, code=state)
    context = {"address": address, "name": settings.OIDC_NAME, "host": urlsplit(address).hostname}
    response = render(request, "staff/go.html", context)
    keep_out_of_caches(response)
    remember_question(response, asked.secret)
    return response


@require_http_methods(["GET"])
def back(request: HttpRequest) -> HttpResponse:
    """Take in who comes back from the provider, in the browser that went there, once."""
    if not openid.is_set():
        raise Http404
    asked = challenges.find(open_question(request), ORGANISATION)
    try:
        about = challenges.answer(asked, request.GET.get("state", ""))
    except CodeRefused:
        text = _("Het inloggen duurde te lang, of was al gebruikt. Probeer het nog eens.")
        return _sorry(request, text, 422)
    with override(about["language"]):
        response = _come_in(request, about)
    forget_question(response)
    return response


def _come_in(request: HttpRequest, about: dict[str, str]) -> HttpResponse:
    try:
        if request.GET.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:
            raise NotAccepted("the answer is of another issuer")
        if "code" not in request.GET:
            raise NotAccepted("the provider gave no code")
        identity = identity_of(
            code=request.GET["code"],
            back=_way_back(),
            verifier=about["verifier"],
            nonce=about["nonce"],
        )
        entered = enter_from_organisation(
            identity=identity, guest=guest_along(request), browser=_browser(request, about)
        )
    except ProviderAway as error:
        return _away(request, error)
    except NotAccepted as error:
        log.warning("an organisation's sign-in was not accepted: %s", error)
        text = _("Het inloggen bij je organisatie is niet gelukt. Probeer het nog eens.")
        return _sorry(request, text, 422)
    except NotInvited:
        text = _(
            "We kennen je hier nog niet als medewerker. Vraag je beheerder om je uit te nodigen. "
            "Voor jezelf kun je hier altijd terecht, met een code in je mail."
        )
        return _sorry(request, text, 403)
    return welcome(request, entered, about.get("on", ""))


def _browser(request: HttpRequest, about: dict[str, str]) -> Browser:
    device = device_in_words(request.headers.get("User-Agent", ""))
    return Browser(device=device, is_shared=is_lent(request), language=about["language"])
