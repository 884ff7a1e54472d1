"""A meeting for the tests: its addresses, what people let know, and what they bring."""

from django.test import Client
from django.urls import reverse

from balans.accounts.models import Share
from balans.accounts.person import write_cookie
from balans.core.vault import new_secret
from balans.groups.models import Brought, Meeting, Participation, Reply
from balans.groups.running.opened import Here
from balans.groups.tests.series import opened
from balans.groups.words import BroughtCard, Note
from balans.questionnaires.content import catalogue
from balans.questionnaires.models import Attempt


def address(meeting: Meeting, name: str = "meeting", *more: object) -> str:
    return reverse(f"groups:{name}", args=[meeting.group_id, meeting.pk, *more])


def here(client: Client, meeting: Meeting) -> Here:
    """Return a meeting as its facilitator has it open."""
    return Here(led=opened(client, meeting.group), meeting=meeting, language="nl")


def reply(taking: Participation, meeting: Meeting, *, words: str = "", **told: bool) -> None:
    """Let somebody say whether they come."""
    box = taking.fill(meeting.group, f"note {meeting.pk}", Note(words=words)) if words else None
    Reply.objects.create(participation=taking, meeting=meeting, box=box, **told)


def bring(client: Client, taking: Participation, meeting: Meeting) -> Brought:
    """Let somebody bring the result of a check, of which every answer can be told apart."""
    items = [each.id for each in catalogue("nl").newest("csi").questions]
    client.post("/hoe-gaat-het/csi/begin/", dict.fromkeys(items, "yes"))
    attempt = Attempt.objects.filter(owner=taking.owner).latest("started_at")
    token = write_cookie(new_secret())
    client.post(f"/hoe-gaat-het/csi/{attempt.pk}/delen/", {"_sleutel": token, "tot": "7"})
    share = Share.objects.get(owner=taking.owner)
    brought = Brought(participation=taking, meeting=meeting, share=share)
    card = BroughtCard(title="Mijn grenzen", secret=token)
    brought.box = taking.fill(meeting.group, f"brought {brought.pk}", card)
    brought.save()
    return brought
