"""The next check of a rhythm, as Mijn plek and a letter speak of it."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from balans.accounts.coming import Coming
from balans.accounts.person import Person
from balans.checks.offered import offered
from balans.checks.repeating import ROOM, Repeated, days, repeated_by
from balans.core.language import page_language
from balans.questionnaires.content import Flow
from balans.questionnaires.screen import flow_url
from balans.reminders.rooms import Room, Words


def next_checks(person: Person) -> list[Coming]:
    """Return the next day of each check that is repeated; one that has come leads to the check."""
    known = offered(page_language())
    today = timezone.localdate()
    return [
        _coming(each, known[each.chosen.flow], today)
        for each in repeated_by(person)
        if each.chosen.flow in known
    ]


def _coming(each: Repeated, flow: Flow, today: date) -> Coming:
    title = {"check": flow.words.title}
    if each.is_good_moment(today):
        text = _("Nu is een goed moment voor: %(check)s") % title
        return Coming(day=today, text=text, href=flow_url(flow, "introduction"))
    text = _("Weer kijken: %(check)s") % title
    return Coming(day=each.day, text=text, href=flow_url(flow, "rhythm"))


def words() -> Words:
    """Return what a reminder of a check says: not which check it is."""
    return Words(
        subject=_("Kijken hoe het met je gaat"),
        sentence=_("Je koos %(day)s om te kijken hoe het met je gaat."),
        closing=_(
            "Het hoeft niet goed te gaan om te kijken. Komt het nu niet uit? Later is ook goed."
        ),
        to_page=_("Naar “Hoe gaat het met je?”"),
        hint=_("Wil je een check vaker doen? Kies dan een ritme op de pagina van die check."),
    )


REMINDED = Room(name=ROOM, days=days, words=words, page="checks:index")
