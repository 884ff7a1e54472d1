"""What the pages over time show: of every check a line, and of one check its course."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.functional import cached_property

from balans.accounts.person import Person
from balans.checks import wording
from balans.checks.course import Chart, Mark, charts, marked
from balans.checks.early import Sign, early_sign
from balans.checks.offered import GROUPS, WEEKLY
from balans.questionnaires.change import Changes, changes
from balans.questionnaires.content import Flow, catalogue, checks, is_offered
from balans.questionnaires.journey import Scene
from balans.questionnaires.models import Answer
from balans.questionnaires.reading import Done
from balans.questionnaires.results import Row, results_of, rows_of
from balans.questionnaires.screen import flow_url
from balans.ui.drawings.course import Course

LATEST = 40
"""So many times of each check are opened where only its latest are shown."""

ORDER = [name for names in GROUPS.values() for name in names]


def done_by(person: Person | None, flow: Flow) -> list[Done]:
    """Return every time that somebody did a check, the newest first. One query."""
    if person is None:
        return []
    return results_of(person, rows_of(person, [flow.name]), catalogue(flow.language))


@dataclass(frozen=True)
class Drawn:
    """A drawing with its words."""

    chart: Chart
    name: str
    """What the number is called; empty when there is only one drawing."""

    validated: bool
    """Whether others tested the check, so that its bands may be drawn."""

    past: bool = False
    """Whether caring is over, so that nothing of it is now."""

    @property
    def drawing(self) -> Course:
        return wording.drawing(self.chart, with_bands=self.is_banded)

    @property
    def is_banded(self) -> bool:
        return self.validated and not self.past and bool(self.chart.score.bands)

    @property
    def legend(self) -> list[tuple[str, str]]:
        return list(wording.legend(self.chart)) if self.is_banded else []

    @property
    def said(self) -> str:
        return wording.looking_back(self.chart) if self.past else wording.said(self.chart)

    @property
    def last_number(self) -> str:
        """Return the last number as the check says it."""
        chart = self.chart
        return wording.numbers_text(chart.score, chart.spots[-1].value, chart.least, chart.most)

    @property
    def summary(self) -> str:
        """Return in words what the drawing shows."""
        parts = (self.name, self.said, wording.reach(self.chart))
        return " ".join(part for part in parts if part)

    @property
    def notes(self) -> list[str]:
        """Return what else there is to know of the line: of which days, how far, where it stops."""
        which = "" if self.past else wording.between_which(self.chart)
        texts = [which, wording.reach(self.chart)]
        return [*(text for text in texts if text), *wording.breaks(self.chart)]


@dataclass(frozen=True)
class OverTime:
    """One check over time, of one person."""

    flow: Flow
    done: Sequence[Done]
    """The newest first; on the page of all checks only the latest."""

    times: int
    """How often it was done in all."""

    past: bool = False
    """Whether caring is over."""

    @cached_property
    def marks(self) -> dict[uuid.UUID, Mark]:
        return marked(self.done)

    @cached_property
    def points(self) -> list[Done]:
        """Return the results that count, the oldest first."""
        return [each for each in self.done[::-1] if self.marks[each.id] == "point"]

    @cached_property
    def drawn(self) -> list[Drawn]:
        silent = [each.when for each in self.done if self.marks[each.id] == "silent"]
        found = charts(self.points, silent)
        instrument = self.flow.instrument
        validated = instrument is not None and instrument.standing == "validated"
        several = len(found) > 1
        return [
            Drawn(chart, chart.score.words.name if several else "", validated, self.past)
            for chart in found
        ]

    @property
    def last(self) -> Done:
        """Return the last result; while there is none, the time that was begun last."""
        return self.points[-1] if self.points else self.done[0]

    @property
    def last_words(self) -> str:
        """Return the last result in a few words: its band, else the number."""
        if not self.points:
            return wording.mark_text(self.marks[self.last.id])
        return wording.in_words(self.last) or (self.drawn[0].last_number if self.drawn else "")

    @property
    def href(self) -> str:
        return flow_url(self.flow, "course")

    @property
    def resume_href(self) -> str:
        return flow_url(self.flow, "resume", self.last.id)

    @property
    def again(self) -> str:
        """Return the invitation for who did it once."""
        return wording.again(self.flow.instrument.repeat if self.flow.instrument else None)

    @property
    def is_offered(self) -> bool:
        return is_offered(self.flow.name)

    @property
    def line(self) -> Course | None:
        """Return the small line, of two results or more."""
        if not self.drawn or len(self.drawn[0].chart.spots) < 2:
            return None
        return wording.drawing(self.drawn[0].chart, with_bands=False)

    def entries(self, some: Iterable[Done]) -> list["Entry"]:
        """Return some of the times as the table has them."""
        marks, nobody = self.marks, uuid.UUID(int=0)
        days = Counter(each.when.date() for each in self.done)
        # Looked up once: an address costs more than a row.
        href, erase_href = (flow_url(self.flow, name, nobody) for name in ("resume", "erase"))
        return [
            Entry(
                each,
                wording.mark_text(marks[each.id]),
                href.replace(str(nobody), str(each.id)),
                erase_href.replace(str(nobody), str(each.id)),
                several=days[each.when.date()] > 1,
            )
            for each in some
        ]

    def between(self, person: Person) -> Changes | None:
        """Return which answers changed between the last two results; None for one. One query."""
        if len(self.points) < 2:
            return None
        return changes(*scenes(person, self.points[-2:]))


@dataclass(frozen=True)
class Entry:
    """One time in the table."""

    done: Done
    why_not: str
    """Why it is no point on the line; empty when it is one."""

    href: str
    erase_href: str
    several: bool = False
    """Whether it was done more than once that day, so that the hour tells them apart."""

    @property
    def day(self) -> str:
        day = str(date_format(self.done.when, "j F Y"))
        return f"{day}, {date_format(self.done.when, 'H:i')}" if self.several else day

    @property
    def words(self) -> str:
        return wording.in_words(self.done)

    @property
    def numbers(self) -> str:
        return wording.in_numbers(self.done)


def scenes(person: Person, done: Sequence[Done]) -> list[Scene]:
    """Return the answers of a few times, in their order. One query."""
    answers: dict[uuid.UUID, dict[str, object]] = {each.id: {} for each in done}
    for answer in Answer.objects.filter(attempt__in=list(answers)):
        answers[answer.attempt_id][answer.question] = answer.read(person.vault)
    return [Scene(flow=each.flow, answers=answers[each.id]) for each in done]


def all_over_time(person: Person | None, language: str) -> list[OverTime]:
    """Return every check that somebody did, in the order of the page. One query."""
    flows = {flow.name: flow for flow in checks(language)}
    rows = sorted(rows_of(person, flows), key=lambda row: row.flow)
    if person is None or not rows:
        return []
    found = [
        OverTime(flows[name], results_of(person, mine[:LATEST], catalogue(language)), _done(mine))
        for name, same in groupby(rows, key=lambda row: row.flow)
        for mine in [list(same)]
    ]
    return sorted(found, key=lambda each: _place(each.flow.name))


def _done(rows: Sequence[Row]) -> int:
    """Return how often it was done; what was only begun does not count."""
    return sum(row.finished for row in rows)


def _place(name: str) -> tuple[int, str]:
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def sign_of(known: Sequence[OverTime], put_away: frozenset[str], today: date) -> Sign | None:
    """Return the early sign of the weekly check-in, unless it was put away."""
    weekly = next((each for each in known if each.flow.name == WEEKLY), None)
    if weekly is None or not weekly.drawn:
        return None
    chart = weekly.drawn[0].chart
    return early_sign(chart.comparable, chart.score.heavier, today, put_away_until(put_away))


PREFIX = "vroeg-seintje-"


def put_away_key(until: date) -> str:
    """Return how the profile remembers until when a sign was put away."""
    return f"{PREFIX}{until.isoformat()}"


def put_away_until(keys: frozenset[str]) -> date | None:
    """Return until when the last sign was put away."""
    return max(_dates(keys), default=None)


def without_signs(keys: frozenset[str]) -> frozenset[str]:
    """Return what was put away besides signs: only the last of those needs to be remembered."""
    return frozenset(each for each in keys if not each.startswith(PREFIX))


def _dates(keys: frozenset[str]) -> Iterator[date]:
    for key in keys:
        if key.startswith(PREFIX):
            yield date.fromisoformat(key.removeprefix(PREFIX))
