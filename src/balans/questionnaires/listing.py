"""What Mijn plek knows of exercises: a person's attempts, a name, and what one could do next."""

from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balans.accounts.belongings import Belonging, Trace
from balans.accounts.person import Person
from balans.accounts.suggestion import Suggestion
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.models import Answer, Attempt
from balans.questionnaires.screen import LOVED_ONE, attempt_url


def attempts_of(person: Person) -> list[Trace]:
    """Return a trace of every attempt; those of one exercise can be laid side by side."""
    known = catalogue(get_language() or settings.LANGUAGE_CODE)
    flows = {flow.name: flow for flow in known.current()}
    attempts = Attempt.objects.visible_to(person).filter(flow__in=flows).order_by("started_at")
    found, before = [], dict[str, Attempt]()
    for attempt in attempts:
        done = attempt.finished_at is not None
        earlier = before.get(attempt.flow) if done else None
        found.append(
            Trace(
                when=attempt.changed_at,
                show=partial(_shown, flows[attempt.flow], attempt, earlier),
                mark=attempt.flow,
                unfinished=not done,
            )
        )
        if done:
            before[attempt.flow] = attempt
    return found


def _shown(flow: Flow, attempt: Attempt, earlier: Attempt | None) -> Belonging:
    done = attempt.finished_at is not None
    return Belonging(
        title=flow.words.title,
        when=attempt.changed_at,
        state=_("Klaar") if done else _("Nog bezig"),
        href=attempt_url(flow, attempt.pk, "resume"),
        action=_("Bekijk de uitkomst") if done else _("Ga verder"),
        pdf_href=attempt_url(flow, attempt.pk, "outcome_pdf") if done else "",
        erase_href=attempt_url(flow, attempt.pk, "erase"),
        compare_href=_beside(flow, attempt, earlier) if earlier else "",
    )


def _beside(flow: Flow, attempt: Attempt, earlier: Attempt) -> str:
    return reverse("questionnaires:beside", args=[flow.words.slug, attempt.pk, earlier.pk])


def loved_one_of(person: Person) -> str:
    """Return the name that was given last in an exercise, empty for none."""
    rows = Answer.objects.filter(attempt__owner=person.owner, question=LOVED_ONE)
    answer = rows.order_by("-saved_at").first()
    value = answer.read(person.vault) if answer else None
    return value if isinstance(value, str) else ""


def suggestions() -> list[Suggestion]:
    """Return the exercise that could come next, for who did not do it yet."""
    known = catalogue(get_language() or settings.LANGUAGE_CODE)
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
            href=reverse("questionnaires:introduction", args=[flows[name].words.slug]),
            order=order,
            unless=frozenset({name}),
        )
        for order, (name, (text, action)) in enumerate(texts.items(), start=20)
        if name in flows
    ]
