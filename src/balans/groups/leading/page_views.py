"""A facilitator's own page: what others read, and the logo of the organisation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.person import Person, person_of
from balans.accounts.staff.guard import staff_view
from balans.core.uploads import Limits, takes
from balans.groups.leading.form import Form
from balans.groups.leading.logo import MOST_BYTES, NoLogo, clean_logo
from balans.groups.leading.pages import (
    has_logo,
    keep_logo,
    keep_page,
    logo_of,
    page_of,
    read_page,
    say_no_logo,
    typed_of,
)

GET_OR_POST = ["GET", "HEAD", "POST"]


def person_here(request: HttpRequest) -> Person:
    """Return who passed the door of a page for staff."""
    person = person_of(request)
    assert person is not None  # The door let them in.
    return person


@takes(Limits(one=MOST_BYTES, together=MOST_BYTES))
@staff_view("facilitator")
@require_http_methods(GET_OR_POST)
def page(request: HttpRequest) -> HttpResponse:
    """Show and keep a facilitator's own page. A good logo is kept whatever else is the matter."""
    person = person_here(request)
    if request.method != "POST":
        return _page(request, person, Form(typed_of(page_of(person.owner))))
    form = Form(request.POST)
    words = read_page(form)
    _take_logo(request, person, form)
    if form.errors:
        return _page(request, person, form)
    keep_page(person=person, words=words)
    return redirect(f"{reverse('groups:page')}?bewaard=1")


def _take_logo(request: HttpRequest, person: Person, form: Form) -> None:
    upload = request.FILES.get("logo")
    if upload is None:
        if request.POST.get("logo-weg"):
            keep_logo(person=person, png=None)
        return
    try:
        if getattr(upload, "refused", ""):
            raise NoLogo("large")
        keep_logo(person=person, png=clean_logo(upload.read()))
    except NoLogo as refusal:
        form.wrong("logo", say_no_logo(refusal.why))
    finally:
        upload.close()


def _page(request: HttpRequest, person: Person, form: Form) -> HttpResponse:
    context = {
        "form": form,
        "shown": page_of(person.owner),
        "has_logo": has_logo(person.owner),
        "saved": request.GET.get("bewaard") == "1",
    }
    status = 422 if form.errors else 200
    return render(request, "groups/page.html", context, status=status)


@staff_view("facilitator")
@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """Give a facilitator the logo of their own page."""
    png = logo_of(person_here(request).owner)
    if png is None:
        raise Http404
    response = HttpResponse(png, content_type="image/png")
    keep_out_of_caches(response)
    return response
