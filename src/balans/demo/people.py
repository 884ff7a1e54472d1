"""Believable people for trying out, tests and pictures: carers with their answers, and staff."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from balans.core.content import Content, Id, Words, decode, library


class DemoPerson(Content):
    """A demo person; answers per exercise and question, in the shapes that the kinds store."""

    id: Id
    name: Words
    age: int
    story_nl: Words
    story_en: Words
    role: str = ""
    """What they may do for others, such as lead groups; empty for a carer."""

    answers: dict[str, dict[str, Any]] = {}

    def story(self, language: str) -> str:
        return {"nl": self.story_nl, "en": self.story_en}[language]


class People(Content):
    people: tuple[DemoPerson, ...]


def people() -> Mapping[str, DemoPerson]:
    """Return the demo people by id. Raise ContentError."""
    read = decode(People, library().read("demo", "people.toml"), where="demo/people.toml")
    return {person.id: person for person in read.people}


def demo_secret(person_id: str, salt: str) -> bytes:
    """Return the secret of a demo person: the same on every start of one installation."""
    return hashlib.sha256(f"demo {person_id} {salt}".encode()).digest()


def stored(value: Any) -> Any:
    """Return an answer as a kind stores it: { weeks = 4 } becomes the date four weeks from now."""
    if isinstance(value, dict) and set(value) == {"weeks"}:
        return (timezone.localdate() + timedelta(weeks=value["weeks"])).isoformat()
    return value
