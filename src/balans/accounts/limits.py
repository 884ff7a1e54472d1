"""Rate limits that hold over all servers: a count a window, kept under a digest, never a name."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from balans.accounts.models import Count
from balans.core.vault import host_digest

HOUR = timedelta(hours=1)


def allow(what: str, who: str, *, most: int, within: timedelta = HOUR) -> bool:
    """Count one more try; return whether it is within the limit. A try beyond it counts as well."""
    now = timezone.now()
    key = host_digest(f"limit {what}", who)
    with transaction.atomic():
        Count.objects.filter(key=key, ends_at__lte=now).delete()
        Count.objects.get_or_create(key=key, defaults={"number": 0, "ends_at": now + within})
        Count.objects.filter(key=key).update(number=F("number") + 1)
        return Count.objects.values_list("number", flat=True).get(key=key) <= most


def forget(what: str, who: str) -> None:
    """Begin counting anew, after somebody got it right."""
    Count.objects.filter(key=host_digest(f"limit {what}", who)).delete()


def from_where(request: HttpRequest) -> str:
    """Return the network address that a request came from, as far as the proxy may be believed."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.PROXY_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def sweep_counts(*, now: datetime | None = None) -> int:
    """Forget counts whose window is over."""
    removed, _each = Count.objects.filter(ends_at__lte=now or timezone.now()).delete()
    return removed
