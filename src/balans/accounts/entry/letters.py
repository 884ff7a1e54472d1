"""The mails about an account: short, one thought, and never a word that somebody wrote here."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.accounts.entry.address import address_of
from balans.accounts.models import Owner
from balans.core.addresses import whole_address
from balans.core.mail import Mail, queue


def code_letter(code: str) -> Mail:
    """The code to come in with."""
    return Mail(
        subject=_("Je code: %(code)s") % {"code": _grouped(code)},
        paragraphs=(
            _("Met deze code kom je op je plek bij MantelzorgBalans."),
            _("Typ de code op de pagina die nog openstaat. Je hebt er een kwartier voor."),
        ),
        code=_grouped(code),
        small=_(
            "Vroeg je geen code? Dan hoef je niets te doen. Geef de code aan niemand, "
            "ook niet aan iemand die zegt dat hij van MantelzorgBalans is."
        ),
    )


def _grouped(code: str) -> str:
    return f"{code[:3]} {code[3:]}"


def address_changed() -> Mail:
    """To the address that was: it no longer opens the account."""
    return Mail(
        subject=_("Je mailadres is veranderd"),
        paragraphs=(
            _("Je plek bij MantelzorgBalans gaat nu open met een ander mailadres."),
            _("Was jij dat niet? Log in met je herstelblad of passkey, en kies je oude adres."),
        ),
    )


def way_added(what: str) -> Mail:
    """A way in was added or used; `what` says which."""
    return Mail(
        subject=_("Er veranderde iets aan je account"),
        paragraphs=(
            what,
            _("Was jij dat? Dan hoef je niets te doen. Was jij dat niet? Kijk dan bij Je account."),
        ),
        link=whole_address("accounts:account"),
        link_text=_("Naar je account"),
    )


def leaving(day: datetime) -> Mail:
    """The account will be erased in a fortnight, by wish."""
    return Mail(
        subject=_("Je plek wordt gewist op %(day)s") % {"day": _day(day)},
        paragraphs=(
            _("Je vroeg ons om alles te wissen. Dat doen we op %(day)s.") % {"day": _day(day)},
            _("Bedenk je je? Log dan voor die dag in, en kies Bewaar het toch."),
        ),
        link=whole_address("accounts:erase"),
        link_text=_("Bewaar het toch"),
    )


def unused(day: datetime) -> Mail:
    """The account was not used for nearly two years."""
    return Mail(
        subject=_("Wil je bewaren wat je schreef?"),
        paragraphs=(
            _("Je was lang niet op je plek bij MantelzorgBalans. Dat geeft niets."),
            _("We bewaren niets langer dan nodig. Op %(day)s wissen we alles wat er staat.")
            % {"day": _day(day)},
            _("Wil je het houden? Log dan één keer in. Dan blijft het weer twee jaar staan."),
        ),
        link=whole_address("accounts:sign_in"),
        link_text=_("Log in"),
        small=_("Wil je niets houden? Dan hoef je niets te doen."),
    )


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")


def tell_owner(owner: Owner, kind: str, mail: Mail, *, once: str = "") -> bool:
    """Send a mail to an owner; return False when there is no address. Raise nothing else."""
    to = address_of(owner)
    if to:
        queue(to=to, mail=mail, language=owner.language, kind=kind, once=once)
    return bool(to)


def in_language_of(owner: Owner) -> override:
    """Return the language to write to an owner in, for a with-statement."""
    return override(owner.language)
