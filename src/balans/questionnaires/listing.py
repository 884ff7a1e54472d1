"""What Mijn plek knows of exercises: a person's attempts, a name, and what one could do next."""

import uuid
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from balans.accounts.belongings import Belonging, Trace
from balans.accounts.person import Person
from balans.accounts.place.suggestion import Suggestion
from balans.core.language import page_language
from balans.questionnaires.content import Flow, catalogue, exercises
from balans.questionnaires.models import Answer
from balans.questionnaires.screen import LOVED_ONE, flow_url
from balans.questionnaires.times import times_of


def attempts_of(person: Person) -> list[Trace]:
    """Return a trace of every attempt at an exercise; those at one can be laid side by side."""
    flows = {flow.name: flow for flow in exercises(page_language())}
    found, before = [], dict[str, uuid.UUID]()
    for attempt_id, name, when, finished_at in times_of(person):
        if name not in flows:
            continue
        finished = finished_at is not None
        earlier = before.get(name) if finished else None
        made = _Made(attempt_id, flows[name], when, finished, earlier)
        found.append(Trace(when=when, show=made.show, mark=name, unfinished=not finished))
        if finished:
            before[name] = attempt_id
    return found


class _Made(NamedTuple):
    """An attempt as Mijn plek lists it, and the finished one before it."""

    attempt_id: uuid.UUID
    flow: Flow
    when: datetime
    finished: bool
    earlier: uuid.UUID | None

    def show(self) -> Belonging:
        return Belonging(
            title=self.flow.words.title,
            when=self.when,
            state=_("Klaar") if self.finished else _("Nog bezig"),
            href=self._url("resume"),
            action=_("Bekijk de uitkomst") if self.finished else _("Ga verder"),
            pdf_href=self._url("outcome_pdf") if self.finished else "",
            erase_href=self._url("erase"),
            compare_href=self._beside(self.earlier) if self.earlier else "",
        )

    def _url(self, name: str) -> str:
        return flow_url(self.flow, name, self.attempt_id)

    def _beside(self, earlier: uuid.UUID) -> str:
        return flow_url(self.flow, "beside", self.attempt_id, earlier)


def loved_one_of(person: Person) -> str:
    """Return the name that was given last in an exercise, empty for none."""
    shared = catalogue(page_language()).remembering([LOVED_ONE])
    rows = Answer.objects.filter(
        attempt__owner=person.owner, question=LOVED_ONE, attempt__flow__in=shared
    )
    answer = rows.order_by("-saved_at").first()
    value = answer.read(person.vault) if answer else None
    return value if isinstance(value, str) else ""


def suggestions() -> list[Suggestion]:
    """Return the exercise that could come next, for who did not do it yet."""
    known = catalogue(page_language())
    texts = {
        "activiteiten": (
            _("Wil je zien wat jou kracht geeft, en wat het kost?"),
            _("Leg het op een balans"),
        ),
        "grenzen": (
            _("Soms is nee zeggen lastig. Er zijn woorden voor."),
            _("Denk na over je grenzen"),
        ),
        "contact": (
            _("Vertel je steeds hetzelfde? Eén bericht kan genoeg zijn."),
            _("Maak een bericht"),
        ),
        "doelen": (
            _("Is er iets wat je eigenlijk graag zou willen?"),
            _("Kijk wat jij wilt"),
        ),
    }
    flows = {flow.name: flow for flow in known.current()}
    return [
        Suggestion(
            key=f"oefening-{name}",
            text=text,
            action=action,
            href=flow_url(flows[name], "introduction"),
            order=order,
            unless=frozenset({name}),
        )
        for order, (name, (text, action)) in enumerate(texts.items(), start=20)
        if name in flows
    ]
