"""Where to tell of a hole in this site, for who finds one (RFC 9116)."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

LASTS = timedelta(days=180)
"""The RFC advises less than a year, so that nobody writes to an address that is long gone."""


def security_txt(*, contact: str, site: str, now: datetime) -> str:
    """Return the file: where to write, until when that holds, in which languages.

    The end moves along at midnight of every day, so that caches see one file a day.
    """
    where = contact if contact.startswith(("https://", "mailto:")) else f"mailto:{contact}"
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {where}",
        f"Expires: {midnight + LASTS:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {site}/.well-known/security.txt",
    )
    return "\n".join(lines) + "\n"


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Give the file, when whoever runs this site named an address."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    text = security_txt(
        contact=settings.SECURITY_CONTACT, site=str(settings.SITE), now=timezone.now()
    )
    response = HttpResponse(text, "text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
