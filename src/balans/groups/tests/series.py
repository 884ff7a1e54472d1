"""A group for the tests: led by Dora, joined by people in browsers of their own."""

from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone

from balans.accounts.staff.tests.people import become, set_up_app
from balans.accounts.tests.letters import person_behind
from balans.groups import actions
from balans.groups.models import Facilitation, Group, Meeting, Participation
from balans.groups.opened import Led, opened_for
from balans.groups.words import GroupWords

SET = ("grenzen", "activiteiten", "doelen", "contact")
TITLE, PLACE, LINK = "Samen op adem", "Buurthuis De Linde, Dorpsstraat 4", "https://bel.example/aa"
DORA = "dora@example.nl"


def facilitator(client: Client, address: str = DORA) -> Client:
    """Sign in as a facilitator, the second step done."""
    become(client, "facilitator", address)
    set_up_app(client)
    return client


def begin(client: Client, *, first: datetime | None = None, limit: int = 12) -> Group:
    """Let who is signed in begin a series of the four meetings, a week apart."""
    start = first or timezone.now() + timedelta(days=10)
    planned = [
        actions.Planned(kind="meeting", script=name, starts_at=start + timedelta(weeks=number))
        for number, name in enumerate(SET)
    ]
    return actions.begin_group(
        person=person_behind(client),
        words=GroupWords(title=TITLE, place=PLACE, link=LINK),
        planned=planned,
        language="nl",
        municipality="utrecht",
        limit=limit,
    )


def opened(client: Client, group: Group) -> Led:
    """Return a group as its facilitator sees it."""
    person = person_behind(client)
    rows = Facilitation.objects.select_related("group")
    return opened_for(person, rows.get(group=group, owner=person.owner))


def participant(group: Group, name: str, *, address: str = "") -> tuple[Client, Participation]:
    """Return the browser of a new guest who takes part, and their participation."""
    client = Client()
    client.post("/mijn/gegevens/", {"naam": name})
    person = person_behind(client)
    return client, actions.join(person=person, group=group, name=name, address=address)


def lead_along(group: Group, dora: Client, other: Client) -> Facilitation:
    """Let another facilitator lead along with who leads a group."""
    here, person = opened(dora, group), person_behind(other)
    leading = Facilitation(
        group=group, owner=person.owner, key_number=group.key_number, since=group.created_at
    )
    leading.seal_key(person.vault, here.private)
    leading.save()
    return leading


def first_of(group: Group) -> Meeting:
    """Return the meeting that comes first."""
    found = group.meetings.first()
    assert found is not None
    return found


def put(meeting: Meeting, **ahead: float) -> Meeting:
    """Let a meeting begin so much from now; return it."""
    meeting.starts_at = timezone.now() + timedelta(**ahead)
    meeting.save(update_fields=["starts_at"])
    return meeting
