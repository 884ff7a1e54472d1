"""How things are, on one small page for the administrator."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balans.accounts.staff.guard import staff_view
from balans.accounts.staff.models import Role
from balans.measuring.looking import facts_now
from balans.measuring.points import points


@staff_view(Role.Name.ADMINISTRATOR)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what is well, and first what is not, with what to do."""
    found = points(facts_now())
    context = {
        "wrong": [each for each in found if not each.is_well],
        "well": [each for each in found if each.is_well],
        "publishes": settings.FIGURES,
    }
    return render(request, "measuring/state.html", context)
