"""The columns that a list can have: what they hold, and under which other names they come."""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CLOSE = 0.82
UNUSED = ""


@dataclass(frozen=True)
class Column:
    """One column: its name in the template, an example, and other names that people give it."""

    name: str
    example: str
    others: tuple[str, ...] = ()
    required: bool = False


def _column(name: str, example: str, others: str = "", *, required: bool = False) -> Column:
    return Column(name, example, tuple(others.split()), required)


# Other names are written as `plain` makes them: small letters and digits alone.
COLUMNS: tuple[Column, ...] = (
    _column(
        "id",
        "zw-001",
        "nr volgnr volgnummer nummer code kenmerk uuid externid sourceid serviceid identifier",
    ),
    _column(
        "naam",
        "Inloop voor mantelzorgers",
        "name title titel aanbod dienst servicename naamaanbod aanbodnaam "
        "activiteit naamvanhetaanbod naamdienst dienstnaam",
        required=True,
    ),
    _column(
        "organisatie",
        "Welzijn Voorbeeldstad",
        "organization organisation aanbieder instelling organisatienaam organizationname stichting",
    ),
    _column(
        "omschrijving",
        "Elke week koffie met andere mantelzorgers. Je kunt binnenlopen.",
        "description beschrijving tekst toelichting inhoud watishet",
    ),
    _column(
        "eerste stap",
        "Loop binnen, of bel eerst.",
        "aanmelden hoeaanmelden aanmelding applicationprocess hoewerkthet how verwijzing toegang",
    ),
    _column("wat je kunt verwachten", "Er is altijd een gastvrouw.", "verwachten expect"),
    _column("kosten", "Koffie is gratis.", "cost costs prijs fees feesdescription tarief bijdrage"),
    _column("gratis", "ja", "free kosteloos isgratis"),
    _column(
        "voor wie", "Voor wie zorgt voor een naaste.", "who eligibility eligibilitydescription"
    ),
    _column("telefoon", "038 123 45 67", "phone tel telefoonnummer telephone telnr phonenumber"),
    _column("whatsapp", "", "whatsappnummer app appnummer"),
    _column("mail", "mantelzorg@voorbeeldstad.example", "email emailadres mailadres"),
    _column("website", "https://www.voorbeeldstad.example", "url site link web webadres webpagina"),
    _column("chat", "", "chatadres chatlink"),
    _column(
        "hulp bij",
        "praten; lotgenoten",
        "needs behoefte behoeften hulpvraag hulpvragen need categorie category thema onderwerp",
    ),
    _column("doelgroep", "mantelzorger", "doelgroepen audience audiences publiek"),
    _column("manier", "plek; telefoon", "manieren ways way vorm soortcontact contactvorm"),
    _column("talen", "nl; en", "taal language languages"),
    _column("openingstijden", "ma-vr 9:00-17:00; za 10:00-12:00", "open schedule openinghours"),
    _column("uren in woorden", "Elke werkdag, niet op feestdagen", "uren hours tijden wanneer"),
    _column("altijd bereikbaar", "nee", "altijd always 247 dagennacht"),
    _column("locatie", "Wijkcentrum De Linde", "location locatienaam gebouw locationname"),
    _column("straat", "Lindelaan 1", "adres address address1 straatnaam straatenhuisnummer street"),
    _column("postcode", "8011 AB", "postalcode zip zipcode pc postcodes"),
    _column("plaats", "Zwolle", "city woonplaats plaatsnaam stad town"),
    _column(
        "gemeenten",
        "Zwolle",
        "gemeente municipality municipalities werkgebied servicearea serviceareas gebied regio",
    ),
    _column("over overlijden", "nee", "aboutdying overlijden sterven"),
    _column(
        "nagekeken op",
        "2026-11-25",
        "assured assureddate gecontroleerd gecontroleerdop laatstgecontroleerd checked actueelop "
        "datum lastassured nagekeken",
    ),
    _column("nagekeken door", "Team mantelzorg", "assurer gecontroleerddoor assureremail"),
    _column("naam en", "Drop-in for carers", "titleen nameen"),
    _column("omschrijving en", "Coffee with other carers, every week.", "descriptionen"),
    _column("eerste stap en", "Just walk in, or call first.", "howen"),
    _column("wat je kunt verwachten en", "", "expecten"),
    _column("kosten en", "Coffee is free.", "costen"),
    _column("uren in woorden en", "", "hoursen"),
    _column("voor wie en", "", "whoen"),
)
NAMES = tuple(each.name for each in COLUMNS)
HIDDEN = ("status",)
"""What HSDS knows and a CSV does not."""


def plain(text: str) -> str:
    """Return a name without capitals, marks, spaces and signs."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", letters.lower())


_KNOWN: Mapping[str, str] = {
    plain(name): column.name for column in COLUMNS for name in (column.name, *column.others)
}


def matched(header: Sequence[str]) -> tuple[str, ...]:
    """Return for each cell of a header the column that it probably is; empty for none we know.

    A column is used once: the surest takes it, and of equals the first.
    """
    exact = [_KNOWN.get(plain(each), UNUSED) for each in header]
    taken: set[str] = set()
    found: list[str] = []
    for name in exact:
        found.append("" if name in taken else name)
        taken.add(name)
    for place, cell in enumerate(header):
        if not exact[place] and (close := _close(plain(cell), taken)):
            found[place] = close
            taken.add(close)
    return tuple(found)


def _close(name: str, taken: set[str]) -> str:
    if len(name) < 3:
        return ""
    for likely in difflib.get_close_matches(name, _KNOWN, n=3, cutoff=CLOSE):
        if _KNOWN[likely] not in taken:
            return _KNOWN[likely]
    return ""


def is_ours(header: Sequence[str]) -> bool:
    """Return whether every cell of a header is the name of a column, so that nothing is to ask."""
    names = [each.casefold() for each in header]
    return set(names) <= set(NAMES) and len(set(names)) == len(names) and "naam" in names
