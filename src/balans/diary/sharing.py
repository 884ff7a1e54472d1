"""Sharing one memory: what is told about it beforehand, and how the other sees it."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.shares import sharing
from balans.accounts.shares.views import share_page
from balans.diary.enclosures import Hung, hung_on
from balans.diary.form import Shown
from balans.diary.models import Memory, part_of
from balans.diary.opened import opened
from balans.pages.errors import session_expired

ROOM = "diary"


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, memory_id: uuid.UUID) -> HttpResponse:
    """Share this one memory with a link."""
    here = opened(request, memory_id)
    if here is None:
        return session_expired(request)
    if here.memory.is_draft:
        return redirect(here.url("change"))
    thing = sharing.Thing(
        room=ROOM,
        record=str(memory_id),
        part=part_of(memory_id),
        title=Shown(here.memory.read(here.person)).name,
        heading=_("Deel deze herinnering"),
        sees=_(
            "De ander ziet deze ene herinnering, met foto’s en opnames. "
            "Veranderen kan de ander niets. "
            "Verander jij later iets? Dan ziet de ander dat ook. "
            "Je andere herinneringen en antwoorden ziet niemand."
        ),
        back_href=here.url("memory"),
    )
    return share_page(request, person=here.person, thing=thing)


def invitation(sharer: str) -> str:
    """Return who shares a memory, with a name or without."""
    if sharer:
        return _("%(name)s deelt een herinnering met jou") % {"name": sharer}
    return _("Iemand deelt een herinnering met jou")


@dataclass(frozen=True)
class SharedHung(Hung):
    """A photo or recording under the address of a link."""

    token: str

    def _url(self, name: str) -> str:
        return reverse(f"diary:shared_{name}", args=[self.token, self.attachment.pk])

    @property
    def href(self) -> str:
        return self.large


def show(share: sharing.OpenShare) -> sharing.Shown | None:
    """Return a shared memory with the key of this one alone; None when it is erased."""
    kept = Memory.objects.kept().filter(pk=share.record, owner=share.owner).first()
    if kept is None:
        return None
    shown = Shown(kept.read_with(share.vault))
    hanging = [
        SharedHung(each.attachment, each.caption, each.number, share.token)
        for kind in (kept.attachments.photos(), kept.attachments.recordings())
        for each in hung_on(kind, share.vault)
    ]
    context = {
        "shown": shown,
        "photos": [each for each in hanging if each.attachment.is_photo],
        "sounds": [each for each in hanging if not each.attachment.is_photo],
    }
    html = render_to_string("diary/_shared.html", context)
    return sharing.Shown(title=shown.name, html=html)


def room() -> sharing.Room:
    """Return how the diary lets its memories be shared."""
    return sharing.Room(
        name=ROOM,
        invitation=invitation,
        show=show,
        href=lambda record: reverse("diary:memory", args=[record]),
    )
