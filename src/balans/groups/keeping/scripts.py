"""Own scripts with their history, in a parcel."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import Field

from balans.accounts.parcel import Moment, Section
from balans.accounts.person import Person
from balans.core.content import LANGUAGES, Content
from balans.core.text import clean
from balans.groups.content import Script, Step
from balans.groups.models import OwnScript, ScriptVersion

MOST_VERSIONS = 500


class TakenVersion(Content):
    """An own script as it was at some time."""

    saved_at: Moment
    script: Script


class TakenScript(Content):
    """An own script, as a parcel holds it: every version, the first one first."""

    id: uuid.UUID
    made_from: str = Field(max_length=40)
    language: str = Field(max_length=5)
    created_at: Moment
    changed_at: Moment
    versions: tuple[TakenVersion, ...] = Field(min_length=1, max_length=MOST_VERSIONS)


def _known(person: Person) -> Iterator[tuple[OwnScript, list[ScriptVersion]]]:
    rows = OwnScript.objects.visible_to(person).prefetch_related("versions")
    for each in rows.order_by("created_at"):
        versions = sorted(each.versions.all(), key=lambda version: version.number)
        if versions:
            yield each, versions[-MOST_VERSIONS:]


def take(person: Person) -> list[TakenScript]:
    """Return every own script as data, with its history."""
    return [
        TakenScript(
            id=kept.pk,
            made_from=kept.made_from,
            language=kept.language,
            created_at=kept.created_at,
            changed_at=kept.changed_at,
            versions=tuple(
                TakenVersion(saved_at=each.saved_at, script=each.read(person.vault))
                for each in versions
            ),
        )
        for kept, versions in _known(person)
    ]


def sections(person: Person) -> list[Section]:
    """Return every own script as a person reads it: as it is now."""
    found = []
    for kept, versions in _known(person):
        script = versions[-1].read(person.vault)
        rows = ((_("Doel"), (script.words.aim,)), *(_row(each) for each in script.steps))
        title = _("Draaiboek: %(title)s") % {"title": script.words.title}
        found.append(Section(title=title, when=kept.changed_at, rows=rows))
    return found


def _row(step: Step) -> tuple[str, tuple[str, ...]]:
    words = step.words
    label = _("%(title)s, %(minutes)s minuten") % {"title": words.title, "minutes": step.minutes}
    return label, tuple(each for each in (words.do, *words.say, *words.ask) if each)


def bring_back(person: Person, taken: Sequence[TakenScript]) -> int:
    """Put scripts back with their history; return how many were not here."""
    ids = [each.id for each in taken]
    mine = set(OwnScript.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))
    wanted = {each.id: each for each in taken if each.id not in mine}
    return sum(_keep(person, each) for each in wanted.values() if each.language in LANGUAGES)


def _keep(person: Person, taken: TakenScript) -> int:
    now = timezone.now()
    is_free = not OwnScript.objects.filter(pk=taken.id).exists()
    kept = OwnScript.objects.create(
        id=taken.id if is_free else uuid.uuid4(),
        owner=person.owner,
        made_from=clean(taken.made_from),
        language=taken.language,
        created_at=min(taken.created_at, now),
        changed_at=min(taken.changed_at, now),
    )
    for number, each in enumerate(taken.versions, start=1):
        version = ScriptVersion(script=kept, number=number, saved_at=min(each.saved_at, now))
        version.seal(person.vault, _tidy(each.script))
        version.save(force_insert=True)
    return 1


def _tidy(script: Script) -> Script:
    """Return a script as a form would have kept it: every text cleaned."""
    return Script.model_validate_json(
        Script.model_validate(_cleaned(script.model_dump())).model_dump_json()
    )


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return clean(value, lines=True) or value
        case dict():
            return {key: _cleaned(each) for key, each in value.items()}
        case list() | tuple():
            return tuple(_cleaned(each) for each in value)
    return value
