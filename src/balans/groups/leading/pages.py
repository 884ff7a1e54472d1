"""A facilitator's own page and the logo of their organisation, for every part that shows them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.groups.leading.form import Form
from balans.groups.leading.logo import Why
from balans.groups.models import Facilitator
from balans.groups.words import PublicWords

FIELDS = {
    "name": "naam",
    "about": "over",
    "organisation": "organisatie",
    "address": "adres",
    "phone": "telefoon",
    "mail": "mail",
    "website": "website",
}


def page_of(owner: Owner) -> PublicWords:
    """Return what a facilitator tells about themselves; empty words when they told nothing."""
    found = Facilitator.objects.defer("logo").filter(owner=owner).first()
    return found.read() if found else PublicWords()


def logo_of(owner: Owner) -> bytes | None:
    """Return the logo of a facilitator's organisation as PNG, None when there is none."""
    found = Facilitator.objects.filter(owner=owner).exclude(logo=None).first()
    return found.read_logo() if found else None


def has_logo(owner: Owner) -> bool:
    """Return whether there is a logo, without opening it."""
    return Facilitator.objects.filter(owner=owner).exclude(logo=None).exists()


@transaction.atomic
def keep_page(*, person: Person, words: PublicWords) -> None:
    """Keep what a facilitator tells about themselves."""
    page = _page(person)
    page.seal(words)
    page.save()


@transaction.atomic
def keep_logo(*, person: Person, png: bytes | None) -> None:
    """Keep a cleaned logo, or take it away. Twice changes nothing."""
    page = _page(person)
    page.seal_logo(png)
    page.save()


def _page(person: Person) -> Facilitator:
    found = Facilitator.objects.select_for_update().filter(owner=person.owner).first()
    page = found or Facilitator(owner=person.owner)
    if found is None:
        page.seal(PublicWords())
    page.changed_at = timezone.now()
    return page


def typed_of(words: PublicWords) -> dict[str, str]:
    """Return a page as its form shows it."""
    return {name: getattr(words, part) for part, name in FIELDS.items()}


def read_page(form: Form) -> PublicWords:
    """Return the page that was typed; the form says what is the matter with it."""
    return PublicWords(
        name=form.line("naam", needed=_("Schrijf hoe je heet. Dat lezen deelnemers.")),
        about=form.lines("over"),
        organisation=form.line("organisatie"),
        address=form.lines("adres", most=300),
        phone=form.line("telefoon", most=40),
        mail=form.mail("mail"),
        website=form.link("website"),
    )


def say_no_logo(why: Why) -> str:
    """Return why a file cannot be a logo, and what would do."""
    return {
        "large": _("Dit bestand is te groot. Een logo mag 10 megabyte zijn."),
        "many_points": _("Dit plaatje is te groot om te openen. Maak het eerst kleiner."),
        "vector": _(
            "Een SVG- of EPS-bestand kunnen we niet laten zien. Vraag je organisatie om een PNG."
        ),
        "document": _("Dit is een document. Kies het logo als plaatje: een PNG of een JPG."),
        "strange": _("Dit bestand kennen we niet. Een PNG of een JPG kan wel."),
        "broken": _("Dit plaatje is beschadigd of niet heel. Kies het nog een keer."),
        "empty": _("In dit bestand zit niets. Kies een ander bestand."),
    }[why]
