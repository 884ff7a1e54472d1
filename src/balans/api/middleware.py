"""The door of /api/: reading only, open to every site, no cookies, problems in plain words."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict

from balans.api.asking import language_of
from balans.api.outcomes import FHIR, refusal
from balans.api.problems import CONTENT_TYPE

PLACE = "/api/"
METHODS = "GET, HEAD, OPTIONS"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Content-Language, Content-Disposition",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
BEFORE = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class PublicData:
    """Answer what may not be asked under /api/, and let any site read what may.

    The pages for people that stand there are pages as everywhere, and are not opened.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PLACE):
            return self.get_response(request)
        response = self._answer(request)
        if "text/html" not in response.headers.get("Content-Type", ""):
            for name, value in OPEN.items():
                response.headers[name] = value
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        accepted, path = request.headers.get("accept-language", ""), request.path_info
        try:
            language = language_of(request.GET, accepted)
        except SuspiciousOperation:
            return refusal(path, 400, language_of(QueryDict(), accepted))
        if request.method == "OPTIONS":
            told = HttpResponse(status=204, headers=BEFORE)
            del told.headers["Content-Type"]
            return told
        if request.method not in ("GET", "HEAD"):
            refused = refusal(path, 405, language)
            refused.headers["Allow"] = METHODS
            return refused
        response = self.get_response(request)
        is_told = response.headers.get("Content-Type", "").startswith((CONTENT_TYPE, FHIR))
        if response.status_code < 400 or is_told:
            return response
        plain = refusal(path, response.status_code, language)
        if wait := response.headers.get("Retry-After"):
            plain.headers["Retry-After"] = wait
        return plain
