"""What Mijn plek knows of checks: one line for each, with the last time."""

import uuid
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balans.accounts.belongings import Belonging, Trace
from balans.accounts.person import Person
from balans.questionnaires.content import Flow, checks
from balans.questionnaires.screen import flow_url
from balans.questionnaires.times import times_of


class _Last(NamedTuple):
    """The last time that somebody did a check."""

    flow: Flow
    attempt_id: uuid.UUID
    when: datetime
    finished: bool

    def show(self) -> Belonging:
        return Belonging(
            title=self.flow.words.title,
            when=self.when,
            state=_("Klaar") if self.finished else _("Nog bezig"),
            href=flow_url(self.flow, "resume", self.attempt_id),
            action=_("Bekijk wat eruit kwam") if self.finished else _("Ga verder"),
            pdf_href=flow_url(self.flow, "outcome_pdf", self.attempt_id) if self.finished else "",
            erase_href=flow_url(self.flow, "erase", self.attempt_id),
        )


def checks_of(person: Person) -> list[Trace]:
    """Return a trace of every check that somebody did: of the last time only."""
    flows = {flow.name: flow for flow in checks(get_language() or settings.LANGUAGE_CODE)}
    last = {
        name: _Last(flows[name], attempt_id, when, finished_at is not None)
        for attempt_id, name, when, finished_at in times_of(person)
        if name in flows
    }
    return [
        Trace(when=each.when, show=each.show, mark=name, unfinished=not each.finished)
        for name, each in last.items()
    ]
