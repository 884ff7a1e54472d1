"""Reading settings, and the gallery of components."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template import Context, Engine
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.ui.examples import EXAMPLES, Example
from balans.ui.reading import from_form, parse, write

YEAR_SECONDS = 31_536_000


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest) -> HttpResponse:
    """Show the reading settings; keep them in a cookie, without an account."""
    back = own_page(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.method != "POST":
        known = parse(request.COOKIES.get(settings.READING_COOKIE, ""))
        return render(request, "ui/reading.html", {"reading": known, "back": back})
    response = HttpResponseRedirect(back or request.path)
    if cookie := write(from_form(request.POST)):
        response.set_cookie(
            settings.READING_COOKIE,
            cookie,
            max_age=YEAR_SECONDS,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(settings.READING_COOKIE, samesite="Lax")
    return response


def own_page(request: HttpRequest, address: str) -> str:
    """Return the address when it is a page of ours, else an empty string."""
    fine = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if address.startswith("/") and fine else ""


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every example of every component, with its source: for who builds, not for carers."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    shown = [(stem, [(each, draw(each)) for each in examples]) for stem, examples in EXAMPLES]
    return render(request, "ui/gallery.html", {"shown": shown})


def draw(example: Example) -> str:
    """Return an example as the HTML it makes."""
    template = Engine.get_default().from_string(example.source)
    return template.render(Context(dict(example.context)))
