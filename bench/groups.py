"""A large group: what its facilitator and a participant see, the run of a meeting, and paper."""

import random
import statistics
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from bench.diary import milliseconds, read

SCRIPTS = ("grenzen", "activiteiten", "doelen", "contact") * 3
PEOPLE = 60
TIMES = 100
FORMS = 10_000
Row = tuple[str, str, str, bool]


def measure() -> Iterator[Row]:
    """Yield what, measured, bar and whether it is reached. Django must be set up."""
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from balans.groups.actions import join

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    leader, person, group = led_group()
    taking_part = fill(group)
    _other, _person, elsewhere = led_group()
    join(person=person, group=elsewhere, name="Dora")
    address = partial(_address, group)
    meeting = address("meeting", first_of(group))
    yield page("a group, the page of who takes part", taking_part, address("mine"), 8)
    yield page("Mijn plek of who takes part", taking_part, "/mijn/", 8)
    yield page("Mijn plek of who leads and takes part", leader, "/mijn/", 8)
    yield page("a group, its overview", leader, address("group"), 8)
    yield page("a group, its participants", leader, address("members"), 8, bar=25)
    yield page("a group, before one meeting", leader, meeting, 8, bar=25)
    yield page("/groepen/", Client(headers={"host": "localhost"}), reverse("groups:index"), 2)
    yield from results(leader, group)
    yield from running(leader, address("run", first_of(group)))
    yield paper("a script as PDF", leader, address("meeting_pdf", first_of(group)))
    yield paper("a flyer of a group as PDF", leader, f"{address('materials')}flyer/pdf/")
    yield paper("the slides of a group as PDF", leader, address("group_slides_pdf"))
    yield paper("the slides of a group as .pptx", leader, address("group_slides_pptx"), bar=300)


def _address(group: Any, name: str, *more: object) -> str:
    from django.urls import reverse

    return reverse(f"groups:{name}", args=[group.pk, *more])


def first_of(group: Any) -> Any:
    """Return the id of the meeting that comes first."""
    return group.meetings.values_list("pk", flat=True)[0]


def page(what: str, client: Any, url: str, queries: int, *, bar: int = 15) -> Row:
    """Return how long a page takes and what it asks the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times = sorted(milliseconds(partial(read, client, url), TIMES))
    with CaptureQueriesContext(connection) as asked:
        read(client, url)
    middle, slow = statistics.median(times), times[int(len(times) * 0.99)]
    return (
        f"{what} ({len(SCRIPTS)} meetings, {PEOPLE} people), p50 / p99 ms, queries",
        f"{middle:.1f} / {slow:.1f}, {len(asked)}",
        f"{bar}, {queries}",
        middle <= bar and len(asked) <= queries,
    )


def results(leader: Any, group: Any) -> Iterator[Row]:
    """Yield the report over all that a group can hold, and its figures over 10,000 forms."""
    from balans.groups.evaluating.sending import MOST
    from balans.groups.models import Evaluation
    from bench.crowd.groups import evaluations

    dice = random.Random(7)
    Evaluation.objects.bulk_create(evaluations(group, dice, MOST))
    address = _address(group, "results")
    yield page(f"the report over {MOST} filled-in forms of a group", leader, address, 8, bar=100)
    Evaluation.objects.filter(group=group).delete()
    times = milliseconds(partial(figures, forms(FORMS, dice)), 10)
    middle = statistics.median(times)
    yield f"figures over {FORMS} opened forms, p50 ms", f"{middle:.0f}", "100", middle <= 100


def forms(many: int, dice: Any) -> Any:
    """Return so many filled-in forms, opened."""
    from balans.groups.evaluating.showing import STEP, Sent
    from balans.groups.evaluating.survey import survey
    from bench.crowd.people import answers_of

    flow = survey("nl")
    return [
        Sent(str(number), number // STEP + 1, False, answers_of(flow, dice))
        for number in range(many)
    ]


def figures(sent: Any) -> None:
    """Make the report of opened forms."""
    from balans.groups.evaluating.results import figures_of

    if not figures_of(sent):
        raise AssertionError("there is nothing to see")


def running(leader: Any, url: str) -> Iterator[Row]:
    """Yield what the screen of a meeting weighs, and how long going on a step takes."""
    from django.contrib.staticfiles import finders

    html = leader.get(url).content
    with open(finders.find("ui/js/meeting-run.js"), "rb") as file:
        script = _packed(file.read())
    weight = _packed(html)
    yield (
        "the screen during a meeting, kB packed, kB of JavaScript of its own",
        f"{weight:.1f}, {script:.1f}",
        "30, 10",
        weight <= 30 and script <= 10,
    )
    leader.post(url, {"daden": "begin welkom"})
    turn = statistics.median(milliseconds(partial(_turn, leader, url), TIMES))
    yield ("a step on in a meeting, p50 ms", f"{turn / 2:.1f}", "15", turn / 2 <= 15)


def _packed(content: bytes) -> float:
    import gzip

    return len(gzip.compress(content)) / 1000


def _turn(leader: Any, url: str) -> None:
    """Go a step on and a step back, as the page's script does."""
    on = _act(leader, url, "verder welkom")
    if on == "welkom":
        raise AssertionError("the meeting did not go on")
    _act(leader, url, f"terug {on}")


def _act(leader: Any, url: str, act: str) -> str:
    response = leader.post(url, {"daden": act}, headers={"accept": "application/json"})
    if response.status_code != 200:
        raise AssertionError(f"{url}: {response.status_code}")
    return str(response.json()["run"]["step"])


def paper(what: str, client: Any, url: str, *, bar: int = 60) -> Row:
    """Return how long paper takes, the very first time apart: it loads what makes it."""
    first, *later = milliseconds(partial(read, client, url), 20, warm=False)
    slow = sorted(later)[int(len(later) * 0.95)]
    return (f"{what}, p95 ms (the very first)", f"{slow:.0f} ({first:.0f})", f"{bar}", slow <= bar)


def led_group() -> tuple[Any, Any, Any]:
    """Return the browser of a facilitator, who it is, and a group that they lead."""
    from django.utils import timezone

    from balans.accounts.staff.models import Role
    from balans.groups.actions import Planned, begin_group
    from balans.groups.words import GroupWords

    secret, person = _guest()
    person.slot.second_step_at = timezone.now()
    person.slot.save()
    Role.objects.create(owner=person.owner, name="facilitator", given_at=timezone.now())
    first = timezone.now() + timedelta(days=3)
    planned = [
        Planned("meeting", name, first + timedelta(weeks=number))
        for number, name in enumerate(SCRIPTS)
    ]
    group = begin_group(
        person=person,
        words=GroupWords(title="Samen op adem", place="Buurthuis De Linde, Dorpsstraat 4"),
        planned=planned,
        language="nl",
        municipality="utrecht",
        limit=PEOPLE,
        is_listed=True,
    )
    return _browser(secret), person, group


def fill(group: Any) -> Any:
    """Let people take part, and say whether they come; return the browser of one of them."""
    from balans.groups import actions
    from balans.groups.models import Reply

    meetings = list(group.meetings.all())
    for number in range(PEOPLE):
        secret, person = _guest()
        taking = actions.join(person=person, group=group, name=f"Deelnemer {number}")
        Reply.objects.bulk_create(
            Reply(participation=taking, meeting=each, coming=number % 3 > 0) for each in meetings
        )
    return _browser(secret)


def _guest() -> tuple[bytes, Any]:
    from balans.accounts.actions import create_guest
    from balans.accounts.person import Person
    from balans.core.vault import new_secret

    secret = new_secret()
    slot, vault = create_guest(secret=secret)
    return secret, Person(owner=slot.owner, vault=vault, slot=slot)


def _browser(secret: bytes) -> Any:
    from django.conf import settings
    from django.test import Client

    from balans.accounts.person import write_cookie

    client = Client(headers={"host": "localhost"})
    client.cookies[settings.KEY_COOKIE] = write_cookie(secret)
    return client
