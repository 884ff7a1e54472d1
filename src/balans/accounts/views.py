"""Mijn plek: what I made here, and erasing all of it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from balans.accounts.actions import erase_owner
from balans.accounts.belongings import belongings_of
from balans.accounts.guests import guest_of
from balans.accounts.middleware import keep_out_of_caches

FORGET = '"cache", "cookies", "storage"'


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Show what the guest made and until when it is kept; or that nothing is here yet."""
    guest = guest_of(request)
    context = {
        "guest": guest,
        "belongings": belongings_of(guest) if guest else [],
        "days": settings.GUEST_DAYS,
        "lost": guest is None and settings.GUEST_COOKIE in request.COOKIES,
    }
    return render(request, "accounts/mine.html", context)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Ask once, then erase all and let the browser forget."""
    guest = guest_of(request)
    if request.method != "POST":
        return render(request, "accounts/erase.html", {"guest": guest})
    if guest is not None:
        erase_owner(owner=guest.owner)
    response = HttpResponseRedirect(reverse("accounts:erased"))
    response.delete_cookie(settings.GUEST_COOKIE, samesite="Lax")
    response.headers["Clear-Site-Data"] = FORGET
    keep_out_of_caches(response)
    return response


@require_GET
def erased(request: HttpRequest) -> HttpResponse:
    """Say that all is gone."""
    response = render(request, "accounts/erased.html")
    keep_out_of_caches(response)
    return response
