"""What mails about a change say. No name of a participant, nothing about health."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from balans.core.mail import Mail
from balans.groups.joining.letters import mine_address
from balans.groups.models import Group
from balans.groups.saying import say_moment


def _mail(group: Group, subject: str, *paragraphs: str) -> Mail:
    return Mail(
        subject=subject,
        paragraphs=(_("Dag,"), *(each for each in paragraphs if each)),
        link=mine_address(group),
        link_text=_("Naar mijn groep"),
    )


def place_changed(group: Group, title: str, place: str, *, link_changed: bool) -> Mail:
    """Return the mail that a group meets somewhere else from now on."""
    video = _(
        "De link voor het videogesprek is veranderd. "
        "De nieuwe staat een dag van tevoren op je pagina."
    )
    return _mail(
        group,
        _("Je groep komt ergens anders bij elkaar"),
        _("Bij “%(title)s” is iets veranderd.") % {"title": title},
        _("De plek is nu: %(place)s.") % {"place": place} if place else "",
        video if link_changed else "",
    )


def moved(
    group: Group, title: str, before: datetime, now: datetime, place: str, *, link_changed: bool
) -> Mail:
    """Return the mail that one meeting is at another time, or somewhere else."""
    said = {"title": title, "before": say_moment(before), "now": say_moment(now)}
    video = _(
        "De link voor het videogesprek is deze keer anders. "
        "Die staat een dag van tevoren op je pagina."
    )
    return _mail(
        group,
        _("Een bijeenkomst van je groep is veranderd"),
        _("De bijeenkomst van “%(title)s” op %(before)s is verzet.") % said
        if before != now
        else _("Bij de bijeenkomst van “%(title)s” op %(before)s is iets veranderd.") % said,
        _("De nieuwe dag is %(now)s.") % said if before != now else "",
        _("De plek is deze keer: %(place)s.") % {"place": place} if place else "",
        video if link_changed else "",
        _("Kun je niet? Laat het weten op je pagina."),
    )


def cancelled(group: Group, title: str, moment: datetime, reason: str) -> Mail:
    """Return the mail that one meeting is off."""
    return _mail(
        group,
        _("Een bijeenkomst van je groep gaat niet door"),
        _("De bijeenkomst van “%(title)s” op %(moment)s gaat niet door.")
        % {"title": title, "moment": say_moment(moment)},
        reason,
        _("Op je pagina zie je wanneer de groep weer bij elkaar komt."),
    )


def put_back(group: Group, title: str, moment: datetime) -> Mail:
    """Return the mail that one meeting is on again."""
    return _mail(
        group,
        _("Een bijeenkomst van je groep gaat toch door"),
        _("De bijeenkomst van “%(title)s” op %(moment)s gaat toch door.")
        % {"title": title, "moment": say_moment(moment)},
        _("Kun je niet? Laat het weten op je pagina."),
    )


def added(group: Group, title: str, moment: datetime) -> Mail:
    """Return the mail that there is one meeting more."""
    return _mail(
        group,
        _("Je groep komt een keer extra bij elkaar"),
        _("“%(title)s” heeft er een bijeenkomst bij, op %(moment)s.")
        % {"title": title, "moment": say_moment(moment)},
        _("Kun je niet? Laat het weten op je pagina."),
    )


def stopped(group: Group, title: str, reason: str) -> Mail:
    """Return the mail that the whole series stops."""
    return _mail(
        group,
        _("Je groep stopt"),
        _("“%(title)s” stopt. De bijeenkomsten die nog kwamen, gaan niet door.") % {"title": title},
        reason,
        _("Wat je zelf maakte, blijft van jou."),
    )


def place_given(group: Group, title: str) -> Mail:
    """Return the mail to somebody who waited, and has a place now."""
    return _mail(
        group,
        _("Er is een plek voor je in de groep"),
        _("Je stond op de wachtlijst van “%(title)s”. Er is nu een plek voor je.")
        % {"title": title},
        _("Op je pagina staan de data. Wil je toch niet meer? Stop dan daar met de groep."),
    )


def taken_out(group: Group, title: str) -> Mail:
    """Return the mail to somebody who was taken out of a group. It blames nobody."""
    return Mail(
        subject=_("Je doet niet meer mee met de groep"),
        paragraphs=(
            _("Dag,"),
            _("De gespreksleider heeft je van de lijst van “%(title)s” gehaald.")
            % {"title": title},
            _("Wat je zelf maakte, blijft van jou. De groep kan er niet meer bij."),
            _("Weet je niet waarom? Vraag het gerust aan je gespreksleider."),
        ),
        link=settings.SITE + reverse("directory:index"),
        link_text=_("Bekijk welke hulp er is"),
    )


def new_leader(group: Group, title: str) -> Mail:
    """Return the mail that somebody else leads a group, who asks for one's name anew."""
    return _mail(
        group,
        _("Je groep heeft een nieuwe gespreksleider"),
        _("“%(title)s” heeft een nieuwe gespreksleider. Die ziet nog niet hoe je heet.")
        % {"title": title},
        _("Op je pagina kies je of je meedoet met deze gespreksleider."),
    )
