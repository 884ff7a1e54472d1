"""When meetings are, as typed: read, checked, and said with what one may like to know."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from balans.accounts.person import Person
from balans.groups.leading.form import Form, clock_shown, day_shown
from balans.groups.leading.rhythm import Matter, Slot
from balans.groups.models import Group, Meeting
from balans.groups.moments import (
    Holiday,
    NoSuchTime,
    happens_twice,
    holiday,
    moment_of,
    on_the_wall,
)
from balans.groups.saying import say_time

LONGEST_MEETING = timedelta(hours=4)
SMALL_ENOUGH = 15
"""A larger group is a remark: people speak more easily among fewer."""

SEEN = "gezien"


def say_holiday(name: Holiday) -> str:
    """Return what a public holiday is called."""
    return {
        "new_year": _("Nieuwjaarsdag"),
        "easter": _("eerste paasdag"),
        "easter_monday": _("tweede paasdag"),
        "kings_day": _("Koningsdag"),
        "ascension": _("Hemelvaartsdag"),
        "whit_sunday": _("eerste pinksterdag"),
        "whit_monday": _("tweede pinksterdag"),
        "christmas": _("eerste kerstdag"),
        "boxing_day": _("tweede kerstdag"),
    }[name]


def say_matter(matter: Matter) -> str:
    """Return what is the matter with the day of a meeting."""
    return {
        "past": _("Deze dag en tijd zijn al voorbij."),
        "far": _("Dit ligt meer dan twee jaar weg. Klopt het jaar?"),
        "clash": _("Dit valt samen met een andere bijeenkomst van deze reeks."),
        "order": _("Dit ligt vóór een bijeenkomst die eerder aan de beurt is."),
    }[matter]


@dataclass(frozen=True)
class When:
    """A day and a time as they stand in their two fields."""

    day_name: str
    clock_name: str
    day_type: str
    day: str
    clock_type: str
    clock: str
    day_error: str
    clock_error: str


def when_of(form: Form, number: str = "") -> When:
    """Return the two fields of a meeting as they are shown again."""
    day_name, clock_name = f"dag{number}", f"tijd{number}"
    return When(
        day_name,
        clock_name,
        *day_shown(form.raw(day_name)),
        *clock_shown(form.raw(clock_name)),
        form.errors.get(day_name, ""),
        form.errors.get(clock_name, ""),
    )


def read_slot(form: Form, minutes: int, number: str = "") -> Slot | None:
    """Return when a meeting is as typed; None with a message when that is no moment."""
    day, clock = form.day(f"dag{number}"), form.clock(f"tijd{number}")
    if day is None or clock is None:
        return None
    try:
        return Slot(moment_of(day, clock), minutes)
    except NoSuchTime:
        form.wrong(
            f"tijd{number}",
            _("Deze tijd bestaat die nacht niet: de klok gaat een uur vooruit. Kies een andere."),
        )
        return None


def typed_slot(moment: datetime, number: str = "") -> dict[str, str]:
    """Return a moment as the two fields hold it."""
    day, clock = on_the_wall(moment)
    return {f"dag{number}": day.isoformat(), f"tijd{number}": f"{clock:%H:%M}"}


@dataclass(frozen=True)
class Elsewhere:
    """A meeting of another series that somebody leads."""

    title: str
    slot: Slot


def led_elsewhere(
    person: Person, slots: Iterable[Slot], but: Group | None = None
) -> list[Elsewhere]:
    """Return the meetings of this person's other series around these moments. One query."""
    moments = [each.starts_at for each in slots]
    if not moments:
        return []
    around = (min(moments) - LONGEST_MEETING, max(moments) + LONGEST_MEETING)
    rows = Meeting.objects.filter(
        group__facilitations__owner=person.owner,
        group__stopped_at=None,
        cancelled_at=None,
        starts_at__range=around,
    )
    if but is not None:
        rows = rows.exclude(group=but)
    return [
        Elsewhere(each.group.read().title, Slot(each.starts_at, each.minutes))
        for each in rows.select_related("group")
    ]


def remarks_on(slot: Slot, elsewhere: Sequence[Elsewhere]) -> tuple[str, ...]:
    """Return what one may like to know of a moment, and can go on with."""
    found = []
    day, clock = on_the_wall(slot.starts_at)
    if name := holiday(day):
        found.append(_("Dit is %(day)s.") % {"day": say_holiday(name)})
    if happens_twice(day, clock):
        found.append(_("Deze tijd komt die nacht twee keer. We nemen de eerste."))
    for each in elsewhere:
        if each.slot.overlaps(slot):
            said = _("Je leidt dan ook “%(title)s”, om %(time)s.")
            found.append(said % {"title": each.title, "time": say_time(each.slot.starts_at)})
    return tuple(found)


def say_many(limit: int) -> str:
    """Return what one may like to know of a large group, empty for a small one."""
    if limit <= SMALL_ENOUGH:
        return ""
    return _("In een groep tot vijftien mensen praat het makkelijker. Meer mag.")


def fingerprint(remarks: Iterable[str]) -> str:
    """Return a name for remarks, to know whether somebody saw just these."""
    return hashlib.sha256("\n".join(remarks).encode()).hexdigest()[:16]


def has_seen(typed: Mapping[str, str], remarks: Sequence[str]) -> bool:
    """Return whether there is nothing to remark, or the page that was posted showed it."""
    return not remarks or typed.get(SEEN) == fingerprint(remarks)
