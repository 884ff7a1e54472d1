"""Photos and recordings of a shared memory, for whoever holds its link and said that they look."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from balans.accounts.shares.opened import shared_vault
from balans.accounts.shares.sharing import OpenShare
from balans.accounts.shares.visitor_views import keep_secret, not_shared
from balans.core.blobs import BlobGone
from balans.diary.attachment import Attachment, Size
from balans.diary.giving import give_picture, give_recording
from balans.diary.sharing import ROOM


@require_safe
def picture(request: HttpRequest, token: str, attachment_id: uuid.UUID, size: Size) -> HttpResponse:
    """Give a photo of a shared memory, large or small."""
    share = shared_vault(request, token)
    found = _found(share, attachment_id)
    if share is None or found is None or not found.is_photo:
        return not_shared(request)
    try:
        return keep_secret(give_picture(found, share.vault, size))
    except BlobGone:
        return not_shared(request)


@require_safe
def recording(request: HttpRequest, token: str, attachment_id: uuid.UUID) -> HttpResponse:
    """Give a recording of a shared memory, or the part of it that a player asks for."""
    share = shared_vault(request, token)
    found = _found(share, attachment_id)
    if share is None or found is None or found.is_photo:
        return not_shared(request)
    try:
        return keep_secret(give_recording(request, found, share.vault))
    except BlobGone:
        return not_shared(request)


def _found(share: OpenShare | None, attachment_id: uuid.UUID) -> Attachment | None:
    """Return what hangs on the shared memory itself, and on no other."""
    if share is None or share.room != ROOM:
        return None
    known = Attachment.objects.filter(memory__owner=share.owner, memory__is_draft=False)
    return known.filter(pk=attachment_id, memory=uuid.UUID(share.record)).first()
