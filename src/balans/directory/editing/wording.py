"""What is wrong with a list or a row, in words for an editor."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balans.directory.editing.reading.problems import Problem

SAID = {
    "date": gettext_lazy("Dit lezen we niet als een dag. Schrijf hem zo: 2026-11-25."),
    "ambiguous_date": gettext_lazy(
        "Dit kan twee dagen zijn: %(hint)s. Schrijf de maand als woord, of zo: 2026-11-25."
    ),
    "future_date": gettext_lazy(
        "Deze dag moet nog komen. Wanneer is het voor het laatst nagekeken?"
    ),
    "phone": gettext_lazy("Dit is geen Nederlands telefoonnummer. Schrijf het zo: 038 123 45 67."),
    "two_phones": gettext_lazy("Hier staan twee nummers. Kies er een; zet het andere in de tekst."),
    "foreign_phone": gettext_lazy("Dit is een nummer in een ander land. Zet het in de tekst."),
    "url": gettext_lazy(
        "Dit is geen adres van een website. Schrijf het zo: https://www.voorbeeld.nl."
    ),
    "mail": gettext_lazy("Dit is geen mailadres. Schrijf het zo: naam@voorbeeld.nl."),
    "postcode": gettext_lazy("Dit is geen postcode. Schrijf hem zo: 8011 AB."),
    "yes_or_no": gettext_lazy("Schrijf hier ja of nee."),
    "free": gettext_lazy("Schrijf hier ja, nee, deels of onbekend."),
    "audience": gettext_lazy("Deze groep kennen we niet. In de uitleg staat welke er zijn."),
    "way": gettext_lazy("Deze manier kennen we niet. In de uitleg staat welke er zijn."),
    "need": gettext_lazy("Deze behoefte kennen we niet."),
    "area": gettext_lazy("Deze gemeente kennen we niet."),
    "not_yours": gettext_lazy("Voor %(hint)s mag jij niets veranderen."),
    "not_yours_offer": gettext_lazy(
        "Dit nummer is er al, bij een gemeente die niet van jou is. Geef je lijst een eigen naam."
    ),
    "no_need": gettext_lazy("Waar helpt dit bij? Kies een behoefte."),
    "no_area": gettext_lazy("In welke gemeente is dit? Kies er een."),
    "no_name": gettext_lazy("Geef het aanbod een naam."),
    "too_long": gettext_lazy("Dit is te lang (%(hint)s tekens). Maak het korter."),
    "mail_left_out": gettext_lazy(
        "Een mailadres van een collega zetten we niet op een pagina die iedereen ziet. "
        "We laten het weg."
    ),
    "too_many": gettext_lazy("Meer dan %(hint)s lezen we hier niet. Kies de belangrijkste."),
    "hours": gettext_lazy("Deze tijden begrijpen we niet. Schrijf ze zo: ma-vr 9:00-17:00."),
    "hours_in_words": gettext_lazy("Deze tijden begrijpen we niet. We nemen ze over als tekst."),
    "twice": gettext_lazy("Dit nummer staat twee keer in de lijst. Kijk ook op regel %(hint)s."),
    "too_many_cells": gettext_lazy(
        "Deze regel heeft %(value)s vakjes, de eerste regel %(hint)s. "
        "Staat er een scheidingsteken te veel?"
    ),
    "reach": gettext_lazy("Hoe kom je er? Vul een eerste stap in, of een nummer of een adres."),
    "form": gettext_lazy("Deze regel klopt niet. Kijk alle vakjes na."),
    "status": gettext_lazy("Dit aanbod is gestopt, zegt de lijst. Laat het weg."),
    "right_gone": gettext_lazy("Niet gedaan: het recht op deze gemeente is weggehaald."),
    "retired": gettext_lazy("Dit aanbod is door een redacteur weggehaald. Het blijft weg."),
}
MAY_MEAN = gettext_lazy("Bedoel je “%(hint)s”?")
FILES = {
    "empty": gettext_lazy("Dit bestand is leeg."),
    "no_rows": gettext_lazy(
        "In dit bestand staat alleen een eerste regel. Er staat nog geen aanbod in."
    ),
    "too_large": gettext_lazy(
        "Dit bestand is te groot. Meer dan 25 MB lezen we niet. Deel het op."
    ),
    "too_many_rows": gettext_lazy(
        "Meer dan 50.000 regels lezen we niet in een keer. Deel de lijst op."
    ),
    "too_many_columns": gettext_lazy(
        "Meer dan 200 kolommen lezen we niet. Laat weg wat je niet gebruikt."
    ),
    "excel": gettext_lazy(
        "Dit is een Excel-bestand. Kies in Excel: Opslaan als, en dan CSV. Lees dat bestand in."
    ),
    "pdf": gettext_lazy("Dit is een PDF. Vraag om een lijst als CSV of JSON."),
    "picture": gettext_lazy("Dit is een plaatje. Vraag om een lijst als CSV of JSON."),
    "document": gettext_lazy("Dit is een tekstdocument. Bewaar de tabel als CSV."),
    "page": gettext_lazy(
        "Dit is een webpagina. Kijk of je de lijst als CSV of JSON kunt downloaden."
    ),
    "xml": gettext_lazy("Dit is XML. We lezen CSV en JSON."),
    "binary": gettext_lazy("Dit is geen tekst. We lezen CSV en JSON."),
    "zip_many": gettext_lazy(
        "In deze zip zitten meer lijsten. Pak hem uit en lees ze een voor een in."
    ),
    "zip_none": gettext_lazy("In deze zip zit geen CSV of JSON."),
    "zip_broken": gettext_lazy(
        "Deze zip gaat niet open. Is hij heel aangekomen, en zonder wachtwoord?"
    ),
    "datapackage": gettext_lazy(
        "Dit is HSDS als losse tabellen. Dat lezen we niet. Vraag om de diensten als JSON."
    ),
    "json": gettext_lazy("Dit begint als JSON, maar is niet heel. Kijk bij regel %(hint)s."),
    "no_services": gettext_lazy(
        "Dit is JSON, maar er staan geen diensten in zoals HSDS ze beschrijft. "
        "We zoeken een lijst “contents”, en in elke dienst een “name”."
    ),
    "broken_row": gettext_lazy(
        "Regel %(hint)s kunnen we niet lezen. Staat er een aanhalingsteken te veel?"
    ),
    "open_quote": gettext_lazy(
        "Op regel %(hint)s begint een aanhalingsteken dat nergens eindigt. "
        "Zet er een bij, of haal het weg."
    ),
    "rights": gettext_lazy(
        "We zijn gestopt: wie dit liet doen, mag in deze gemeente niets meer veranderen."
    ),
    "stopped": gettext_lazy(
        "Halverwege ging iets mis. Wat hieronder staat, is gedaan. "
        "Lees de lijst opnieuw in voor de rest."
    ),
    "broken": gettext_lazy("Bij het lezen ging iets mis. Probeer het nog eens."),
}
GUESSES = {"need", "area"}


def say(found: Problem | Mapping[str, Any]) -> str:
    """Return what is wrong with a cell, and what may be meant."""
    data = found.as_data() if isinstance(found, Problem) else dict(found)
    text = str(SAID[data["code"]]) % data
    if data["hint"] and data["code"] in GUESSES:
        text = f"{text} {MAY_MEAN % data}"
    return text


def say_file(code: str, hint: str = "") -> str:
    """Return why a file cannot be read, and what to do."""
    return str(FILES.get(code, FILES["broken"])) % {"hint": hint or _("onbekend")}
