"""Stepping into the shoes of a demo person. Only there with BALANS_DEMO=1."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.person import write_cookie
from balans.core.language import page_language
from balans.demo.actions import load_person
from balans.demo.leading import count_second_step, load_groups
from balans.demo.mailbox import received
from balans.demo.people import DemoPerson, demo_secret, people


@csrf_protect
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the demo people."""
    language = page_language()
    found = [(person, person.story(language)) for person in people().values()]
    return render(request, "demo/index.html", {"people": found})


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show the mail that this demonstration would have sent."""
    response = render(request, "demo/mailbox.html", {"mails": received()})
    keep_out_of_caches(response)
    return response


@require_safe
def mail(request: HttpRequest, number: int) -> HttpResponse:
    """Show one mail as a mail program would: its own styles allowed, nothing else."""
    mails = received()
    if number >= len(mails):
        raise Http404
    response = HttpResponse(mails[number].html)
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    keep_out_of_caches(response)
    return response


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def become(request: HttpRequest, person: str) -> HttpResponse:
    """Go on as a demo person."""
    known = people().get(person)
    if known is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(reverse("demo:index"))
    load_person(known)
    load_groups()
    count_second_step(known.id)
    response = HttpResponseRedirect(_first_page(known))
    secret = demo_secret(known.id, settings.SECRET_KEY)
    response.set_cookie(
        settings.KEY_COOKIE,
        write_cookie(secret),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def _first_page(person: DemoPerson) -> str:
    """Return where somebody begins: a carer at Mijn plek, who leads groups at the groups."""
    return reverse("groups:index" if person.role else "accounts:mine")
