"""Giving a photo or a recording to a browser: opened in memory, kept by nobody on the way."""

import re
from typing import Literal

from django.http import HttpRequest, HttpResponse

from balans.accounts.middleware import keep_out_of_caches
from balans.core.vault import Vault
from balans.diary.attachment import Attachment, Size

TYPES = {"jpg": "image/jpeg", "webm": "audio/webm", "ogg": "audio/ogg", "mp4": "audio/mp4"}
RANGE = re.compile(r"^bytes=(\d{0,12})-(\d{0,12})$")


def give_picture(attachment: Attachment, vault: Vault, size: Size) -> HttpResponse:
    """Return a photo. Raise BlobGone when its bytes are not there."""
    return _response(attachment, attachment.read(vault, size))


def give_recording(request: HttpRequest, attachment: Attachment, vault: Vault) -> HttpResponse:
    """Return a recording, or the part of it that is asked for: Safari plays nothing else.

    Raise BlobGone when its bytes are not there.
    """
    content = attachment.read(vault)
    asked = _part(request.headers.get("Range", ""), len(content))
    if asked is None:
        response = _response(attachment, content)
    elif asked == "beyond":
        response = _response(attachment, b"", status=416)
        response.headers["Content-Range"] = f"bytes */{len(content)}"
    else:
        first, last = asked
        response = _response(attachment, content[first : last + 1], status=206)
        response.headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _part(header: str, length: int) -> tuple[int, int] | Literal["beyond"] | None:
    """Return the first and last byte that are asked for; None for all, as for what is unclear."""
    match = RANGE.match(header)
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, length - int(last)), length - 1
    else:
        start, end = int(first), min(int(last or length), length - 1)
    if first and last and int(last) < int(first):
        return None
    return (start, end) if start <= end else "beyond"


def _response(attachment: Attachment, content: bytes, status: int = 200) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[attachment.type], status=status)
    response.headers["Content-Length"] = str(len(content))
    response.headers["Content-Disposition"] = f'inline; filename="herinnering.{attachment.type}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    keep_out_of_caches(response)
    return response
