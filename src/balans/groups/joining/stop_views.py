"""The links that stop the reminders, or all mail, of one group, without signing in."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from balans.groups.joining.quiet import stop_all_by_link
from balans.groups.joining.reminding import stop_by_link


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_reminders(request: HttpRequest, participation_id: uuid.UUID, name: str) -> HttpResponse:
    """Stop reminders by one POST (RFC 8058), of a button or of a mail program.

    Looking at the page does nothing. Every address gives the same answer, so that nobody learns
    whether it belongs to somebody.
    """
    if request.method == "POST":
        stop_by_link(participation_id, name)
    stopped = request.method == "POST"
    return render(request, "groups/stop_reminders.html", {"stopped": stopped})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, participation_id: uuid.UUID, name: str) -> HttpResponse:
    """Stop all mail of one group, in the same way: also for whom another gave the address."""
    if request.method == "POST":
        stop_all_by_link(participation_id, name)
    stopped = request.method == "POST"
    return render(request, "groups/stop_mail.html", {"stopped": stopped})
