"""Somebody else's thing and a thing that never was: one page, one status, as many queries."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.test_access import (
    CHECK,
    GROUP,
    ID,
    KEPT,
    MEETING,
    MEMORY,
    OTHER,
    OTHER_CHECK,
    PHOTO,
    PLAN,
    POSTS,
    SHARE,
    SOUND,
    TABLE,
    attempts,  # noqa: F401
)

pytestmark = pytest.mark.django_db
OWNED = (ID, OTHER, CHECK, OTHER_CHECK, PLAN, MEMORY, SHARE, PHOTO, SOUND, KEPT, GROUP, MEETING)
NAMES = [name for name, (args, _visitor, other, _own) in TABLE.items() if other == 404]
NAMES = [name for name in NAMES if set(TABLE[name][0]) & set(OWNED)]
FORGETTABLE = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|[0-9a-f]{8}-[0-9a-f-]{27}')


def seen(client, method: str, path: str) -> tuple:
    """Return all that a stranger can tell of an answer."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = getattr(client, method)(path)
    page = FORGETTABLE.sub("", response.content.decode())
    headers = {name: FORGETTABLE.sub("", value) for name, value in response.headers.items()}
    return response.status_code, page, headers, len(asked), sorted(response.cookies)


def both(name: str, known: dict[str, str]) -> tuple[str, str]:
    """Return the address of what is Anna's, and one of the same kind that never was."""
    arguments = TABLE[name][0]
    hers = [known.get(each, each) for each in arguments]
    never = [str(uuid.uuid4()) if each in OWNED else known.get(each, each) for each in arguments]
    return reverse(name, args=hers), reverse(name, args=never)


def test_a_stranger_cannot_tell_what_is_somebody_else_s_from_what_never_was(chris, attempts):  # noqa: F811
    chris.post("/oefeningen/grenzen/begin/", {"naam": "Chris"})
    assert len(NAMES) > 45
    for name in NAMES:
        hers, never = both(name, attempts)
        assert seen(chris, "get", hers) == seen(chris, "get", never), name
        if name in POSTS:
            assert seen(chris, "post", hers) == seen(chris, "post", never), name


def test_nor_can_who_has_nothing_here_at_all(client, attempts):  # noqa: F811
    from django.test import Client

    for name in NAMES:
        hers, never = both(name, attempts)
        assert seen(Client(), "get", hers) == seen(Client(), "get", never), name
