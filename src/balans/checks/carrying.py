"""Rhythms in a parcel: which checks somebody repeats, and how they come back."""

import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _

from balans.accounts.parcel import Moment, Section
from balans.accounts.person import Person
from balans.checks.models import Chosen, Rhythm
from balans.checks.repeating import bring_back_rhythm
from balans.core.content import Content
from balans.core.language import page_language
from balans.questionnaires.content import Flow, checks
from balans.questionnaires.instrument import Every


class TakenRhythm(Content):
    """A check that somebody repeats, as a parcel holds it."""

    id: uuid.UUID
    changed_at: Moment
    chosen: Chosen


def rhythm_words() -> dict[Every, str]:
    """Return every rhythm as people say it."""
    return {
        "week": _("Elke week"),
        "fortnight": _("Elke twee weken"),
        "month": _("Elke maand"),
        "quarter": _("Elke drie maanden"),
    }


def _known() -> dict[str, Flow]:
    return {flow.name: flow for flow in checks(page_language())}


def take(person: Person) -> list[TakenRhythm]:
    """Return every rhythm as data."""
    return [
        TakenRhythm(id=row.pk, changed_at=row.changed_at, chosen=row.read(person.vault))
        for row in Rhythm.objects.visible_to(person).order_by("changed_at")
    ]


def sections(person: Person) -> list[Section]:
    """Return the rhythms as a person reads them: all in one piece."""
    known, taken = _known(), take(person)
    rows = tuple(
        (known[each.chosen.flow].words.title, (rhythm_words()[each.chosen.every],))
        for each in taken
        if each.chosen.flow in known
    )
    return [Section(title=_("Je ritme"), when=taken[-1].changed_at, rows=rows)] if rows else []


def bring_back(person: Person, taken: Sequence[TakenRhythm]) -> int:
    """Put rhythms back; return how many were not here. An unknown check is left out."""
    known = _known()
    return sum(
        bring_back_rhythm(person=person, wanted_id=each.id, chosen=each.chosen)
        for each in taken
        if each.chosen.flow in known
    )
