"""Examples of what one reads."""

from dataclasses import dataclass
from datetime import date

from balans.ui.drawings.hanging import Part
from balans.ui.examples.example import Example


@dataclass(frozen=True)
class Page:
    title: str
    href: str
    brief: str = ""


@dataclass(frozen=True)
class Difference:
    label: str
    then: tuple[str, ...]
    now: tuple[str, ...]
    changed: bool


@dataclass(frozen=True)
class Number:
    phone: str


@dataclass(frozen=True)
class Call:
    phone_href: str
    record: Number


@dataclass(frozen=True)
class Hint:
    kind: str
    title: str
    text: str
    offer: Call | None = None
    href: str = "/hulp/"
    language: str = "nl"


CALL = Call("tel:+31301234567", Number("030 123 45 67"))

PARTS = (
    Part("Lichaam", 4, ("Een nacht slapen", "Warm water of een warm bed"), "moss"),
    Part("Hoofd", 0, (), "sky", asks=True),
    Part("Hart", None, ("Kleinkinderen", "Lachen om iets heel kleins aan tafel"), "clay"),
    Part("Ziel", 10, ("Geloof of gebed", "De natuur", "Een kaars", "Zingen", "Stil zijn"), "sun"),
)

EXAMPLES: dict[str, list[Example]] = {
    "hanging": [
        Example(
            "Vier kanten",
            '{% hanging parts=parts nothing="Nog niets genoemd" more="en nog {count}" asking="Vraagt nu aandacht" %}',
            {"parts": PARTS},
        )
    ],
    "table": [
        Example(
            "Taken met uren",
            '{% table head=head rows=rows caption="Jouw taken" %}',
            {
                "head": ("Wat je doet", "Per week", "Hoe zwaar"),
                "rows": (("’s Nachts opstaan", "7 uur", "Heel zwaar"), ("Koken", "2,5 uur", "–")),
            },
        )
    ],
    "measure": [
        Example(
            "13 stenen", '{% measure points=8 least=0 most=13 text="Je zei 8 van de 13 keer ja." %}'
        ),
        Example(
            "niets", '{% measure points=0 least=0 most=9 text="Je zei geen enkele keer ja." %}'
        ),
        Example(
            "lang", '{% measure points=63 least=0 most=100 text="Je komt uit op 63 van 100." %}'
        ),
    ],
    "card": [
        Example(
            "Een oefening",
            '{% card title="Mijn grenzen" href="/oefeningen/grenzen/" text="Wat doe je graag, en wat niet?" meta="Ongeveer 10 minuten" illustration="grenzen" %}',
        )
    ],
    "readings": [
        Example(
            "Waar je verder kunt lezen",
            "{% readings items=pages %}",
            {
                "pages": [
                    Page(
                        "Hulp vragen",
                        "/informatie/hulp-erbij/hulp-vragen/",
                        "Eén vraag is een begin.",
                    ),
                    Page("Nachten", "/informatie/zorgen/nachten/"),
                ]
            },
        ),
        Example(
            "Op volgorde",
            "{% readings items=pages ordered=True %}",
            {
                "pages": [
                    Page("Eerst dit", "/een/", "Kort."),
                    Page("Dan dit", "/twee/", "Iets langer."),
                ]
            },
        ),
    ],
    "offer_card": [
        Example(
            "Hulp in de buurt",
            '{% offer_card title="Eettafel De Brug" href="/hulp/" organisation="Stichting Voorbeeld" text="Samen eten op dinsdag, je dierbare mag mee." tags=tags phone="038 123 45 67" phone_href="tel:+31381234567" checked=day %}',
            {"tags": ("In Zwolle", "Gratis", "Nu open"), "day": date(2026, 11, 3)},
        ),
        Example(
            "Lang niet nagekeken, in een andere taal",
            '{% offer_card title="Support at home" href="/hulp/" text="Someone who comes to your house." checked=day is_stale=True lang="en" %}',
            {"day": date(2024, 1, 15)},
        ),
    ],
    "trail": [
        Example(
            "Waar je bent",
            "{% trail steps=steps %}",
            {"steps": (("Informatie", "/informatie/"), ("Jij", "/informatie/jij/"))},
        )
    ],
    "progress": [
        Example("Halverwege", '{% progress text="Mijn grenzen · stap 4 van 9" value=4 maximum=9 %}')
    ],
    "notice": [
        Example(
            "Informatie",
            '{% notice kind="info" %}<p>Je hebt geen account nodig.</p>{% endnotice %}',
        ),
        Example(
            "Steun",
            '{% notice kind="help" %}<p>Vind je dit moeilijk? Dat is begrijpelijk.</p>{% endnotice %}',
        ),
    ],
    "piles": [
        Example(
            "Drie stapels",
            "{% piles piles=piles %}",
            {
                "piles": (
                    ("Met gemak", "gives", ("Samen eten", "Boodschappen")),
                    ("Liever niet", "neutral", ("Bezoek dat lang blijft",)),
                    ("Niet", "costs", ()),
                )
            },
        )
    ],
    "plan_list": [
        Example(
            "Een plan",
            "{% plan_list rows=rows %}",
            {"rows": [("Deze week", "Ik bel Inge."), ("Wie helpt", ("Mijn zus", "De buurvrouw"))]},
        )
    ],
    "suggestion": [
        Example(
            "Steun die past",
            '{% suggestion things=things why="Een nacht slapen is geen luxe." hints=hints language="nl" %}',
            {
                "things": ("De nachten", "Opletten"),
                "hints": (
                    Hint("near", "Iemand die waakt in Breda", "Jij slaapt, iemand is er.", CALL),
                    Hint("offer", "Respijtzorg", "Iemand neemt het over."),
                    Hint("article", "Als de nachten zwaar zijn", "Wat helpt om te slapen."),
                ),
            },
        )
    ],
    "helpline": [
        Example(
            "Bellen",
            '{% helpline name="Luisterlijn" phone="088 0767 000" phone_href="tel:+31880767000" text="Iemand die luistert." hours="Dag en nacht" %}',
        )
    ],
    "saved": [Example("Bewaard", '{% saved text="Bewaard om 14:32" %}')],
    "next_step": [
        Example(
            "Eén stap",
            '{% next_step title="Kies een ding dat anders mag" text="We helpen je het klein te maken." %}{% button text="Maak een plan" href="/" %}{% endnext_step %}',
        )
    ],
    "comparison": [
        Example(
            "Toen en nu",
            '{% comparison then_title="1 oktober" now_title="24 november" rows=rows %}',
            {
                "rows": (
                    Difference("Hoe zijn je nachten?", ("Onrustig",), ("Beter",), True),
                    Difference("Wie helpt?", ("Mijn zus",), ("Mijn zus",), False),
                )
            },
        )
    ],
    "sources": [
        Example(
            "Bronnen",
            "{% sources entries=entries reviewed=day %}",
            {"entries": ["Een boek"], "day": date(2026, 11, 24)},
        )
    ],
    "illustration": [
        Example(
            name,
            f'<div class="illustration" aria-hidden="true">{{% illustration name="{name}" %}}</div>',
        )
        for name in ("grenzen", "activiteiten", "doelen", "contact", "rust", "los", "mobiel")
    ],
}
