"""What protects at the door: response headers, and forms only."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    (
        "default-src 'none'",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        # No text becomes a script or markup; only where the service worker lies is named by one.
        "require-trusted-types-for 'script'",
        "trusted-types balans",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{each}=()"
        for each in (
            *("camera", "geolocation", "microphone", "browsing-topics", "display-capture"),
            *("payment", "usb", "serial", "hid", "midi", "xr-spatial-tracking"),
        )
    ),
}
UNSAID = "private, no-cache"
"""How long an answer may be kept that says nothing of it itself."""

LISTENING = POLICY + "; media-src 'self'"
RECORDING = POLICY + "; media-src 'self' blob:"
YEAR_SECONDS = 31_536_000


FORM_TYPES = {"application/x-www-form-urlencoded", "multipart/form-data"}


def allow_listening(response: HttpResponse) -> HttpResponse:
    """Let this page play sounds of our own."""
    response.headers["Content-Security-Policy"] = LISTENING
    return response


def allow_recording(response: HttpResponse) -> HttpResponse:
    """Let this page ask for the microphone, and play back what was just said.

    `blob:` names what the page's own script holds in memory; nobody else can make such an address.
    """
    response.headers["Content-Security-Policy"] = RECORDING
    policy = HEADERS["Permissions-Policy"].replace("microphone=()", "microphone=(self)")
    response.headers["Permissions-Policy"] = policy
    return response


class FormsOnly:
    """Take in forms as browsers send them, as UTF-8; whatever else is posted is refused.

    An empty form skips a question; a body that is no form must not be taken for one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            if request.content_type not in FORM_TYPES:
                raise BadRequest("not a form")
            request.encoding = "utf-8"
        return self.get_response(request)


class SecurityHeaders:
    """Set the headers on every response, static files included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = dict(HEADERS)
        if settings.HTTPS:
            self.headers["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}; includeSubDomains"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", UNSAID)
        return response
