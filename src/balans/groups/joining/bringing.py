"""Bringing an outcome to a meeting: a share that ends with it, of which the facilitators alone
hold the secret (docs/adr/0029)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balans.accounts.models import Share
from balans.accounts.person import write_cookie
from balans.accounts.shares.actions import Wish, change_end, make_share, remove, withdraw
from balans.accounts.shares.listing import Listed, listed
from balans.core.vault import new_secret
from balans.groups.joining.state import share_ends
from balans.groups.models import Brought, Meeting, Participation
from balans.groups.opened import Joined, Led
from balans.groups.words import BroughtCard
from balans.questionnaires.content import EXERCISES, catalogue
from balans.questionnaires.journey import walk
from balans.questionnaires.models import Attempt
from balans.questionnaires.screen import Opened
from balans.questionnaires.sharing import thing_of

MOST = 12
"""So many outcomes are offered: the latest."""


def box_name(brought_id: uuid.UUID) -> str:
    """Return where what opens a brought outcome stands, within a participation."""
    return f"brought {brought_id}"


def card_of(here: Led, brought: Brought) -> BroughtCard | None:
    """Return what opens an outcome, for a facilitator; None when it does not open."""
    taking = brought.participation
    return taking.look(here.private, bytes(brought.box), box_name(brought.pk), BroughtCard)


def outcomes_of(here: Joined, exercise: str) -> Sequence[Attempt]:
    """Return finished outcomes of the four exercises, those of one exercise first. One query."""
    mine = Attempt.objects.visible_to(here.person).filter(flow__in=EXERCISES)
    found = sorted(mine.exclude(finished_at=None), key=lambda each: each.moment, reverse=True)
    return sorted(found, key=lambda each: each.flow != exercise)[:MOST]


@dataclass(frozen=True)
class Lying:
    """An outcome that lies ready for a meeting, as its owner sees it: until when, who looked."""

    brought: Brought
    shared: Listed

    @property
    def attempt(self) -> str:
        return self.brought.share.record


def lying_ready(here: Joined, meeting: Meeting) -> Sequence[Lying]:
    """Return what somebody brings to a meeting and did not take back. Two queries."""
    rows = Brought.objects.filter(participation=here.participation, meeting=meeting)
    rows = rows.select_related("share__owner").prefetch_related("share__looks")
    found = [Lying(brought=each, shared=listed(here.person, each.share)) for each in rows]
    return [each for each in found if each.shared.state != "withdrawn"]


@transaction.atomic
def bring(*, here: Joined, meeting: Meeting, attempt: Attempt, language: str) -> None:
    """Bring an outcome to a meeting. Twice changes nothing.

    Raise Participation.DoesNotExist when they were taken out meanwhile.
    """
    taking = Participation.objects.select_for_update().get(pk=here.participation.pk)
    known = Brought.objects.filter(participation=taking, meeting=meeting)
    still_open = Share.objects.open(timezone.now()).filter(record=str(attempt.pk))
    if known.filter(share__in=still_open).exists():
        return
    thing = thing_of(_opened(here, attempt, language))
    group = _("de groep %(title)s") % {"title": here.words.title}
    wish = Wish(with_whom=group, sharer=here.name, ends_at=share_ends(meeting))
    share, secret = make_share(person=here.person, thing=thing, wish=wish, secret=new_secret())
    brought = Brought(participation=taking, meeting=meeting, share=share)
    card = BroughtCard(title=thing.title, secret=write_cookie(secret))
    brought.box = taking.fill(here.group, box_name(brought.pk), card)
    brought.save(force_insert=True)


def _opened(here: Joined, attempt: Attempt, language: str) -> Opened:
    flow = catalogue(language).get(attempt.flow, attempt.version)
    journey = walk(flow, attempt.read_answers(here.person.vault))
    return Opened(person=here.person, attempt=attempt, slug=flow.words.slug, journey=journey)


@transaction.atomic
def keep(*, here: Joined, meeting: Meeting, brought_id: uuid.UUID) -> None:
    """Take back what was brought: nobody opens it any more. Twice changes nothing.

    Who looked already stays to be seen among what was shared.
    """
    rows = Brought.objects.filter(participation=here.participation, meeting=meeting)
    for each in rows.filter(pk=brought_id).select_related("share"):
        withdraw(share=each.share)
        each.delete()


def follow(meeting: Meeting) -> None:
    """Let what was brought to a meeting move along with it, or go back when it is off.

    For whoever moves or cancels a meeting, in the same transaction, once that is saved. Who looked
    already stays to be seen.
    """
    for each in Brought.objects.filter(meeting=meeting).select_related("share"):
        if meeting.cancelled_at is not None:
            withdraw(share=each.share)
            each.delete()
        else:
            change_end(share=each.share, ends_at=share_ends(meeting))


def let_all_end(taking: Participation) -> None:
    """End all that somebody brought. In the caller's transaction."""
    for each in taking.brought.select_related("share"):
        remove(share=each.share)
