"""A check over time with 500 results: its page, in the process that serves it."""

import statistics
import uuid
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from bench.diary import as_served, milliseconds, read

RESULTS, DAYS_BETWEEN = 500, 3
TIMES = 100
COURSE = "/hoe-gaat-het/csi/verloop/"


def measure() -> Iterator[tuple[str, str, str, bool]]:
    """Yield what, measured, bar and whether it is reached. Django must be set up."""
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from balans.questionnaires.models import Attempt

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    client = filled_guest()
    as_served()
    for url, name in ((COURSE, "its page"), ("/hoe-gaat-het/", "all checks so far")):
        times = sorted(milliseconds(partial(read, client, url), TIMES))
        with CaptureQueriesContext(connection) as queries:
            read(client, url)
        middle, slow = statistics.median(times), times[int(len(times) * 0.99)]
        yield (
            f"a check with {RESULTS} results, {name}, p50 / p99 ms, queries",
            f"{middle:.1f} / {slow:.1f}, {len(queries)}",
            "15, 8",
            middle <= 15 and len(queries) <= 8,
        )
    Attempt.objects.update(sealed_reading=None)
    (first,) = milliseconds(partial(read, client, COURSE), 1, warm=False)
    yield (
        f"the same once, when all {RESULTS} are read anew from their answers, ms",
        f"{first:.0f}",
        "-",
        True,
    )


def filled_guest() -> Any:
    """Return the browser of a guest who did a check often."""
    from django.conf import settings
    from django.test import Client

    from balans.accounts.actions import create_guest
    from balans.accounts.person import Person, write_cookie
    from balans.core.vault import new_secret

    secret = new_secret()
    slot, vault = create_guest(secret=secret)
    fill(Person(owner=slot.owner, vault=vault, slot=slot))
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.KEY_COOKIE] = write_cookie(secret)
    return client


def fill(person: Any) -> None:
    """Give a person a check every third day over four years, as the weeks go up and down."""
    from django.utils import timezone

    from balans.questionnaires.actions import Returning, bring_back_attempts
    from balans.questionnaires.carrying import TakenAttempt
    from balans.questionnaires.content import catalogue

    flow = catalogue("nl").newest("csi")
    items = flow.scores[0].items
    now, returning = timezone.now(), []
    for number in range(RESULTS):
        when = now - timedelta(days=number * DAYS_BETWEEN)
        taken = TakenAttempt(
            id=uuid.uuid4(),
            questionnaire=flow.name,
            version=flow.version,
            started_at=when,
            changed_at=when,
            finished_at=when,
            answers={},
        )
        yes = (number * number) % (len(items) + 1)
        answers = {each: "yes" if at < yes else "no" for at, each in enumerate(items)}
        returning.append(Returning(taken, flow, answers))
    bring_back_attempts(person=person, returning=returning)
