"""Who may open a page of an account: who is in, and for a way in who proved it a moment ago.

A device that stands open lets its owner read, and anybody else at it. It must not let that other
person make a way in of their own. So who wants to change how the account opens comes in once more.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from balans.accounts.person import Person, person_of
from balans.ui.views import own_page

PROOF_HOLDS = timedelta(minutes=15)
TYPING = timedelta(minutes=30)
"""How much later a form may be sent that was opened in time."""

View = Callable[[HttpRequest], HttpResponse]
PersonView = Callable[[HttpRequest, Person], HttpResponse]


def account_of(request: HttpRequest) -> Person | None:
    """Return who is signed in; None for a guest or a visitor, who is led to signing in."""
    person = person_of(request)
    return person if person is not None and person.has_account else None


def signed_in(view: PersonView) -> View:
    """Let a view be for who is signed in, and hand them over; others are led to signing in."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        person = account_of(request)
        return redirect("accounts:sign_in") if person is None else view(request, person)

    return guarded


def is_proven(person: Person, *, late: timedelta = timedelta()) -> bool:
    """Return whether somebody came in by this browser a quarter of an hour ago at most.

    `late` is how much longer it may be.
    """
    return timezone.now() - person.slot.created_at < PROOF_HOLDS + late


def proven(view: PersonView) -> View:
    """Let a view be for who came in a moment ago; others come in once more and are led back."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, person: Person) -> HttpResponse:
        if may_go_on(request, person):
            return view(request, person)
        return to_proof(request.path)

    return guarded


def may_go_on(request: HttpRequest, person: Person) -> bool:
    """Return whether a page about ways in may be shown, or its form taken."""
    return is_proven(person, late=TYPING if request.method == "POST" else timedelta())


def to_proof(back: str) -> HttpResponse:
    """Lead to where somebody comes in once more, and then back to a page of ours."""
    return redirect(f"{reverse('accounts:prove')}?{urlencode({'verder': back})}")


def way_begins(request: HttpRequest) -> str:
    """Return the name of the page where coming in begins: for who is in already, once more."""
    return "accounts:prove" if account_of(request) else "accounts:sign_in"


def going_to(request: HttpRequest) -> str:
    """Return the page of ours where somebody was going when they were asked; empty for none."""
    return own_page(request, request.POST.get("verder") or request.GET.get("verder") or "")
