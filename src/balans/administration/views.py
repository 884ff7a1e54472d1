"""The first page of the administration: how the installation is doing, without anybody's words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balans.accounts.staff.duties import duties
from balans.accounts.staff.guard import staff_view
from balans.accounts.staff.models import Role
from balans.administration.state import state_now


@staff_view(Role.Name.ADMINISTRATOR)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what an administrator needs to know, and nothing of anybody."""
    return render(request, "administration/index.html", {"state": state_now(), "duties": duties()})
