"""How things are, point by point, in plain words: what is well, what is not, and what to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WAITS_LONG = timedelta(minutes=10)
BACKUP_LATE = timedelta(hours=26)
"""A backup is made each day; two hours are for a day on which it takes longer."""

STANDS_STILL = timedelta(minutes=15)
LEAST_FREE_SHARE, LEAST_FREE_BYTES = 0.10, 2_000_000_000
MANY_ERRORS = 10
FEW_PAGES, QUICK_ENOUGH = 100, 0.95
GIGA = 1_000_000_000


@dataclass(frozen=True)
class Facts:
    """What was looked up at a moment. Times are aware; sizes are in bytes."""

    now: datetime
    version: str
    sends_mail: bool
    oldest_mail: datetime | None
    """Since when the oldest mail could have gone."""

    unsent: int
    """Mail of the last day that was refused, or may not have arrived."""

    chores_ran_at: datetime | None
    """When a chore last ended well."""

    standing_still: tuple[str, ...]
    reminders_at: datetime | None
    backup_at: datetime | None
    disk: int
    free: int
    errors: int
    answered: int
    quick: int
    """Of those answered today: within a tenth of a second."""


@dataclass(frozen=True)
class Point:
    """One thing that is well or not."""

    name: str
    title: str
    said: str
    is_well: bool = True
    todo: str = ""


def points(facts: Facts) -> tuple[Point, ...]:
    """Return every point, in the order in which somebody would look."""
    found = (
        _background(facts),
        _mail(facts),
        _reminders(facts),
        _backup(facts),
        _disk(facts),
        _errors(facts),
        _speed(facts),
        _version(facts),
    )
    return found


def moment(at: datetime) -> str:
    """Return a moment as people say it."""
    here = localtime(at)
    day, time = date_format(here, "j F"), date_format(here, "H:i")
    return _("%(day)s om %(time)s") % {"day": day, "time": time}


def _background(facts: Facts) -> Point:
    title = _("Werk op de achtergrond")
    if facts.chores_ran_at is None:
        said = _("De server draait nog maar net. Kijk over een paar minuten weer.")
        return Point("background", title, said)
    if facts.now - facts.chores_ran_at > STANDS_STILL:
        said = _("Het staat stil sinds %(moment)s.") % {"moment": moment(facts.chores_ran_at)}
        todo = _("Start de server opnieuw. Kijk daarna in het logboek wat er misging.")
        return Point("background", title, said, False, todo)
    if facts.standing_still:
        names = ", ".join(facts.standing_still)
        said = _("Dit lukt al een tijd niet: %(names)s.") % {"names": names}
        todo = _("Zoek deze namen op in het logboek van de server.")
        return Point("background", title, said, False, todo)
    return Point("background", title, _("Alles wordt op tijd gedaan."))


def _mail(facts: Facts) -> Point:
    title = _("Mail")
    if not facts.sends_mail:
        said = _("Er is geen mailserver ingesteld. Niemand kan inloggen met een code.")
        todo = _("Stel BALANS_SMTP_HOST in, en start de server opnieuw.")
        return Point("mail", title, said, False, todo)
    if facts.oldest_mail is not None and facts.now - facts.oldest_mail > WAITS_LONG:
        said = _("Er wacht mail sinds %(moment)s.") % {"moment": moment(facts.oldest_mail)}
        todo = _("Kijk of de mailserver het doet, en of de instellingen met BALANS_SMTP kloppen.")
        return Point("mail", title, said, False, todo)
    if facts.unsent:
        said = ngettext(
            "De laatste 24 uur kwam %(number)s mail misschien niet aan.",
            "De laatste 24 uur kwamen %(number)s mails misschien niet aan.",
            facts.unsent,
        ) % {"number": facts.unsent}
        todo = _("Bij één mail is dat niet erg. Zijn het er meer? Kijk dan bij Beheer, onder Post.")
        return Point("mail", title, said, False, todo)
    return Point("mail", title, _("Er ligt geen mail te wachten."))


def _reminders(facts: Facts) -> Point:
    title = _("Seintjes per mail")
    if facts.reminders_at is None:
        return Point("reminders", title, _("Er is nog niet gekeken wie een seintje krijgt."))
    said = _("Voor het laatst nagekeken op %(moment)s.") % {"moment": moment(facts.reminders_at)}
    if facts.now - facts.reminders_at > STANDS_STILL:
        todo = _("Mensen krijgen nu geen seintje. Zoek “reminders” in het logboek.")
        return Point("reminders", title, said, False, todo)
    return Point("reminders", title, said)


def _backup(facts: Facts) -> Point:
    title = _("Reservekopie")
    if facts.backup_at is None:
        said = _("Er is nog nooit een reservekopie gemaakt. Gaat de schijf stuk, dan is alles weg.")
        todo = _("Maak er een op de server, met balans backup. Zet daarna de timer aan.")
        return Point("backup", title, said, False, todo)
    said = _("De laatste is van %(moment)s.") % {"moment": moment(facts.backup_at)}
    if facts.now - facts.backup_at > BACKUP_LATE:
        todo = _("Die is meer dan een dag oud. Kijk op de server of de timer nog loopt.")
        return Point("backup", title, said, False, todo)
    return Point("backup", title, said)


def _disk(facts: Facts) -> Point:
    title = _("Schijf")
    numbers = {"free": _giga(facts.free), "all": _giga(facts.disk)}
    said = _("Er is %(free)s GB vrij van %(all)s GB.") % numbers
    if facts.free < max(LEAST_FREE_BYTES, facts.disk * LEAST_FREE_SHARE):
        todo = _(
            "Maak ruimte, of neem een grotere schijf. Is die vol, dan kan niemand iets bewaren."
        )
        return Point("disk", title, said, False, todo)
    return Point("disk", title, said)


def _giga(size: int) -> str:
    number = size / GIGA
    return f"{number:.0f}" if number >= 10 else f"{number:.1f}".replace(".", _(","))


def _errors(facts: Facts) -> Point:
    title = _("Fouten")
    if not facts.errors:
        return Point("errors", title, _("Vandaag ging er niets stuk."))
    said = ngettext(
        "Vandaag ging er %(number)s keer iets stuk.",
        "Vandaag ging er %(number)s keer iets stuk.",
        facts.errors,
    ) % {"number": facts.errors}
    if facts.errors < MANY_ERRORS:
        calm = _("Een paar keer kan gebeuren. Wat het was, staat in het logboek van de server.")
        return Point("errors", title, f"{said} {calm}")
    todo = _(
        "Wat het was, staat in het logboek van de server. Geef dat door aan wie de site maakt."
    )
    return Point("errors", title, said, False, todo)


def _speed(facts: Facts) -> Point:
    title = _("Snelheid")
    if facts.answered < FEW_PAGES:
        said = _("Vandaag is er nog te weinig gelezen om er iets over te zeggen.")
        return Point("speed", title, said)
    share = facts.quick / facts.answered
    said = _("Van de honderd pagina’s kwamen er vandaag %(number)s binnen een tiende seconde.") % {
        "number": int(share * 100)
    }
    if share < QUICK_ENOUGH:
        todo = _("De server heeft het zwaar. Duurt het langer dan een dag? Neem dan een grotere.")
        return Point("speed", title, said, False, todo)
    return Point("speed", title, said)


def _version(facts: Facts) -> Point:
    said = _("Hier draait versie %(version)s.") % {"version": facts.version}
    return Point("version", _("Versie"), said)
