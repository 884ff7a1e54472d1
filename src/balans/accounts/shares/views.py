"""The owner's side of sharing: share a thing, see who looked, end it sooner or later."""

import uuid
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.models import Share
from balans.accounts.person import Person, person_of, read_cookie, write_cookie
from balans.accounts.shares.actions import change_end, make_share, remove, withdraw
from balans.accounts.shares.form import EndForm, ShareForm, say_end
from balans.accounts.shares.listing import Listed, listed, shares_of
from balans.accounts.shares.sharing import Thing, room_named
from balans.core.vault import new_secret

GET_OR_POST = ["GET", "HEAD", "POST"]
SECRET = "_sleutel"


def share_page(request: HttpRequest, *, person: Person, thing: Thing) -> HttpResponse:
    """Ask for whom and how long, then show the link: once, because its secret is not kept.

    The secret comes along in the form, so that a double post or a reload gives the same link.
    For the view of a room, which opened the thing for its owner.
    """
    form = ShareForm(request.POST if request.method == "POST" else None)
    secret = read_cookie(str(request.POST.get(SECRET, ""))) or new_secret()
    context = {
        "thing": thing,
        "form": form,
        "secret": write_cookie(secret),
        "guest_until": _guest_until(person),
    }
    if request.method != "POST":
        return render(request, "accounts/share.html", context)
    if not form.is_valid():
        return render(request, "accounts/share.html", context, status=422)
    share, secret = make_share(person=person, thing=thing, wish=form.wish(), secret=secret)
    return _made(request, share, form, secret)


def _guest_until(person: Person) -> str:
    """Return the day on which all sharing of a guest ends; empty for an account."""
    return "" if person.has_account else say_end(person.owner.expires_at)


def _made(request: HttpRequest, share: Share, form: ShareForm, secret: bytes) -> HttpResponse:
    room, until = room_named(share.room), say_end(share.until)
    link = request.build_absolute_uri(reverse("accounts:shared", args=[write_cookie(secret)]))
    subject, text = _("Ik deel iets met je"), _message(form.sharer, until, link)
    context = {
        "share": share,
        "link": link,
        "until": until,
        "guest": not share.owner.has_account,
        "subject": subject,
        "message": text,
        "mailto": f"mailto:?subject={quote(subject)}&body={quote(text)}",
        "href": room.href(share.record) if room else reverse("accounts:sharing"),
    }
    response = render(request, "accounts/share_made.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    keep_out_of_caches(response)
    return response


def _message(sharer: str, until: str, link: str) -> str:
    """Return words to send along with a link; generic, because only the sender knows the rest."""
    if until:
        lasts = _("Je kunt het bekijken tot en met %(day)s.") % {"day": until}
    else:
        lasts = _("Je kunt het bekijken zolang ik het deel.")
    seen = _("Ik zie dan dat je hebt gekeken.")
    opening = _("Ik wil je iets laten lezen.")
    return f"{opening} {lasts} {seen}\n\n{link}\n\n{sharer}".rstrip()


@require_safe
def sharing(request: HttpRequest) -> HttpResponse:
    """Show all that is shared, with whom, until when, and every look."""
    person = person_of(request)
    shares = shares_of(person) if person else []
    context = {
        "person": person,
        "open": [each for each in shares if each.state == "open"],
        "past": [each for each in shares if each.state != "open"],
        "guest_until": _guest_until(person) if person else "",
    }
    return render(request, "accounts/sharing.html", context)


def _opened(request: HttpRequest, share_id: uuid.UUID) -> Listed:
    """Return a share of the person who is here.

    Raise Share.DoesNotExist for anybody else's: its page is that of what never was.
    """
    person = person_of(request)
    share = Share.objects.visible_to(person).select_related("owner").get(pk=share_id)
    if person is None:
        raise Share.DoesNotExist
    return listed(person, share)


@csrf_protect
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, share_id: uuid.UUID) -> HttpResponse:
    """Let a share end sooner or later than it would."""
    here = _opened(request, share_id)
    if here.state != "open":
        return redirect("accounts:sharing")
    form = EndForm(request.POST) if request.method == "POST" else EndForm.of(here.share.ends_at)
    if request.method == "POST" and form.is_valid():
        change_end(share=here.share, ends_at=form.ends_at())
        return redirect("accounts:sharing")
    status = 422 if form.errors else 200
    context = {"here": here, "form": form}
    return render(request, "accounts/share_end.html", context, status=status)


@csrf_protect
@require_http_methods(GET_OR_POST)
def stop(request: HttpRequest, share_id: uuid.UUID) -> HttpResponse:
    """Ask once, then end a share at once."""
    here = _opened(request, share_id)
    if request.method == "POST":
        withdraw(share=here.share)
    if request.method == "POST" or here.state != "open":
        return redirect("accounts:sharing")
    return render(request, "accounts/share_stop.html", {"here": here})


@csrf_protect
@require_http_methods(GET_OR_POST)
def wipe(request: HttpRequest, share_id: uuid.UUID) -> HttpResponse:
    """Ask once, then remove a share that has ended, with its looks."""
    here = _opened(request, share_id)
    if here.state == "open":
        return redirect("accounts:share_stop", share_id)
    if request.method == "POST":
        remove(share=here.share)
        return redirect("accounts:sharing")
    return render(request, "accounts/share_wipe.html", {"here": here})
