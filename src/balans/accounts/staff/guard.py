"""The door of every page for staff: no role, no page; a role, and the second step first."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from balans.accounts.person import person_of
from balans.accounts.staff.models import Role
from balans.accounts.staff.roles import roles_of
from balans.accounts.staff.second_step import is_fresh
from balans.ui.leaving import offer_leaving

View = Callable[..., HttpResponse]
GO_ON = "verder"
LATE = timedelta(hours=1)
"""What is posted may come this much later: somebody was writing while the twelve hours ended."""


def staff_view(*names: str) -> Callable[[View], View]:
    """Let only people with one of these roles in, after their second step in this browser.

    For everybody else the page is not there: the same answer as at any unknown address.
    """
    allowed = frozenset(Role.Name(name).value for name in names)

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            person = person_of(request)
            if person is None or not roles_of(person) & allowed:
                _hide(request)
                raise Http404
            offer_leaving(request, False)
            late = LATE if request.method == "POST" else timedelta()
            if not is_fresh(person, late=late):
                return redirect(second_step_address(request.get_full_path()))
            return view(request, *args, **kwargs)

        return guarded

    return guard


def second_step_address(back: str) -> str:
    """Return the address of the second step that then leads back to a page."""
    query = QueryDict(mutable=True)
    query[GO_ON] = back
    return f"{reverse('staff:second_step')}?{query.urlencode(safe='/')}"


def _hide(request: HttpRequest) -> None:
    """Let the page for an unknown address lead to the other languages' homes, as it always does."""
    homes = {
        code: "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
        for code, _name in settings.LANGUAGES
    }
    request.alternates = homes  # type: ignore[attr-defined]
    offer_leaving(request, False)
