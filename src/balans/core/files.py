"""Answering with a file: opened in the browser, or kept under a name of its own."""

from collections.abc import Iterable

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

PDF = "application/pdf"
CSV = "text/csv; charset=utf-8"


def file_response(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    """Return a file that a browser keeps under this name."""
    response = HttpResponse(content, content_type=content_type)
    call(response, name, kept=True)
    return response


def stream_response(pieces: Iterable[bytes], content_type: str, name: str) -> HttpResponseBase:
    """Return a file that a browser keeps under this name, sent while it is made."""
    response = StreamingHttpResponse(pieces, content_type=content_type)
    call(response, name, kept=True)
    return response


def pdf_response(content: bytes, name: str, *, kept: bool = False) -> HttpResponse:
    """Return a PDF that opens in the browser and is kept under a name without `.pdf`."""
    response = HttpResponse(content, content_type=PDF)
    call(response, f"{name}.pdf", kept=kept)
    return response


def call(response: HttpResponseBase, name: str, *, kept: bool) -> None:
    """Give an answer the name of a file; of any script, as RFC 6266 writes it."""
    header = content_disposition_header(as_attachment=kept, filename=name)
    assert header is not None  # Only an answer without a name has none.
    response.headers["Content-Disposition"] = header
