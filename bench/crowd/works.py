"""Everything that asks the database much and often: own pages, lists, search, chores, the start."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from balans.core import chores
from bench.crowd import visiting
from bench.crowd.shapes import FACILITATORS, SEED

Work = tuple[str, Callable[[], object]]
"""What it is called, and what to do."""

NO_WORK = ("moved from the log of the database", "books begun", "imports begun", "links looked at")
"""Chores that start processes or go out on the line when there is something to do."""


def get(client: Any, url: str) -> Any:
    """Ask for a page; anything but a page is a fault."""
    response = client.get(url)
    if response.status_code != 200:
        raise AssertionError(f"{url}: {response.status_code}")
    return response


def own(numbers: Sequence[int], *, seed: int = SEED) -> Iterator[Work]:
    """Yield the own pages of some carers."""
    for number in numbers:
        client = visiting.browser(number, seed=seed)
        for what, url in visiting.own_pages(number, seed=seed):
            yield what, partial(get, client, url)


def saves(numbers: Sequence[int], *, seed: int = SEED) -> Iterator[Work]:
    """Yield saving a check of thirteen answers, and a memory of some words."""
    for number in numbers:
        client = visiting.browser(number, seed=seed)
        # Who saves came in before: the first page of a day notes that somebody was here.
        get(client, "/hoe-gaat-het/")
        get(client, "/herinneringen/")
        answers = {f"{key}": "yes" for key in _items()}
        yield "a check saved", partial(_post, client, "/hoe-gaat-het/csi/begin/", answers)
        words = {"tekst": "We liepen langs het water.", "titel": "Water"}
        yield "a memory saved", partial(_post, client, "/herinneringen/nieuw/", words)


def _items() -> Sequence[str]:
    from balans.questionnaires.content import catalogue

    return catalogue("nl").newest("csi").scores[0].items


def _post(client: Any, url: str, fields: dict[str, str]) -> None:
    response = client.post(url, fields)
    if response.status_code != 302:
        raise AssertionError(f"{url}: {response.status_code}")


def lists(*, seed: int = SEED) -> Iterator[Work]:
    """Yield what editors, the administrator and facilitators see."""
    browsers: dict[Any, Any] = {}
    for who, what, url in visiting.staff_pages():
        client = browsers.setdefault(who, visiting.browser(who, seed=seed))
        yield what, partial(get, client, url)
    for number in FACILITATORS:
        client = visiting.browser(number, seed=seed)
        for what, url in visiting.leading_pages(number, seed=seed):
            yield what, partial(get, client, url)


def public() -> Iterator[Work]:
    """Yield what everybody may ask, and what memory does not answer."""
    for place, what, url in visiting.public_pages():
        yield what, partial(get, visiting.browser(place=place), url)


def regular() -> Iterator[Work]:
    """Yield the chores of the process beside the web server."""
    for chore in chores._chores.values():
        if chore.name not in NO_WORK:
            yield f"{chore.name} (every {chore.every_seconds:.0f} s)", chore.act
    yield "imports begun (every 1 s)", _imports_waiting
    yield "links looked at (every 5 s)", _links_due


def _imports_waiting() -> object:
    from django.utils import timezone

    from balans.directory.editing.models import Import

    return Import.objects.to_work_at(timezone.now()).first()


def _links_due() -> object:
    from django.utils import timezone

    from balans.directory.editing.link_check import claim_some

    return claim_some(now=timezone.now())


def start() -> Iterator[Work]:
    """Yield what every start asks the database."""
    from balans.preparing import require_keys
    from balans.search.actions import prepare

    yield "keys of this database", require_keys
    yield "search made ready", prepare
