"""When somebody did what: the times of all attempts of a person, read once for a request.

Several rooms ask for them on Mijn plek. Only what a line needs is read: there can be hundreds.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Max

from balans.accounts.person import Person
from balans.questionnaires.models import Attempt

NAME = "times of attempts"


class Time(NamedTuple):
    """One time through a questionnaire, before anything of it is opened."""

    id: uuid.UUID
    flow: str
    changed_at: datetime
    finished_at: datetime | None


def times_of(person: Person) -> Sequence[Time]:
    """Return the times of every attempt of a person, in the order in which they were begun."""
    if NAME not in person.read:
        attempts = Attempt.objects.visible_to(person).order_by("started_at")
        rows = attempts.values_list("pk", "flow", "changed_at", "finished_at")
        person.read[NAME] = [Time(*row) for row in rows]
    known: Sequence[Time] = person.read[NAME]
    return known


def last_finished(person: Person, flows: Collection[str]) -> Mapping[str, datetime]:
    """Return when each of these questionnaires was last finished; those never finished are out.

    At most one query of a row each, and none when the times were read already.
    """
    if NAME in person.read:
        done = [
            (each.finished_at, each.flow)
            for each in times_of(person)
            if each.finished_at is not None and each.flow in flows
        ]
        return {flow: finished_at for finished_at, flow in sorted(done)}
    attempts = Attempt.objects.visible_to(person).filter(flow__in=flows, finished_at__isnull=False)
    last = attempts.values("flow").annotate(last=Max("finished_at"))
    return dict(last.values_list("flow", "last"))


def forget_times(person: Person) -> None:
    """Read the times anew when they are asked for: an attempt changed."""
    person.read.pop(NAME, None)
