"""Who hands out a material: typed in a small form that keeps nothing, and carried in the address.

A link with these values can be shared; nothing of it reaches the database.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from balans.core.text import clean

LIMITS = {"organisatie": 120, "adres": 160, "telefoon": 30, "mail": 100, "website": 100}
"""How many signs fit on a flyer, by field."""

PHONE = re.compile(r"^\+?[\d\s()./-]{3,}$")
HOST = re.compile(r"^[^\s.@/]+(\.[^\s.@/]+)+$")


@dataclass(frozen=True)
class Organisation:
    """What stands on a material; all of it may be empty. The names are those of the form."""

    organisatie: str = ""
    adres: str = ""
    telefoon: str = ""
    mail: str = ""
    website: str = ""

    @property
    def query(self) -> str:
        """Return what comes behind an address to carry this along; empty for nothing."""
        given = {each.name: getattr(self, each.name) for each in fields(self)}
        typed = {name: value for name, value in given.items() if value}
        return f"?{urlencode(typed)}" if typed else ""

    @property
    def ways(self) -> tuple[str, ...]:
        """Return how to reach them, in the order of a flyer."""
        return tuple(each for each in (self.telefoon, self.mail, self.website) if each)

    @property
    def is_known(self) -> bool:
        return bool(self.query)


@dataclass(frozen=True)
class Typed:
    """What was typed, what of it can be used, and a kind message for what cannot."""

    values: Mapping[str, str]
    organisation: Organisation
    errors: Mapping[str, str]

    @property
    def query(self) -> str:
        """Return what was typed as it goes in an address; what is too long stays just too long."""
        cut = {name: text[: LIMITS[name] + 1] for name, text in self.values.items() if text}
        return urlencode(cut)


def read(form: Mapping[str, str]) -> Typed:
    """Return what a form says of an organisation. A field that cannot be used is left out."""
    values = {name: clean(form.get(name, "")) for name in LIMITS}
    errors = {name: said for name, value in values.items() if (said := _problem(name, value))}
    fine = {name: value for name, value in values.items() if name not in errors}
    fine["website"] = _short(fine.get("website", ""))
    return Typed(values=values, organisation=Organisation(**fine), errors=errors)


def _problem(name: str, value: str) -> str:
    if not value:
        return ""
    if len(value) > LIMITS[name]:
        return _("Dit past niet op de flyer. Er is plaats voor %(limit)s tekens.") % {
            "limit": LIMITS[name]
        }
    if name == "telefoon" and not PHONE.match(value):
        return _("Schrijf het nummer met cijfers, zoals 030 123 45 67.")
    if name == "mail" and not _is_mail(value):
        return _("Dit mailadres klopt nog niet. Schrijf het zoals info@voorbeeld.nl.")
    if name == "website" and not _is_website(value):
        return _("Dit webadres klopt nog niet. Schrijf het zoals www.voorbeeld.nl.")
    return ""


def _is_mail(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True


def _is_website(value: str) -> bool:
    whole = value if "://" in value else f"https://{value}"
    try:
        parts = urlsplit(whole)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(HOST.match(host)) and " " not in value


def _short(website: str) -> str:
    """Return a web address as people say it: without https:// and the last slash."""
    return re.sub(r"^https?://", "", website).rstrip("/")
