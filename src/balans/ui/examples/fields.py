"""Examples of what one fills in."""

from balans.ui.examples.example import Example
from balans.ui.types import Amount, Choice, Error, Row

CHOICES = (
    Choice("ja", "Het geeft me kracht", "Ik doe het graag, het doet me goed"),
    Choice("wel", "Het gaat wel", checked=True),
    Choice("nee", "Het kost me kracht"),
)
PILES = (
    Choice("graag", "Met gemak"),
    Choice("liever", "Liever niet", checked=True),
    Choice("n", "Niet"),
)
ROWS = (
    Row("sorteer--wassen", "Helpen met wassen en aankleden", PILES),
    Row("sorteer--bezoek", "Bezoek dat lang blijft hangen", PILES),
)
HOURS = (
    Amount("uren--koken", "Koken", "5"),
    Amount("uren--samen", "Overleggen met de thuiszorgorganisatie en de wijkverpleging", "2,5"),
    Amount("uren--nacht", "’s Nachts opstaan", "veel", "Bij “’s Nachts opstaan” past een getal."),
)
STEPS = tuple(Choice(str(step), str(step), checked=step == 4) for step in range(11))

EXAMPLES: dict[str, list[Example]] = {
    "pick": [
        Example(
            "Kiezen uit een lange lijst",
            '{% pick name="v20" label="Wat heb je nodig?" none="Alles" groups=groups %}',
            {"groups": (("Ik wil iets weten", CHOICES), ("", PILES))},
        )
    ],
    "choices": [
        Example(
            "Eén keuze",
            '{% choices name="v1" legend="Hoe is het om Jan te wassen?" hint="Denk aan de laatste twee weken." choices=choices %}',
            {"choices": CHOICES},
        ),
        Example(
            "Meer keuzes, met eigen regels",
            '{% choices name="v2" legend="Wat doe je?" choices=choices multiple=True own=own own_name="v2-own" own_label="Nog iets anders?" %}',
            {"choices": CHOICES, "own": ("Samen zingen", "")},
        ),
        Example(
            "Met een fout",
            '{% choices name="v3" legend="Wat doe je?" choices=choices error="Kies een van de mogelijkheden hieronder." %}',
            {"choices": CHOICES},
        ),
    ],
    "placement": [
        Example(
            "Sorteren",
            '{% placement name="v4" legend="Hoe is dit voor jou?" hint="Laat open wat niet past." rows=rows %}',
            {"rows": ROWS},
        )
    ],
    "amounts": [
        Example(
            "Uren per week",
            '{% amounts name="uren" legend="Hoeveel uur per week kost het?" hint="Een schatting is goed." rows=rows thing="Wat je doet" amount="Uren per week" unit="uur" %}',
            {"rows": HOURS},
        )
    ],
    "scale": [
        Example(
            "Van nul tot tien",
            '{% scale name="v5" legend="Hoeveel ruimte is er?" choices=steps low="Geen" high="Veel" %}',
            {"steps": STEPS},
        )
    ],
    "file_input": [
        Example(
            "Een bestand",
            '{% file_input name="v20" label="Jouw bestand" hint="Het zip-bestand dat je hier eerder downloadde." accept=".zip" %}',
        ),
        Example(
            "Met een fout",
            '{% file_input name="v21" label="Jouw bestand" error="Kies eerst een bestand." %}',
        ),
    ],
    "text_input": [
        Example(
            "Een regel", '{% text_input name="v6" label="Hoe heet je dierbare?" example="Jan" %}'
        ),
        Example(
            "Met een fout",
            '{% text_input name="v7" label="Hoe heet je dierbare?" value="Jan" error="Je tekst is te lang." %}',
        ),
    ],
    "text_area": [
        Example(
            "Ruimte om te schrijven",
            '{% text_area name="v8" label="Hoe gaat het?" hint="In je eigen woorden." value="Het gaat op en neer." %}',
        )
    ],
    "lines": [
        Example(
            "Een eigen lijst",
            '{% lines name="v9" label="Wat zou je willen?" values=values more_name="_meer" more_value="v9" more_text="Nog een paar regels" %}',
            {"values": ["Naar zee", "", ""]},
        )
    ],
    "date_input": [
        Example(
            "Een dag",
            '{% date_input name="v10" label="Wanneer kijk je hoe het gaat?" quick=quick day="3" %}',
            {"quick": (Choice("1", "Over een week (1 december)"), Choice("4", "Over 4 weken"))},
        )
    ],
    "contact_fields": [
        Example(
            "Iemand bereiken",
            '{% contact_fields name="v11" label="Wie is het contact?" person="Inge" phone="x" errors=errors %}',
            {"errors": {"phone": "Hier past een telefoonnummer, zoals 06 12 34 56 78."}},
        )
    ],
    "error_summary": [
        Example(
            "Wat er nog niet klopt",
            "{% error_summary errors=errors %}",
            {"errors": [Error("id_v7", "Je tekst is te lang.")]},
        )
    ],
    "button": [
        Example("Hoofdactie", '{% button text="Verder" %}'),
        Example("Rustig", '{% button text="Download als pdf" href="/" kind="quiet" %}'),
        Example(
            "Tekst", '{% button text="Sla over" kind="text" name="_actie" value="overslaan" %}'
        ),
    ],
    "message_box": [
        Example(
            "Een bericht",
            '{% message_box title="Kort, voor een app" name="v12" text="Lieve allemaal" mailto="mailto:?subject=x" subject="Hoe het gaat" %}',
        )
    ],
    "search_box": [
        Example("Zoeken", '{% search_box id="zoek-1" %}'),
        Example(
            "Met uitleg en wat er al staat",
            '{% search_box id="zoek-2" value="wie betaalt de nachtzorg" hint_shown=True %}',
        ),
    ],
}
