"""A series in numbers for the organisation behind it: no names, nobody to be recognised."""

import csv
import io
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from balans.core.language import page_language
from balans.core.vault import CannotOpen
from balans.groups.evaluating.numbers import Numbers, joined, numbers
from balans.groups.evaluating.results import Result, Results, is_enough, results_of
from balans.groups.evaluating.showing import STEP
from balans.groups.models import Meeting
from balans.groups.opened import Led
from balans.groups.running.attending import names_of, sheets_of
from balans.groups.saying import say_day
from balans.groups.words import Attendance

SPREADSHEET_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula when a cell begins with it."""


@dataclass(frozen=True)
class Section:
    """Numbers that belong together: label and value in words."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Summary:
    """A series in numbers, in the language of the page."""

    title: str
    period: str
    sections: tuple[Section, ...]

    @property
    def as_text(self) -> str:
        """Return it as text to copy."""
        parts = [f"{self.title}\n{self.period}".strip()]
        for section in self.sections:
            lines = "\n".join(f"{label}: {value}" for label, value in section.rows)
            parts.append(f"{section.title}\n{lines}")
        return "\n\n".join(parts)

    @property
    def as_csv(self) -> str:
        """Return it as CSV with a line each, for a spreadsheet."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([_("deel"), _("wat"), _("aantal")])
        for section in self.sections:
            for row in section.rows:
                writer.writerow(map(_cell, (section.title, *row)))
        return out.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(SPREADSHEET_STARTS) else text


def summary_of(led: Led) -> Summary:
    """Return the series in numbers. At most four queries."""
    sheets, results = sheets_of(led), results_of(led)
    held = [each for each in led.meetings if each.cancelled_at is None]
    counting = [each for each in held if each.counts]
    found = numbers([sheets.get(each.pk) for each in counting])
    sections = [
        Section(title=_("Mensen"), rows=tuple(_people(led, sheets, found, results))),
        Section(title=_("Hoeveel mensen er kwamen"), rows=tuple(_meetings(led, sheets))),
        Section(title=_("Terugblik"), rows=tuple(_looked_back(results))),
    ]
    return Summary(
        title=led.words.title,
        period=_period(held),
        sections=tuple(each for each in sections if each.rows),
    )


def _period(meetings: Sequence[Meeting]) -> str:
    """Return from when to when the group meets."""
    if not meetings:
        return ""
    days = {"first": say_day(meetings[0].starts_at), "last": say_day(meetings[-1].starts_at)}
    return _("Van %(first)s tot en met %(last)s") % days


def few(number: int) -> str:
    """Return a number that could point at a person: below five only that it is below five."""
    return str(number) if is_enough(number) else _("minder dan %(step)s") % {"step": STEP}


def _people(
    led: Led, sheets: Mapping[uuid.UUID, Attendance], found: Numbers, results: Results
) -> Iterator[tuple[str, str]]:
    yield _("Uitgenodigd per mail"), str(led.group.invites.count())
    yield _("Deden mee"), str(_joined(led, sheets))
    yield _("Staan op de wachtlijst"), str(sum(each.is_waiting for each in led.members))
    times = _("Maakten de reeks af (kwamen minstens %(needed)s keer)") % {"needed": found.needed}
    yield times, _completed(led, sheets, found)
    yield _("Stopten onderweg"), few(led.group.left)
    yield _("Stuurden een terugblik"), few(results.total)


def _joined(led: Led, sheets: Mapping[uuid.UUID, Attendance]) -> int:
    """Return how many took part; what was counted before the group had its present key stays."""
    number = joined(set(names_of(led)), led.group.left, list(sheets.values()))
    return max(number, led.group.took_part) if _closed(led, sheets) else number


def _closed(led: Led, sheets: Mapping[uuid.UUID, Attendance]) -> list[Meeting]:
    """Return the meetings of which it was noted who came with an older key of the group."""
    return [each for each in led.meetings if each.came is not None and each.pk not in sheets]


def _completed(led: Led, sheets: Mapping[uuid.UUID, Attendance], found: Numbers) -> str:
    """Return how many completed; at least so many where sheets of two keys cannot be added up."""
    if not any(each.counts for each in _closed(led, sheets)):
        return str(found.completed)
    number = max(found.completed, led.group.completed)
    if not found.seen:
        return str(number)
    return _("minstens %(number)s") % {"number": number}


def _meetings(led: Led, sheets: Mapping[uuid.UUID, Attendance]) -> Iterator[tuple[str, str]]:
    for meeting in led.meetings:
        label = f"{say_day(meeting.starts_at)}: {title_of(led, meeting)}"
        yield label, _said(meeting, sheets.get(meeting.pk))


def title_of(led: Led, meeting: Meeting) -> str:
    """Return what a meeting is called."""
    try:
        return led.script(meeting, page_language()).words.title
    except (KeyError, CannotOpen):
        return str(_("Terugkommoment") if meeting.kind == "look" else _("Bijeenkomst"))


def _said(meeting: Meeting, sheet: Attendance | None) -> str:
    if meeting.cancelled_at is not None:
        return _("ging niet door")
    if sheet is None and meeting.came is not None:
        return str(meeting.came)
    if sheet is None:
        later = meeting.starts_at > timezone.now()
        return _("komt nog") if later else _("niet genoteerd")
    return str(numbers([sheet]).came[0] or 0)


def _looked_back(results: Results) -> Iterator[tuple[str, str]]:
    """Yield what came out of the evaluations, as far as it may be seen."""
    for result in results.questions:
        if result.average:
            yield result.label, result.average
        elif result.bars:
            yield result.label, _chosen(result)


def _chosen(result: Result) -> str:
    """Return what was chosen and how often; what nobody chose is left out."""
    said = "; ".join(f"{bar.label}: {bar.count}" for bar in result.bars if bar.count)
    return _("%(said)s (van %(total)s mensen)") % {
        "said": said or _("niets"),
        "total": result.bars[0].total,
    }
