"""A person's attempts, as Mijn plek lists them."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balans.accounts.belongings import Belonging
from balans.accounts.person import Person
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.models import Attempt
from balans.questionnaires.screen import attempt_url


def attempts_of(person: Person) -> list[Belonging]:
    """Return every attempt of a person; those of one exercise can be laid side by side."""
    known = catalogue(get_language() or settings.LANGUAGE_CODE)
    names = {flow.name for flow in known.current()}
    attempts = Attempt.objects.visible_to(person).filter(flow__in=names).order_by("started_at")
    found, before = [], dict[str, Attempt]()
    for attempt in attempts:
        flow = known.newest(attempt.flow)
        done, earlier = attempt.finished_at is not None, before.get(attempt.flow)
        found.append(
            Belonging(
                title=flow.words.title,
                when=attempt.changed_at,
                state=_("Klaar") if done else _("Nog bezig"),
                href=attempt_url(flow, attempt.pk, "resume"),
                action=_("Bekijk de uitkomst") if done else _("Ga verder"),
                pdf_href=attempt_url(flow, attempt.pk, "outcome_pdf") if done else "",
                erase_href=attempt_url(flow, attempt.pk, "erase"),
                compare_href=_beside(flow, attempt, earlier) if done and earlier else "",
            )
        )
        if done:
            before[attempt.flow] = attempt
    return found


def _beside(flow: Flow, attempt: Attempt, earlier: Attempt) -> str:
    return reverse("questionnaires:beside", args=[flow.words.slug, attempt.pk, earlier.pk])
