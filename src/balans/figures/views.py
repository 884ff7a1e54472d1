"""How much this site is used: a page, and the same as files. Only when the host wants it."""

import csv
import io
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balans.figures.numbers import LEAST, Counted
from balans.figures.showing import TITLES, figures, machine_rows
from balans.measuring.models import DayCount
from balans.pages.middleware import public_page

KEPT = {"Cache-Control": "public, max-age=3600"}
View = Callable[[HttpRequest], HttpResponse]


def published(view: View) -> View:
    """Mark a view that is there only when the host publishes figures."""

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.FIGURES:
            raise Http404
        return view(request, *args, **kwargs)

    return marked


def counted() -> list[Counted]:
    """Return what was counted of what is published, oldest first, in one query."""
    rows = DayCount.objects.filter(what__in=[use.value for use in TITLES]).order_by("day", "what")
    return [Counted(*row) for row in rows.values_list("day", "what", "number")]


@published
@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the figures, and say what is counted and what is not."""
    shown = figures(counted(), today=timezone.localdate())
    return render(request, "figures/index.html", {"shown": shown, "least": LEAST})


@published
@require_safe
def days_csv(request: HttpRequest) -> HttpResponse:
    """Give the figures of every day."""
    return _csv("day", by_month=False)


@published
@require_safe
def months_csv(request: HttpRequest) -> HttpResponse:
    """Give the figures of every whole month."""
    return _csv("month", by_month=True)


def _csv(head: str, *, by_month: bool) -> HttpResponse:
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    out.writerow((head, "what", "number", "fewer_than"))
    out.writerows(machine_rows(counted(), today=timezone.localdate(), by_month=by_month))
    return HttpResponse(
        written.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={**KEPT, "Content-Disposition": f'attachment; filename="balans-{head}s.csv"'},
    )


@published
@require_safe
def everything_json(request: HttpRequest) -> HttpResponse:
    """Give the figures of every day and every whole month."""
    known, today = counted(), timezone.localdate()

    def listed(name: str, by_month: bool) -> list[dict[str, object]]:
        rows = machine_rows(known, today=today, by_month=by_month)
        return [dict(zip((name, "what", "number", "fewer_than"), row, strict=True)) for row in rows]

    return JsonResponse(
        {
            "rounded_down_to": LEAST,
            "days": listed("day", by_month=False),
            "months": listed("month", by_month=True),
        },
        headers=KEPT,
    )
