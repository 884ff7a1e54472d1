"""Beginning a series: what was typed over the pages, what it means, and the begin itself."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balans.accounts.person import Person
from balans.directory.municipalities import find, municipality
from balans.groups.actions import Planned, begin_group
from balans.groups.leading.choosing import (
    MOST_PARTS,
    SETS,
    Part,
    beforehand,
    choosable,
    look_part,
    parts_of,
)
from balans.groups.leading.form import Form, clock_shown, day_shown
from balans.groups.leading.planning import (
    When,
    led_elsewhere,
    read_slot,
    remarks_on,
    say_many,
    say_matter,
    when_of,
)
from balans.groups.leading.rhythm import (
    FARTHEST,
    LOOKS,
    USUAL,
    Rhythm,
    Slot,
    looks_after,
    matters,
    proposed,
)
from balans.groups.models import Group
from balans.groups.moments import on_the_wall
from balans.groups.saying import say_moment
from balans.groups.words import GroupWords

LEAST, MOST, USUAL_LIMIT = 1, 60, 12
TITLE, PLACE = 80, 200
BASIS = (
    *("reeks", "titel", "dag", "tijd", "ritme", "plaats", "link"),
    *("gemeente", "taal", "aantal", "opmerking"),
)
ORDER = tuple(f"deel-{number}" for number in range(1, MOST_PARTS + 1))
MOST_ROWS = MOST_PARTS + len(LOOKS)


def rhythm_names() -> dict[str, str]:
    """Return the rhythms in words, the usual one in the middle."""
    return {
        "week": _("Elke week"),
        "fortnight": _("Om de week"),
        "month": _("Elke maand"),
    }


def blank(language: str) -> dict[str, str]:
    """Return the form of a new series, filled in as far as can be."""
    return {
        "nummer": str(uuid.uuid4()),
        "reeks": "vijf",
        "titel": _("Samen in balans"),
        "tijd": "14:00",
        "ritme": USUAL,
        "taal": language,
        "aantal": str(USUAL_LIMIT),
    }


@dataclass(frozen=True)
class Basis:
    """What holds for the whole series."""

    words: GroupWords
    first: Slot | None
    rhythm: Rhythm
    language: str
    municipality: str
    limit: int


def read_words(form: Form) -> tuple[GroupWords, str, int]:
    """Return how a group is described, its municipality and its limit; for begin and change."""
    words = GroupWords(
        title=form.line(
            "titel", most=TITLE, needed=_("Geef de groep een naam. Die lezen deelnemers.")
        ),
        place=form.line("plaats", most=PLACE),
        link=form.link("link", secure=True),
        note=form.lines("opmerking"),
    )
    if not words.place and not words.link:
        form.wrong("plaats", _("Vul een plek in, of een link voor een videogesprek."))
    return words, read_municipality(form), form.number("aantal", least=LEAST, most=MOST)


def read_municipality(form: Form) -> str:
    """Return the slug of the municipality that was typed; empty for none."""
    text = form.line("gemeente")
    if not text or "gemeente" in form.errors:
        return ""
    found = find(text)
    if len(found) == 1:
        return found[0].slug
    if found:
        names = ", ".join(each.name for each in found)
        form.wrong("gemeente", _("Welke bedoel je? Schrijf er één: %(names)s.") % {"names": names})
    else:
        form.wrong("gemeente", _("Deze plaats kennen we niet. Schrijf de gemeente, of 4 cijfers."))
    return ""


def municipality_name(slug: str) -> str:
    """Return what a municipality is called, empty for none."""
    found = municipality(slug)
    return found.name if found else ""


def read_basis(form: Form, now: datetime) -> Basis:
    """Return what holds for the whole series; the form says what is the matter with it."""
    first = read_slot(form, 60)
    if first and first.starts_at <= now:
        form.wrong("dag", _("Deze dag en tijd zijn al voorbij. Kies een dag die nog komt."))
    if first and first.starts_at > now + FARTHEST:
        form.wrong("dag", _("Dit ligt meer dan twee jaar weg. Klopt het jaar?"))
    words, slug, limit = read_words(form)
    languages = dict(settings.LANGUAGES)
    chosen = form.chosen("ritme", rhythm_names(), USUAL)
    rhythm: Rhythm = chosen  # type: ignore[assignment]
    return Basis(
        words=words,
        first=first,
        rhythm=rhythm,
        language=form.chosen("taal", languages, settings.LANGUAGE_CODE),
        municipality=slug,
        limit=limit,
    )


def keys_of(form: Form) -> Sequence[str]:
    """Return the meetings that were chosen, by key and in order."""
    ready = SETS.get(form.raw("reeks"), SETS["vijf"])
    return ready or [form.raw(name) for name in ORDER if form.raw(name)]


@dataclass(frozen=True)
class Row:
    """One meeting on the page with the days."""

    part: Part
    number: int
    when: When
    home: str
    """What participants do beforehand."""

    is_look: bool
    is_on: bool
    said: str
    """The moment in words, with the day of the week; empty when it could not be read."""

    remarks: tuple[str, ...] = ()


@dataclass
class Plan:
    """A series as it stands on the page with the days."""

    parts: Sequence[Part]
    looks: int
    slots: list[Slot | None] = field(default_factory=list)
    remarks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    general: str = ""

    @property
    def all_remarks(self) -> list[str]:
        """Every remark, to know whether somebody saw these."""
        found = [f"{row} {text}" for row, some in self.remarks.items() for text in some]
        return [*found, self.general] if self.general else found


def signature(form: Form, keys: Sequence[str]) -> str:
    """Return for what days are proposed: another first day, rhythm or set proposes anew."""
    day, clock = day_shown(form.raw("dag"))[1], clock_shown(form.raw("tijd"))[1]
    return "|".join([day, clock, form.raw("ritme"), *keys])


def propose(basis: Basis, parts: Sequence[Part], typed: Mapping[str, str]) -> dict[str, str]:
    """Return the fields with the days that we propose, by the clock of the first meeting."""
    clock = typed.get("tijd") or ""
    first = _day(basis.first)
    days = proposed(first, len(parts), basis.rhythm)
    found = dict[str, str]()
    for number, day in enumerate([*days, *looks_after(days[-1])]):
        found |= {f"dag-{number}": day.isoformat(), f"tijd-{number}": clock}
        if number >= len(days):
            found[f"mee-{number}"] = "1"
    return found


def _day(slot: Slot | None) -> date:
    assert slot is not None  # A form without errors has a first day.
    return on_the_wall(slot.starts_at)[0]


def is_on(form: Form, plan: Plan, number: int) -> bool:
    """Return whether a meeting takes place: a moment to look back may be left out."""
    return number < len(plan.parts) - plan.looks or bool(form.raw(f"mee-{number}"))


def read_plan(form: Form, parts: Sequence[Part], language: str) -> Plan:
    """Return the days as they were typed; the form says what is the matter with them."""
    look = look_part(language)
    plan = Plan(parts=[*parts, *[look for _each in LOOKS]], looks=len(LOOKS))
    for number, part in enumerate(plan.parts):
        on = is_on(form, plan, number)
        plan.slots.append(read_slot(form, part.minutes, f"-{number}") if on else None)
    return plan


def judge(form: Form, plan: Plan, person: Person, limit: int, now: datetime) -> None:
    """Say at each day what is the matter with it, and what one may like to know."""
    for number, matter in matters(plan.slots, now).items():
        form.wrong(f"dag-{number}", say_matter(matter))
    elsewhere = led_elsewhere(person, [each for each in plan.slots if each])
    for number, slot in enumerate(plan.slots):
        if slot and (found := remarks_on(slot, elsewhere)):
            plan.remarks[number] = found
    plan.general = say_many(limit)


def rows_of(form: Form, plan: Plan, language: str) -> list[Row]:
    """Return the meetings as the page with the days shows them."""
    return [
        Row(
            part=part,
            number=number,
            when=when_of(form, f"-{number}"),
            home=beforehand(part.exercise, language),
            is_look=number >= len(plan.parts) - plan.looks,
            is_on=is_on(form, plan, number),
            said=say_moment(slot.starts_at) if (slot := plan.slots[number]) else "",
            remarks=plan.remarks.get(number, ()),
        )
        for number, part in enumerate(plan.parts)
    ]


def begin_series(*, person: Person, group_id: uuid.UUID, basis: Basis, plan: Plan) -> Group:
    """Begin a series once: the same id again gives the one that is there."""
    try:
        with transaction.atomic():
            return _begin(person, group_id, basis, plan)
    except IntegrityError:
        known = Group.objects.led_by(person).filter(pk=group_id).first()
        if known is not None:
            return known
        # An id of somebody else's group tells nothing and begins a series of its own.
        return begin_series(person=person, group_id=uuid.uuid4(), basis=basis, plan=plan)


def _begin(person: Person, group_id: uuid.UUID, basis: Basis, plan: Plan) -> Group:
    chosen = [(part, slot) for part, slot in zip(plan.parts, plan.slots, strict=True) if slot]
    return begin_group(
        person=person,
        group_id=group_id,
        words=basis.words,
        planned=[
            Planned(part.kind, part.script, slot.starts_at, part.minutes, own=part.own)
            for part, slot in chosen
        ],
        language=basis.language,
        municipality=basis.municipality,
        limit=basis.limit,
    )


def choices_for(person: Person, language: str) -> dict[str, Part]:
    """Return what one can choose from for a series in a language, looking back aside."""
    known = choosable(person, language)
    return {key: part for key, part in known.items() if part.kind != "look"}


def pick(form: Form, person: Person, language: str) -> tuple[Part, ...]:
    """Return the meetings that were chosen, in order."""
    return parts_of(keys_of(form), choices_for(person, language))
