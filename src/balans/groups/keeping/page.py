"""The own page of a facilitator, in a parcel and in the weight.

The logo goes along to be seen; who comes back puts it up again.
"""

import re
from collections.abc import Iterator, Sequence

from django.db import models
from django.db.models.functions import Coalesce, Length
from django.utils import timezone
from django.utils.translation import gettext as _

from balans.accounts.parcel import Files, Moment, Section
from balans.accounts.person import Person
from balans.core.content import Content
from balans.core.text import clean
from balans.groups.models import Facilitator
from balans.groups.words import PublicWords

LOGO = "logo.png"
WEBSITE = re.compile(r"https?://\S+$")
LONGEST = 2_000


class TakenPage(Content):
    """A facilitator's page, as a parcel holds it."""

    changed_at: Moment
    words: PublicWords


def _page_of(person: Person) -> Facilitator | None:
    return Facilitator.objects.filter(owner=person.owner).first()


def take(person: Person) -> list[TakenPage]:
    """Return the page as data; nothing for who has none."""
    page = _page_of(person)
    return [TakenPage(changed_at=page.changed_at, words=page.read())] if page else []


def sections(person: Person) -> list[Section]:
    """Return the page as a person reads it."""
    return [
        Section(
            title=_("Je pagina als gespreksleider"),
            when=each.changed_at,
            rows=tuple(_rows(each.words)),
        )
        for each in take(person)
    ]


def _rows(words: PublicWords) -> Iterator[tuple[str, tuple[str, ...]]]:
    names = {
        "name": _("Naam"),
        "about": _("Over jou"),
        "organisation": _("Organisatie"),
        "address": _("Adres"),
        "phone": _("Telefoon"),
        "mail": _("E-mail"),
        "website": _("Website"),
    }
    for key, label in names.items():
        if text := getattr(words, key):
            yield label, (text,)


def papers(person: Person) -> Files:
    """Yield the logo, to be seen."""
    page = _page_of(person)
    if page is not None and (png := page.read_logo()) is not None:
        yield LOGO, png


def bring_back(person: Person, taken: Sequence[TakenPage]) -> int:
    """Put the page back for who has none yet; return whether it was not here."""
    if not taken or _page_of(person) is not None:
        return 0
    told = taken[0].words.model_dump()
    tidy = {key: clean(text, lines=True)[:LONGEST] for key, text in told.items()}
    if not WEBSITE.match(tidy["website"]):
        # It becomes a link: a file can say anything.
        tidy["website"] = ""
    words = PublicWords(**tidy)
    page = Facilitator(owner=person.owner, changed_at=min(taken[0].changed_at, timezone.now()))
    page.seal(words)
    page.save(force_insert=True)
    return 1


def bytes_of_owner() -> models.Subquery:
    """Return a subquery with the bytes of an owner's page and logo."""
    mine = Facilitator.objects.filter(owner=models.OuterRef("pk")).order_by().values("owner")
    size = Length("sealed") + Coalesce(Length("logo"), 0)
    return models.Subquery(mine.annotate(total=models.Sum(size)).values("total"))
