"""What Mijn plek knows of checks: one line for each, with the last time."""

import uuid
from collections import Counter
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from balans.accounts.belongings import Belonging, Trace
from balans.accounts.person import Person
from balans.accounts.place.suggestion import Suggestion
from balans.checks.offered import GROUPS, offered
from balans.core.language import page_language
from balans.questionnaires.content import Flow, checks
from balans.questionnaires.screen import flow_url
from balans.questionnaires.times import times_of


class _Last(NamedTuple):
    """The last time that somebody did a check, and how often they finished it."""

    flow: Flow
    attempt_id: uuid.UUID
    when: datetime
    finished: bool
    times: int

    def show(self) -> Belonging:
        return Belonging(
            title=self.flow.words.title,
            when=self.when,
            state=_("Klaar") if self.finished else _("Nog bezig"),
            href=self._href,
            action=self._action,
            pdf_href=self._pdf_href,
            erase_href="" if self._has_course else self._url("erase"),
        )

    @property
    def _has_course(self) -> bool:
        """Return whether it leads to all times together; one that was begun goes before."""
        return self.finished and self.times > 1

    @property
    def _href(self) -> str:
        return flow_url(self.flow, "course") if self._has_course else self._url("resume")

    @property
    def _action(self) -> str:
        if self._has_course:
            return _("Bekijk hoe het liep")
        return _("Bekijk wat eruit kwam") if self.finished else _("Ga verder")

    @property
    def _pdf_href(self) -> str:
        if self._has_course:
            return flow_url(self.flow, "course_pdf")
        return self._url("outcome_pdf") if self.finished else ""

    def _url(self, name: str) -> str:
        return flow_url(self.flow, name, self.attempt_id)


def checks_of(person: Person) -> list[Trace]:
    """Return a trace of every check that somebody did: of the last time only."""
    flows = {flow.name: flow for flow in checks(page_language())}
    last, times = dict[str, _Last](), Counter[str]()
    for attempt_id, name, when, finished_at in times_of(person):
        if name in flows:
            times[name] += finished_at is not None
            moment, finished = finished_at or when, finished_at is not None
            last[name] = _Last(flows[name], attempt_id, moment, finished, times[name])
    return [
        Trace(when=each.when, show=each.show, mark=name, unfinished=not each.finished)
        for name, each in last.items()
    ]


def suggestions() -> list[Suggestion]:
    """Return a first check, for who did none."""
    known = offered(page_language())
    first = next(
        (known[name] for names in GROUPS.values() for name in names if name in known), None
    )
    if first is None:
        return []
    return [
        Suggestion(
            key="check-eerste",
            text=_("Hoe gaat het met jou? Met een korte check kijk je er zelf naar."),
            action=_("Bekijk de check"),
            href=flow_url(first, "introduction"),
            order=15,
            unless=frozenset(known),
        )
    ]
