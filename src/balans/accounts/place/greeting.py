"""How Mijn plek greets: by name, and by time of day only where that is warm."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.accounts.place.profile import Profile
from balans.accounts.place.since import Anniversary

MORNING, AFTERNOON, EVENING = 6, 12, 18


def greeting(profile: Profile, now: datetime) -> str:
    """Return the heading of Mijn plek. Nobody is wished a good day at night or in grief."""
    if not profile.name:
        return _("Mijn plek")
    called = {"name": profile.name}
    if profile.bereaved or now.hour < MORNING:
        return _("Dag %(name)s") % called
    if now.hour < AFTERNOON:
        return _("Goedemorgen, %(name)s") % called
    if now.hour < EVENING:
        return _("Goedemiddag, %(name)s") % called
    return _("Goedenavond, %(name)s") % called


def remembrance(profile: Profile, near: Anniversary | None) -> str:
    """Return the one line for a yearly day, empty when none is near."""
    if near is None or profile.loss is None:
        return ""
    words = {"years": _in_words(near.years), "name": profile.loss.name}
    if near.month and profile.loss.name:
        text = ngettext(
            "Deze maand is het een jaar geleden dat %(name)s overleed.",
            "Deze maand is het %(years)s jaar geleden dat %(name)s overleed.",
            near.years,
        )
    elif near.month:
        text = ngettext(
            "Deze maand is het een jaar geleden.",
            "Deze maand is het %(years)s jaar geleden.",
            near.years,
        )
    elif profile.loss.name:
        text = ngettext(
            "Deze week is het een jaar geleden dat %(name)s overleed.",
            "Deze week is het %(years)s jaar geleden dat %(name)s overleed.",
            near.years,
        )
    else:
        text = ngettext(
            "Deze week is het een jaar geleden.",
            "Deze week is het %(years)s jaar geleden.",
            near.years,
        )
    return text % words


def _in_words(number: int) -> str:
    """Return a small number as a word, a larger one in figures."""
    words = {
        2: _("twee"),
        3: _("drie"),
        4: _("vier"),
        5: _("vijf"),
        6: _("zes"),
        7: _("zeven"),
        8: _("acht"),
        9: _("negen"),
        10: _("tien"),
    }
    return words.get(number, str(number))
