"""What the diary knows of the days between two results of a check: memories by title and date."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balans.accounts.between import Happening
from balans.accounts.person import Person
from balans.diary.actions import timeline_of
from balans.diary.timeline import Entry

WHOLE = len("2026-01-01")


def memories_between(person: Person, first: date, last: date) -> list[Happening]:
    """Return the memories of these days. Those without a whole date are not of any day."""
    entries = timeline_of(person).entries
    dated = [each for each in entries if len(each.when) == WHOLE]
    return [_shown(each) for each in dated if str(first) <= each.when <= str(last)]


def _shown(entry: Entry) -> Happening:
    day = date.fromisoformat(entry.when)
    kind = _("goede dingen") if entry.kind == "good" else _("herinnering")
    href = reverse("diary:memory", args=[entry.uuid])
    return Happening(day, date_format(day, "j F"), kind, entry.name, href)
