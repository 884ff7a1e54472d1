"""Scripts of a facilitator's own: made from ours, kept with every version, chosen for a meeting."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from balans.accounts.person import Person
from balans.accounts.space import require_space_for_words
from balans.groups.content import Script, scripts
from balans.groups.models import Group, Meeting, OwnScript, ScriptVersion
from balans.groups.opened import Led


class ChangedMeanwhile(Exception):
    """The script has a newer version than the one that was changed; show what differs."""


class HasBegun(Exception):
    """The meeting runs or ran already; its script stays as it is."""


@dataclass(frozen=True)
class Own:
    """An own script as it is now, opened for its maker."""

    kept: OwnScript
    version: ScriptVersion
    script: Script

    @property
    def title(self) -> str:
        return self.script.words.title

    @property
    def ours(self) -> Script | None:
        """The script of ours that it was made from; None when that is no longer there."""
        return scripts(self.kept.language).get(self.kept.made_from)

    @property
    def is_behind(self) -> bool:
        """Whether ours was read through again since this one was made, or since that was seen."""
        return self.ours is not None and self.ours.reviewed > self.script.reviewed


def own_scripts_of(person: Person) -> list[Own]:
    """Return every own script of a person as it is now, what changed last first. One query."""
    rows = newest_versions().filter(script__owner=person.owner).order_by("-saved_at")
    return [Own(each.script, each, each.read(person.vault)) for each in rows]


def own_script(person: Person, script_id: uuid.UUID) -> Own | None:
    """Return one own script as it is now; None for somebody else's, as for one that never was."""
    row = newest_versions().filter(script=script_id, script__owner=person.owner).first()
    return Own(row.script, row, row.read(person.vault)) if row else None


def newest_versions() -> QuerySet[ScriptVersion]:
    """Return the newest version of every own script, with the script; opened by its maker alone."""
    newest = ScriptVersion.objects.filter(script=OuterRef("script")).order_by("-number")
    latest = ScriptVersion.objects.filter(number=Subquery(newest.values("number")[:1]))
    return latest.select_related("script")


@transaction.atomic
def make_own(*, person: Person, script: Script) -> OwnScript:
    """Keep a script as the first version of an own one; ours or another own one to begin with."""
    require_space_for_words(person)
    now = timezone.now()
    kept = OwnScript.objects.create(
        owner=person.owner,
        made_from=script.name,
        language=script.language,
        created_at=now,
        changed_at=now,
    )
    _keep(person, kept, 1, script, now)
    return kept


@transaction.atomic
def save_version(*, person: Person, kept: OwnScript, script: Script, seen: int) -> int:
    """Keep a script as a new version and return its number; the same once more changes nothing.

    `seen` is the version that was changed. Raise ChangedMeanwhile when there is a newer one that
    says something else: two windows, and nothing of either is lost.
    """
    # One after the other: two windows never get the same number.
    OwnScript.objects.select_for_update().get(pk=kept.pk)
    newest = kept.versions.first()
    if newest is not None and newest.read(person.vault) == script:
        return newest.number
    number = newest.number if newest else 0
    if number != seen:
        raise ChangedMeanwhile
    require_space_for_words(person)
    now = timezone.now()
    _keep(person, kept, number + 1, script, now)
    OwnScript.objects.filter(pk=kept.pk).update(changed_at=now)
    return number + 1


def _keep(person: Person, kept: OwnScript, number: int, script: Script, when: datetime) -> None:
    version = ScriptVersion(script=kept, number=number, saved_at=when)
    version.seal(person.vault, script)
    version.save(force_insert=True)


@transaction.atomic
def bring_back_own(
    *, person: Person, versions: Sequence[tuple[Script, datetime]], wanted_id: uuid.UUID
) -> bool:
    """Put a script with its versions back, the oldest first; return whether it was not here."""
    known, now = OwnScript.objects.filter(pk=wanted_id).first(), timezone.now()
    if known is not None and known.owner_id == person.owner.pk:
        return False
    newest = versions[-1][0]
    kept = OwnScript.objects.create(
        # An id that is somebody else's gives another id.
        id=wanted_id if known is None else uuid.uuid4(),
        owner=person.owner,
        made_from=newest.name,
        language=newest.language,
        created_at=min(versions[0][1], now),
        changed_at=min(versions[-1][1], now),
    )
    for number, (script, when) in enumerate(versions, start=1):
        _keep(person, kept, number, script, min(when, now))
    return True


def erase_own(*, kept: OwnScript) -> None:
    """Erase an own script with its history. Meetings that follow it keep their copy."""
    kept.delete()


@transaction.atomic
def chosen(led: Led, meeting: Meeting, script_version: ScriptVersion) -> None:
    """Let a meeting follow an own script as it is in one version: a copy for all who lead.

    The copy is sealed with the group's vault, so who leads along reads it too, and it stays when
    its maker changes or erases the script. Raise HasBegun, OldKey.
    """
    led.lock()
    script = script_version.read(led.person.vault)
    words = script.model_dump_json().encode()
    sealed = led.vault.seal(words, record=str(meeting.pk), field="script")
    _follow(led, meeting, script.name, sealed)


@transaction.atomic
def choose_ours(led: Led, meeting: Meeting, name: str) -> None:
    """Let a meeting follow a script of ours. Raise KeyError, HasBegun."""
    _follow(led, meeting, scripts(led.group.language)[name].name, None)


def _follow(led: Led, meeting: Meeting, name: str, own: bytes | None) -> None:
    now = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if now.run is not None:
        raise HasBegun
    meeting.script, meeting.own_script = name, own
    meeting.save(update_fields=["script", "own_script"])
    Group.objects.filter(pk=led.group.pk).update(
        version=F("version") + 1, changed_at=timezone.now()
    )
