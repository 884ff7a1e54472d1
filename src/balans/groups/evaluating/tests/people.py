"""A group whose meetings are over, and people who look back on it."""

from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone

from balans.groups.models import Evaluation, Group, Participation
from balans.groups.tests.series import begin, participant

ANSWERS = {
    "hielp": {"hielp": ["grenzen", "contact"]},
    "groep": {"gemak": "ja", "tempo": "goed"},
    "thuis": {"thuis": "beetje"},
    "waarde": {"waarde": "8"},
    "anders": {"anders": "Ik vraag nu om hulp."},
    "beter": {"beter": "Meer pauze."},
    "aanraden": {"aanraden": "ja"},
    "woord": {"woord": "Dank je wel."},
}


def over(client: Client, *, last: datetime | None = None) -> Group:
    """Let who is signed in begin a series of which the last of four meetings was yesterday."""
    end = last or timezone.now() - timedelta(days=1)
    return begin(client, first=end - timedelta(weeks=3))


def url(group: Group, rest: str = "") -> str:
    return f"/groepen/mijn/{group.pk}/terugblik/{rest}"


def fill_in(client: Client, group: Group, **changed: dict[str, object]) -> None:
    """Begin, and answer every page; an empty page is skipped."""
    client.post(url(group))
    for page, answers in {**ANSWERS, **changed}.items():
        response = client.post(url(group, f"vraag/{page}/"), answers or {"_actie": "overslaan"})
        assert response.status_code == 302


def send(client: Client, group: Group) -> object:
    """Send what was filled in, as the page to read through does."""
    page = client.get(url(group, "nalezen/"))
    seen = page.context["here"].seen if page.status_code == 200 else ""
    return client.post(url(group, "nalezen/"), {"_gezien": seen})


def look_back(group: Group, number: int = 1, **changed: dict[str, object]) -> list[Participation]:
    """Let some people take part and send an evaluation each; return their participations."""
    found = []
    for place in range(number):
        client, taking = participant(group, f"Deelnemer {place}")
        fill_in(client, group, **changed)
        send(client, group)
        found.append(taking)
    return found


def steps(group: Group) -> list[int]:
    return sorted(Evaluation.objects.filter(group=group).values_list("step", flat=True))
