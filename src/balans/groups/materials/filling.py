"""Fill in the texts of a group: its days, its place, its code and who leads it."""

from django.conf import settings
from django.utils.translation import gettext as _

from balans.core.addresses import spoken
from balans.groups.materials.days import say_always, say_days, say_next
from balans.groups.materials.invitation import Invitation
from balans.outreach.content import Letter, TextWords
from balans.outreach.filling import contact, fill, site


def text_of(letter: Letter, said: Invitation) -> str:
    """Return the text of a material. What is not known stands between square brackets."""
    if not isinstance(letter.words, TextWords):
        raise TypeError("a print is no running text")
    return fill(letter.words.text, known(said))


def subject_of(letter: Letter, said: Invitation) -> str:
    """Return the subject of a mail; empty for what is none."""
    words = letter.words
    return fill(words.subject, known(said)) if isinstance(words, TextWords) else ""


def known(said: Invitation) -> dict[str, str]:
    """Return what stands in each place of a text."""
    no_days = _("[Er zijn geen data meer.]") if said.is_over else _("[zet hier de data]")
    return {
        "group": said.title or _("[naam van de groep]"),
        "dates": dates(said) or no_days,
        "next": say_next(said.days) or no_days,
        "place": where(said),
        "meet": meet(said.place, said.link),
        "there": meet_next(said),
        "prepare": prepare(said),
        "join": said.join,
        "enter": spoken(said.enter),
        "code": said.spoken_code,
        "facilitator": said.facilitator or _("[jouw naam]"),
        "contact": contact(said.organisation),
        "organisation": said.organisation.organisatie or _("[naam van je organisatie]"),
        "site": site(said.language),
    }


def dates(said: Invitation) -> str:
    """Return the days as a list to copy, with the time that all have below it."""
    always = say_always(said.days)
    days = say_days(said.days)
    listed = [f"- {each}" for each in (days[:-1] if always else days)]
    return "\n".join([*listed, always] if always else listed)


def where(said: Invitation) -> str:
    """Return where a group meets, as anybody may know it: never the address of a video call."""
    return said.place or _("online, met een videogesprek")


def meet(place: str, link: str) -> str:
    """Return where one goes, for who takes part."""
    if place:
        return _("Je bent welkom in %(place)s.") % {"place": place}
    link = link or _("[zet hier de link]")
    return _("We zien elkaar online. De link is: %(link)s") % {"link": link}


def meet_next(said: Invitation) -> str:
    """Return where one goes the next time, which may be another place than usual."""
    if not said.days or not (said.days[0].place or said.days[0].link):
        return meet(said.place, said.link)
    return meet(said.days[0].place, said.days[0].link)


def prepare(said: Invitation) -> str:
    """Return what one may do at home before the next time; empty for nothing."""
    if said.exercise is None:
        return ""
    return _(
        "Heb je thuis een rustig moment? Doe dan vooraf de oefening “%(title)s”: %(address)s "
        "Het hoeft niet. Je bent ook welkom zonder."
    ) % {"title": said.exercise.title, "address": settings.SITE + said.exercise.href}
