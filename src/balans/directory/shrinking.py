"""Pages that change by the hour, made small on their way to somebody whom we do not know."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

from balans.accounts.person import person_of

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


def shrunk(view: View[Given]) -> View[Given]:
    """Compress what the view gives to who keeps nothing here.

    What is somebody's own is not compressed: its length could tell of it (BREACH). The one
    secret that is left, the token of a form, is another one in every answer.
    """

    @wraps(view)
    def small(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if person_of(request) is not None:
            return response
        GZipMiddleware(lambda _request: response).process_response(request, response)
        return response

    return small
