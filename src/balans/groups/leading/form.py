"""Forms of a facilitator: what was typed, what it means, and a kind message for what cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from balans.accounts.entry.address import NoAddress, normalised, say_no_address
from balans.core.text import clean
from balans.groups.moments import NoClock, NoDay, read_clock, read_day
from balans.ui.types import Choice, Error

LINE, LINK, WORDS = 120, 500, 1000
MOST_DIGITS = 6


@dataclass
class Form:
    """A form as it stands. What was typed stays as it was typed, right or wrong."""

    typed: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> list[Error]:
        """The messages for the top of the page."""
        return [Error(f"id_{name}", text) for name, text in self.errors.items()]

    def wrong(self, name: str, text: str) -> None:
        """Say what is the matter with a field; the first that is said holds."""
        self.errors.setdefault(name, text)

    def raw(self, name: str) -> str:
        """Return what was typed."""
        return self.typed.get(name) or ""

    def line(self, name: str, *, most: int = LINE, needed: str = "") -> str:
        """Return one line. `needed` is said when nothing stands there."""
        return self._text(name, most, needed, lines=False)

    def lines(self, name: str, *, most: int = WORDS) -> str:
        """Return words over several lines."""
        return self._text(name, most, "", lines=True)

    def _text(self, name: str, most: int, needed: str, *, lines: bool) -> str:
        text = clean(self.raw(name), lines=lines)
        if not text and needed:
            self.wrong(name, needed)
        if len(text) > most:
            said = _("Dit is te lang. Er passen %(most)s tekens, en het zijn er %(count)s.")
            self.wrong(name, said % {"most": most, "count": len(text)})
        return text

    def link(self, name: str, *, secure: bool = False) -> str:
        """Return a link, empty for none; `secure` takes https alone."""
        text = self.line(name, most=LINK)
        if not text or name in self.errors:
            return text
        whole = text if "://" in text or text.startswith(("javascript:", "data:")) else ""
        whole = whole or f"https://{text}"
        if not is_link(whole, secure=secure):
            self.wrong(
                name,
                _("Dit is geen veilige link. Een goede link begint met https://")
                if secure
                else _("Dit is geen adres van een website. Een voorbeeld: www.voorbeeld.nl"),
            )
            return text
        return whole

    def mail(self, name: str) -> str:
        """Return a mail address, empty for none."""
        text = self.line(name)
        if not text:
            return ""
        try:
            return normalised(text)
        except NoAddress:
            self.wrong(name, say_no_address())
            return text

    def number(self, name: str, *, least: int, most: int) -> int:
        """Return a whole number within bounds; the least when it is none."""
        text = clean(self.raw(name))
        found = int(text) if text.isdecimal() and len(text) < MOST_DIGITS else None
        if found is None or not least <= found <= most:
            said = _("Kies een getal van %(least)s tot en met %(most)s.")
            self.wrong(name, said % {"least": least, "most": most})
            return least
        return found

    def day(self, name: str) -> date | None:
        """Return a day; None with a message when there is none."""
        try:
            return read_day(clean(self.raw(name)))
        except NoDay:
            typed = clean(self.raw(name))
            self.wrong(
                name,
                _("Deze dag kennen we niet. Schrijf hem zo: 4-2-2027.")
                if typed
                else _("Kies een dag."),
            )
            return None

    def clock(self, name: str) -> time | None:
        """Return a time; None with a message when there is none."""
        try:
            return read_clock(clean(self.raw(name)))
        except NoClock:
            typed = clean(self.raw(name))
            self.wrong(
                name,
                _("Deze tijd kennen we niet. Schrijf hem zo: 14:00.")
                if typed
                else _("Kies een tijd."),
            )
            return None

    def chosen(self, name: str, known: Mapping[str, str], usual: str = "") -> str:
        """Return which of the known was chosen, else the usual one."""
        return self.raw(name) if self.raw(name) in known else usual

    def choices(self, name: str, known: Mapping[str, str], usual: str = "") -> list[Choice]:
        """Return the known as choices, with what was chosen."""
        now = self.chosen(name, known, usual)
        return [Choice(value, label, "", value == now) for value, label in known.items()]


def is_link(text: str, *, secure: bool = False) -> bool:
    """Return whether a text is an address on the web, without a password in it."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        port_is_good = parts.port is None or parts.port > 0
    except ValueError:
        return False
    schemes = ("https",) if secure else ("https", "http")
    is_named = "." in host.strip(".") and " " not in text and parts.username is None
    return parts.scheme in schemes and is_named and port_is_good


def day_shown(typed: str) -> tuple[str, str]:
    """Return how a day is shown again: the type of its field, and its value.

    A browser shows nothing in a field for a date where what was typed is none: then it is a line.
    """
    return _shown(typed, "date")


def clock_shown(typed: str) -> tuple[str, str]:
    """Return how a time is shown again: the type of its field, and its value."""
    return _shown(typed, "time")


def _shown(typed: str, kind: str) -> tuple[str, str]:
    if not typed.strip():
        return kind, ""
    try:
        found = read_day(typed) if kind == "date" else read_clock(typed)
    except (NoDay, NoClock):
        return "text", typed
    return kind, found.isoformat()[: 10 if kind == "date" else 5]
