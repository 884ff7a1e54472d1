"""Photos and recordings of one's own memories: to see, to hear, to turn, to take away."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.person import Person, person_of
from balans.core.blobs import BlobGone
from balans.diary.attaching import describe, remove, turn
from balans.diary.attachment import CAPTION_LIMIT, Attachment, Size
from balans.diary.enclosures import Hung
from balans.diary.giving import give_picture, give_recording
from balans.pages.errors import session_expired
from balans.questionnaires.kinds.base import clean

QUARTERS = {"links": -1, "rechts": 1}


def _found(
    request: HttpRequest, memory_id: uuid.UUID, attachment_id: uuid.UUID, *, photo: bool
) -> tuple[Person, Attachment] | None:
    """Return the person with their attachment; None when it does not exist for this person."""
    person = person_of(request)
    known = Attachment.objects.visible_to(person).select_related("memory")
    kind = known.photos() if photo else known.recordings()
    found = kind.filter(pk=attachment_id, memory=memory_id).first()
    return (person, found) if person and found else None


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def photo(request: HttpRequest, memory_id: uuid.UUID, attachment_id: uuid.UUID) -> HttpResponse:
    """Show one photo, large; turn it, say what is to be seen, or take it away."""
    found = _found(request, memory_id, attachment_id, photo=True)
    if found is None:
        return session_expired(request)
    person, attachment = found
    if request.method == "POST":
        return _act(request, person, attachment)
    vault = attachment.memory.vault_of(person)
    number = Attachment.objects.photos().filter(memory=memory_id, position__lte=attachment.position)
    shown = Hung(attachment, attachment.read_caption(vault), number.count())
    return render(request, "diary/photo.html", {"photo": shown, "limit": CAPTION_LIMIT})


def _act(request: HttpRequest, person: Person, attachment: Attachment) -> HttpResponse:
    action = request.POST.get("_actie", "")
    if action == "weg":
        remove(attachments=[attachment])
        name = "change" if attachment.memory.is_draft else "memory"
        return redirect(f"diary:{name}", memory_id=attachment.memory_id)
    words = clean(request.POST.get("bijschrift", ""))[:CAPTION_LIMIT]
    if "bijschrift" in request.POST:
        describe(vault=attachment.memory.vault_of(person), captions={attachment: words})
    if action in QUARTERS:
        turn(person=person, attachment=attachment, quarters=QUARTERS[action])
        return redirect("diary:photo", memory_id=attachment.memory_id, attachment_id=attachment.pk)
    return redirect("diary:memory", memory_id=attachment.memory_id)


@require_safe
def picture(
    request: HttpRequest, memory_id: uuid.UUID, attachment_id: uuid.UUID, size: Size
) -> HttpResponse:
    """Give a photo, large or small."""
    found = _found(request, memory_id, attachment_id, photo=True)
    if found is None:
        return session_expired(request)
    person, attachment = found
    try:
        return give_picture(attachment, attachment.memory.vault_of(person), size)
    except BlobGone:
        return session_expired(request)


@require_safe
def recording(request: HttpRequest, memory_id: uuid.UUID, attachment_id: uuid.UUID) -> HttpResponse:
    """Give a recording, or the part of it that a player asks for."""
    found = _found(request, memory_id, attachment_id, photo=False)
    if found is None:
        return session_expired(request)
    person, attachment = found
    try:
        return give_recording(request, attachment, attachment.memory.vault_of(person))
    except BlobGone:
        return session_expired(request)
