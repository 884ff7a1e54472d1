"""What people read for the short names in an offer: for whom, how, what it costs, when."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from balans.directory.needs import NeedKind
from balans.directory.offer import Audience, Day, Free, Way


def audiences() -> Mapping[Audience, str]:
    """Return for whom an offer can be."""
    return {
        "carer": _("wie voor iemand zorgt"),
        "young": _("jonge mantelzorgers"),
        "child": _("kinderen"),
        "bereaved": _("wie iemand verloren heeft"),
        "working": _("wie werkt en zorgt"),
        "dementia": _("wie zorgt bij dementie"),
        "ill": _("wie zelf ziek is"),
        "parent": _("ouders van een ernstig ziek kind"),
        "other-language": _("wie liever een andere taal spreekt"),
    }


def ways() -> Mapping[Way, str]:
    """Return how help can reach one."""
    return {
        "phone": _("Aan de telefoon"),
        "chat": _("Via chat"),
        "mail": _("Via mail"),
        "web": _("Op een website"),
        "home": _("Bij je thuis"),
        "place": _("Op een plek in de buurt"),
        "group": _("In een groep"),
        "app": _("In een app"),
    }


def free_words() -> Mapping[Free, str]:
    """Return what an offer costs a carer, in two or three words; nothing when it is not known."""
    return {"yes": _("Gratis"), "partly": _("Deels gratis"), "no": "", "unknown": ""}


def days() -> Mapping[Day, str]:
    """Return the days of the week."""
    return {
        "mo": _("maandag"),
        "tu": _("dinsdag"),
        "we": _("woensdag"),
        "th": _("donderdag"),
        "fr": _("vrijdag"),
        "sa": _("zaterdag"),
        "su": _("zondag"),
    }


def need_kinds() -> Mapping[NeedKind, tuple[str, str]]:
    """Return the four kinds of need as a carer would say them, each with a sentence."""
    return {
        "practical": (
            _("Ik zoek hulp bij het zorgen"),
            _("Iemand die het overneemt, spullen, vervoer, geld en papieren."),
        ),
        "emotional": (
            _("Het zit mij hoog"),
            _("Praten, piekeren, boos zijn, en de mensen om je heen."),
        ),
        "information": (
            _("Ik wil iets weten"),
            _("Wat er komt, wie wat doet en wat je mag vragen."),
        ),
        "recognition": (
            _("Ik wil gezien worden"),
            _("Jij telt ook mee, met je eigen leven."),
        ),
    }


def languages() -> Mapping[str, str]:
    """Return languages by their code, as one says them in the language of the page."""
    return {
        "nl": _("Nederlands"),
        "en": _("Engels"),
        "de": _("Duits"),
        "fr": _("Frans"),
        "es": _("Spaans"),
        "pl": _("Pools"),
        "tr": _("Turks"),
        "ar": _("Arabisch"),
        "uk": _("Oekraïens"),
        "fa": _("Farsi"),
        "so": _("Somalisch"),
        "ti": _("Tigrinya"),
        "zh": _("Chinees"),
        "fy": _("Fries"),
        "ngt": _("Nederlandse gebarentaal"),
        "dse": _("Nederlandse gebarentaal"),
    }
