"""Pages for when something does not go as it should: plain words, and who to call."""

from dataclasses import dataclass
from math import ceil

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.person import person_of
from balans.accounts.space import NoSpace, no_space_words
from balans.core.tracing import code_of

HIDDEN = {"csrfmiddlewaretoken", "vorm", "next"}
"""Beside the names that begin with _: what a page says to us, and nobody typed."""

LEAST_TO_KEEP = 2


@dataclass(frozen=True)
class Trouble:
    """What a page of this kind says: what happened, and what one can do."""

    title: str
    text: str
    action: str = ""
    href: str = ""
    resend: bool = False
    """Offer to send what was posted once more."""

    code: str = ""
    """By which who looks after the site finds what happened."""


def _page(request: HttpRequest, trouble: Trouble, status: int) -> HttpResponse:
    context = {"trouble": trouble, "typed": typed_texts(request), "posted": []}
    if trouble.resend and request.method == "POST":
        context["posted"] = [
            (name, text)
            for name, texts in request.POST.lists()
            for text in texts
            if name != "csrfmiddlewaretoken"
        ]
    response = render(request, "pages/errors/error.html", context, status=status)
    keep_out_of_caches(response)
    return response


def typed_texts(request: HttpRequest) -> list[str]:
    """Return the words that were posted, so that the page can give them back."""
    if request.method != "POST":
        return []
    try:
        posted = request.POST.lists()
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return []
    return [
        str(text)
        for name, texts in posted
        if name not in HIDDEN and not name.startswith("_")
        for text in texts
        if len(str(text).strip()) > LEAST_TO_KEEP
    ]


def language_of(request: HttpRequest) -> str:
    """Return the language that an address asks for; also where no view was found."""
    first = request.path_info.strip("/").split("/")[0]
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    with override(language_of(request)):
        return _page(
            request,
            Trouble(
                title=_("Dit ging niet goed"),
                text=_(
                    "We konden niet lezen wat je browser stuurde. "
                    "Ga terug en probeer het nog een keer."
                ),
            ),
            400,
        )


def no_permission(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: it is there, but not for this person to change."""
    with override(language_of(request)):
        return _page(
            request,
            Trouble(
                title=_("Dit mag je niet veranderen"),
                text=_("Deze plek is van iemand anders. Je eigen plek vind je bij Mijn plek."),
            ),
            403,
        )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing stands at this address."""
    with override(language_of(request)):
        return _page(
            request,
            Trouble(
                title=_("Deze pagina is er niet"),
                text=_(
                    "Misschien is de link oud, of staat er een typefout in. "
                    "Begin hieronder opnieuw."
                ),
            ),
            404,
        )


def session_expired(request: HttpRequest) -> HttpResponse:
    """404 for an attempt that is not (or no longer) this person's: one answer for all reasons."""
    return _page(
        request,
        Trouble(
            title=_("We vinden dit niet meer"),
            text=ngettext(
                "Wat je zoekt is er niet, of niet meer. "
                "Heb je geen account? Dan wissen we alles na %(days)s dag zonder bezoek. "
                "Wis je de cookies van je browser, dan kun je er ook niet meer bij.",
                "Wat je zoekt is er niet, of niet meer. "
                "Heb je geen account? Dan wissen we alles na %(days)s dagen zonder bezoek. "
                "Wis je de cookies van je browser, dan kun je er ook niet meer bij.",
                settings.GUEST_DAYS,
            )
            % {"days": settings.GUEST_DAYS},
        ),
        404,
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form from a page that stood open too long, or a browser without cookies."""
    with override(language_of(request)):
        return _page(
            request,
            Trouble(
                title=_("Deze pagina stond te lang open"),
                text=_(
                    "Daardoor kwam je antwoord niet aan. "
                    "Open de pagina opnieuw en probeer het nog een keer. "
                    "Gebeurt het weer? Sta dan cookies toe voor deze site."
                ),
                action=_("Open de pagina opnieuw"),
                href=request.get_full_path(),
            ),
            403,
        )


def cannot_now(request: HttpRequest) -> HttpResponse:
    """503: database or storage is away or full, or everybody came at once."""
    with override(language_of(request)):
        if request.method == "POST":
            text = _(
                "We kunnen je antwoord nu niet bewaren. "
                "Wacht een minuut en probeer het nog een keer."
            )
        else:
            text = _(
                "We kunnen deze pagina nu niet laten zien. Wat je eerder bewaarde, is er nog. "
                "Wacht een minuut en probeer het nog een keer."
            )
        title = _("Het lukt nu even niet")
        return _later(request, text, 503, 30, title=title, code=code_of(request))


def too_crowded(request: HttpRequest) -> HttpResponse:
    """503: too many send us something at once.

    What this one sends is not read, so the page cannot give it back: it tells to go back to it,
    and has no button that leads to an empty form.
    """
    with override(language_of(request)):
        text = _(
            "Wat je verstuurde, kwam niet aan. Ga terug in je browser: vaak staat het er nog. "
            "Verstuur het over een minuut opnieuw."
        )
        return _later(request, text, 503, 30, code=code_of(request), can_resend=False)


def _later(
    request: HttpRequest,
    text: str,
    status: int,
    wait_seconds: int,
    *,
    title: str = "",
    code: str = "",
    can_resend: bool = True,
) -> HttpResponse:
    """Say that it is too busy, or what `title` says; what was typed can be sent again later."""
    trouble = Trouble(
        title=title or _("Het is nu te druk"),
        text=text,
        action=_("Probeer het nog een keer"),
        href=request.get_full_path() if can_resend else "",
        resend=can_resend,
        code=code,
    )
    response = _page(request, trouble, status)
    response.headers["Retry-After"] = str(wait_seconds)
    return response


def no_space(request: HttpRequest, full: NoSpace) -> HttpResponse:
    """413: this owner keeps as much as there is room for."""
    person = person_of(request)
    has_account = person is not None and person.has_account
    with override(language_of(request)):
        return _page(
            request,
            Trouble(
                title=_("Je plek is vol"),
                text=no_space_words(full.space, has_account=has_account),
                action=_("Neem alles mee"),
                href=reverse("accounts:take_along"),
            ),
            413,
        )


def too_many_guests(request: HttpRequest) -> HttpResponse:
    """429: from one network address so many people began that it looks like a machine."""
    with override(language_of(request)):
        text = _(
            "Het ligt niet aan jou. Vanaf jouw netwerk begonnen het laatste uur heel veel mensen. "
            "Lezen kan wel. Bewaren kan over een uur weer, of nu via het internet van je telefoon."
        )
        return _later(request, text, 429, 3600)


def too_many_asked(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    """429: one network address asked for more of what costs much than people do."""
    with override(language_of(request)):
        minutes = ceil(wait_seconds / 60)
        text = ngettext(
            "Vanaf jouw netwerk wordt nu heel veel tegelijk gevraagd. "
            "Over %(minutes)s minuut kan het weer.",
            "Vanaf jouw netwerk wordt nu heel veel tegelijk gevraagd. "
            "Over %(minutes)s minuten kan het weer.",
            minutes,
        ) % {"minutes": minutes}
        return _later(request, text, 429, wait_seconds)


def broken(request: HttpRequest) -> HttpResponse:
    """500: the fault is ours. Made without context processors, so that it always works."""
    language = language_of(request)
    with override(language):
        content = render_to_string(
            "pages/errors/broken.html",
            {"language": language, "typed": typed_texts(request), "code": code_of(request)},
        )
    response = HttpResponse(content, status=500)
    keep_out_of_caches(response)
    return response
