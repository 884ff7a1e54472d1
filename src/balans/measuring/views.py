"""The numbers for who watches this server, in the format of Prometheus."""

from hmac import compare_digest
from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from balans.accounts.middleware import keep_out_of_caches
from balans.core.measures import collected
from balans.measuring.gathering import Gathered

PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
"""What a proxy adds: who asks is somewhere else, whatever address it comes from."""
HERE = {"localhost", "127.0.0.1", "[::1]"}


def metrics(request: HttpRequest) -> HttpResponse:
    """Give all numbers to who may have them; to anybody else this address is as any unknown one."""
    if not may_read(request):
        raise Http404
    return _all_numbers(request)


@require_safe
def _all_numbers(request: HttpRequest) -> HttpResponse:
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

    registry = CollectorRegistry()
    registry.register(_Counted())
    registry.register(Gathered())
    response = HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
    keep_out_of_caches(response)
    return response


class _Counted:
    """What the processes counted, as a collector."""

    collect = staticmethod(collected)

    def describe(self) -> list[object]:
        """Name nothing beforehand: else the library would ask for everything twice."""
        return []


def may_read(request: HttpRequest) -> bool:
    """Return whether somebody may see the numbers: by the token, or without one from here."""
    if settings.METRICS_TOKEN:
        given = request.META.get("HTTP_AUTHORIZATION", "").encode()
        return compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode())
    if any(name in request.META for name in PASSED_ON):
        return False
    host = request.META.get("HTTP_HOST", "").rpartition(":")[0] or request.META.get("HTTP_HOST", "")
    return host in HERE and _is_this_machine(request.META.get("REMOTE_ADDR", ""))


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
