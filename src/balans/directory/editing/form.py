"""The form of an offer: what was typed, what it means, and how it is shown again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from balans.core.language import page_language
from balans.directory import words
from balans.directory.editing import labels
from balans.directory.editing.reading.rows import WHOLE_COUNTRY, Known, understood
from balans.directory.editing.rights import Rights
from balans.directory.editing.wording import say
from balans.directory.municipalities import municipalities
from balans.directory.needs import NEED_KINDS, needs
from balans.directory.offer import DAYS, OfferRecord
from balans.ui.types import Choice, Error

MOST_BOXES = 24
"""Who has more municipalities writes their names."""

SPARE, MOST_ROWS = 2, 21
PARTS = {
    "title": "naam",
    "text": "omschrijving",
    "how": "eerste stap",
    "expect": "wat je kunt verwachten",
    "cost": "kosten",
    "hours": "uren in woorden",
    "who": "voor wie",
}
LINES = {
    "organisation": "organisatie",
    "phone": "telefoon",
    "whatsapp": "whatsapp",
    "mail": "mail",
    "url": "website",
    "chat": "chat",
    "assurer": "nagekeken door",
}
SEVERAL = {"needs": "hulp bij", "audiences": "doelgroep", "ways": "manier"}
PLACE_PARTS = {"name": "locatie", "street": "straat", "postcode": "postcode", "city": "plaats"}


def field_name(column: str) -> str:
    """Return what a column is called in the form."""
    return column.replace(" ", "-")


@dataclass(frozen=True)
class OpeningRow:
    """A row of opening hours as it was typed."""

    number: int
    days: tuple[tuple[str, str, bool], ...]
    """Each day: what is posted, how it reads, whether it is chosen."""

    opens: str = ""
    closes: str = ""


@dataclass(frozen=True)
class PlaceRow:
    """A row of a place as it was typed."""

    number: int
    name: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""


@dataclass
class OfferForm:
    """A form as it stands: what was typed, and a message by field for what cannot be kept."""

    typed: QueryDict
    rights: Rights
    errors: dict[str, str] = field(default_factory=dict)
    record: OfferRecord | None = None

    def text(self, column: str) -> str:
        """Return what was typed for a column."""
        return self.typed.get(field_name(column)) or ""

    @property
    def texts(self) -> dict[str, str]:
        """What was typed, by the name of the field with underscores, for the template."""
        return {name.replace("-", "_"): self.typed.get(name) or "" for name in self.typed if name}

    @property
    def wrong(self) -> dict[str, str]:
        """The messages, by the name of the field with underscores."""
        return {name.replace("-", "_"): text for name, text in self.errors.items()}

    @property
    def summary(self) -> list[Error]:
        """The messages for the top of the page."""
        return [Error(f"id_{name}", text) for name, text in self.errors.items()]

    def choices(self, column: str, names: Mapping[Any, Any]) -> list[Choice]:
        """Return choices with what was chosen."""
        chosen = self.typed.getlist(field_name(column))
        return [Choice(value, str(label), "", value in chosen) for value, label in names.items()]

    @property
    def audiences(self) -> list[Choice]:
        return self.choices("doelgroep", words.audiences())

    @property
    def ways(self) -> list[Choice]:
        return self.choices("manier", words.ways())

    @property
    def free(self) -> list[Choice]:
        return self.choices("gratis", labels.FREE)

    @property
    def need_groups(self) -> list[tuple[str, list[Choice], int]]:
        """The needs by kind, each kind with how many are chosen."""
        known = needs(page_language())
        groups, kinds = [], words.need_kinds()
        for kind in NEED_KINDS:
            names = {name: each.title for name, each in known.items() if each.entry.kind == kind}
            if names:
                some = self.choices("hulp bij", names)
                groups.append((kinds[kind][0], some, sum(each.checked for each in some)))
        return groups

    @property
    def area_choices(self) -> list[Choice]:
        """The municipalities of the editor as boxes; none when there are too many of them."""
        places = self.rights.places()
        if len(places) > MOST_BOXES:
            return []
        return self.choices("gemeenten", {each.slug: each.name for each in places})

    @property
    def always(self) -> list[Choice]:
        return self.choices("altijd bereikbaar", {"ja": _("Dag en nacht bereikbaar")})

    @property
    def about_dying(self) -> list[Choice]:
        return self.choices(
            "over overlijden", {"ja": _("Dit gaat over sterven, of over de tijd daarna")}
        )

    @property
    def everywhere(self) -> list[Choice]:
        return self.choices("overal", {"ja": _("In heel Nederland")})

    @property
    def opening_rows(self) -> list[OpeningRow]:
        """The rows of opening hours that were typed, and a few to fill in."""
        rows, names = [], words.days()
        for number in range(_count(self.typed, "open")):
            chosen = self.typed.getlist(f"open-{number}-dag")
            rows.append(
                OpeningRow(
                    number=number,
                    days=tuple((day, names[day][:2], day in chosen) for day in DAYS),
                    opens=self.typed.get(f"open-{number}-van") or "",
                    closes=self.typed.get(f"open-{number}-tot") or "",
                )
            )
        return rows

    @property
    def place_rows(self) -> list[PlaceRow]:
        """The rows of places that were typed, and one to fill in."""
        return [
            PlaceRow(
                number, *(self.typed.get(f"waar-{number}-{part}") or "" for part in PLACE_PARTS)
            )
            for number in range(_count(self.typed, "waar"))
        ]


def _count(typed: QueryDict, name: str) -> int:
    """Return how many rows to show: those that were filled in, and some to spare."""
    filled = -1
    for number in range(MOST_ROWS):
        if any(typed.get(key) for key in typed if key.startswith(f"{name}-{number}-")):
            filled = number
    asked = typed.get(f"{name}-rijen") or ""
    wanted = int(asked) if asked.isdigit() and len(asked) < 3 else 0
    return min(max(filled + 1 + (SPARE if name == "open" else 1), wanted), MOST_ROWS)


def form_of(record: OfferRecord | None, rights: Rights) -> OfferForm:
    """Return the form of an offer as it is, or of a new one."""
    typed = QueryDict(mutable=True)
    if record is None:
        typed.setlist("doelgroep", ["carer"])
        typed["gratis"], typed["talen"] = "unknown", "nl"
        if len(rights.slugs) == 1 and not rights.everywhere:
            typed.setlist("gemeenten", sorted(rights.slugs))
        return OfferForm(typed, rights)
    for language, ending in (("nl", ""), ("en", " en")):
        words = record.words.get(language)  # type: ignore[call-overload]
        for part, column in PARTS.items():
            typed[field_name(column + ending)] = getattr(words, part) if words else ""
    for part, column in LINES.items():
        typed[field_name(column)] = getattr(record, part)
    for part, column in SEVERAL.items():
        typed.setlist(field_name(column), list(getattr(record, part)))
    typed["talen"], typed["gratis"] = "; ".join(record.languages), record.free
    typed["nagekeken-op"] = record.assured.isoformat() if record.assured else ""
    for name, is_so in (
        ("altijd-bereikbaar", record.always),
        ("over-overlijden", record.about_dying),
        ("overal", not record.areas),
    ):
        typed.setlist(name, ["ja"] if is_so else [])
    _type_areas(typed, record, rights)
    for number, opening in enumerate(record.openings):
        typed.setlist(f"open-{number}-dag", list(opening.days))
        typed[f"open-{number}-van"], typed[f"open-{number}-tot"] = opening.opens, opening.closes
    for number, place in enumerate(record.places):
        for part in PLACE_PARTS:
            typed[f"waar-{number}-{part}"] = getattr(place, part)
    return OfferForm(typed, rights)


def _type_areas(typed: QueryDict, record: OfferRecord, rights: Rights) -> None:
    known = municipalities()
    if len(rights.places()) > MOST_BOXES:
        names = (known[each].name if each in known else each for each in record.areas)
        typed["gemeenten"] = "; ".join(names)
    else:
        typed.setlist("gemeenten", list(record.areas))


def read_form(typed: QueryDict, rights: Rights, today: date) -> OfferForm:
    """Return what was typed with the offer that it means, or with messages by field."""
    known = Known(
        needs=dict.fromkeys(needs("nl"), ()),
        municipalities={slug: each.name for slug, each in municipalities().items()},
        allowed=rights.allowed,
        today=today,
        strict=True,
    )
    found = understood(_values(typed, rights), known)
    form = OfferForm(typed, rights, record=found.record)
    for each in found.problems:
        form.errors.setdefault(_shown_at(each.field), say(each))
    return form


def _shown_at(column: str) -> str:
    if column in PLACE_PARTS.values():
        return "waar"
    return field_name(column)


def _values(typed: QueryDict, rights: Rights) -> dict[str, str]:
    """Return what was typed as a row of a list, so that both are read by the same rules."""
    columns = [*LINES.values(), *PARTS.values(), *(f"{each} en" for each in PARTS.values())]
    values = {name: typed.get(field_name(name)) or "" for name in columns}
    values |= {name: typed.get(field_name(name)) or "" for name in ("talen", "gratis")}
    values["nagekeken op"] = typed.get("nagekeken-op") or ""
    for name in (*SEVERAL.values(), "gemeenten"):
        values[name] = "; ".join(typed.getlist(field_name(name)))
    if rights.everywhere and "ja" in typed.getlist("overal"):
        values["gemeenten"] = WHOLE_COUNTRY
    for name in ("altijd bereikbaar", "over overlijden"):
        values[name] = "ja" if "ja" in typed.getlist(field_name(name)) else ""
    values["openingstijden"] = "; ".join(_openings(typed))
    places = [
        [
            (typed.get(f"waar-{number}-{part}") or "").replace("|", " ").strip()
            for part in PLACE_PARTS
        ]
        for number in range(MOST_ROWS)
    ]
    filled = [each for each in places if any(each)]
    for place, name in enumerate(PLACE_PARTS.values()):
        values[name] = "|".join(each[place] for each in filled)
    return values


def _openings(typed: QueryDict) -> Sequence[str]:
    found = []
    for number in range(MOST_ROWS):
        days = typed.getlist(f"open-{number}-dag")
        opens = (typed.get(f"open-{number}-van") or "").strip()
        closes = (typed.get(f"open-{number}-tot") or "").strip()
        if days or opens or closes:
            found.append(
                f"{','.join(days) or '?'} {opens or '?'}-{closes or '?'}".replace(";", " ")
            )
    return found
