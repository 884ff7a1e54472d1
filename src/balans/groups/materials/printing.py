"""Materials of a group on paper: a flyer and a poster, letters, a plan, a list of who came."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balans.core.addresses import spoken
from balans.documents.document import Block, ChoiceGrid, Document, Figure, Paragraph
from balans.documents.document import Letter as PrintedLetter
from balans.documents.leaflet import Detail, Leaflet, Size, render_leaflet
from balans.documents.logo import strip
from balans.documents.pdf import render
from balans.documents.plaintext import listed
from balans.groups.evaluating.survey import survey
from balans.groups.materials.days import Day, say_next, say_on_a_sheet
from balans.groups.materials.filling import subject_of, text_of, where
from balans.groups.materials.invitation import Invitation
from balans.outreach.content import Letter, PrintWords
from balans.outreach.filling import site
from balans.plans.plan import FLOW
from balans.questionnaires.content import catalogue
from balans.questionnaires.paper import paper_document

EMPTY_LINES = 4
"""How many lines a list of who came has for people who come by surprise."""


def pdf_of(letter: Letter, size: Size | None, said: Invitation) -> bytes:
    """Return a material as PDF; `size` is the sheet of a print, None for a text."""
    if isinstance(letter.words, PrintWords):
        return render_leaflet(leaflet_of(letter.words, size or "a5", said))
    return render(letter_document(letter, said))


def leaflet_of(words: PrintWords, size: Size, said: Invitation) -> Leaflet:
    """Return a flyer or a poster of a group; after its last meeting it invites nobody."""
    leaflet = Leaflet(
        size=size,
        language=said.language,
        heading=said.title or words.heading,
        lead=words.lead,
        lines=words.lines,
        begin=words.begin,
        promise=words.promise,
        address=said.join,
        spoken=spoken(said.enter),
        code_text=_("Code om te scannen en mee te doen met deze groep"),
        ask=words.ask,
        organisation=said.organisation.organisatie,
        place=said.organisation.adres,
        ways=said.organisation.ways,
        stamp=_("Ruimte voor jullie naam of stempel") if not said.organisation.is_known else "",
        details=details_of(said),
        signs=_("met de code %(code)s") % {"code": said.spoken_code},
        logo=said.logo,
    )
    return _of_the_past(leaflet, words, said) if said.is_over else leaflet


def details_of(said: Invitation) -> tuple[Detail, ...]:
    """Return when, where and with whom."""
    found = (
        Detail(label=_("Wanneer"), values=say_on_a_sheet(said.days) or (_("Vraag naar de data"),)),
        Detail(label=_("Waar"), values=(where(said),)),
        Detail(label=_("Met"), values=(said.facilitator,)),
    )
    return tuple(each for each in found if any(each.values))


def _of_the_past(leaflet: Leaflet, words: PrintWords, said: Invitation) -> Leaflet:
    address = site(said.language)
    return replace(
        leaflet,
        lead=words.over,
        lines=(),
        details=(),
        signs="",
        begin=_("Zelf beginnen kan altijd, op"),
        address=address,
        spoken=spoken(address),
        code_text=_("Code om te scannen, naar %(address)s") % {"address": spoken(address)},
    )


def letter_document(letter: Letter, said: Invitation) -> Document:
    """Return a text as a letter to print, with the logo of who sends it."""
    return Document(
        title=subject_of(letter, said) or letter.title,
        language=said.language,
        date_line=said.organisation.organisatie,
        blocks=(*_logo(said), PrintedLetter(text=text_of(letter, said))),
        footer=spoken(site(said.language)),
    )


def plan_document(said: Invitation) -> Document:
    """Return "Mijn plan" to fill in by hand, with the group and its next day."""
    document = paper_document(catalogue(said.language).newest(FLOW))
    return replace(document, date_line=_of_the_group(said), blocks=(*_logo(said), *document.blocks))


def evaluation_document(said: Invitation) -> Document:
    """Return the evaluation to fill in by hand. It asks for no name."""
    document = paper_document(survey(said.language))
    return replace(document, date_line=said.title, blocks=(*_logo(said), *document.blocks))


def attendance_document(said: Invitation, days: Iterable[Day], names: tuple[str, ...]) -> Document:
    """Return a list to tick who came, for every day that is not off; without names it is empty."""
    held = [each for each in days if not each.is_off]
    short = _("j b")  # the fourth of February as "4 feb": a format of Django
    columns = tuple(date_format(timezone.localtime(each.starts_at), short) for each in held)
    empty = EMPTY_LINES if names else EMPTY_LINES * 4
    rows = (*names, *[""] * empty)
    return Document(
        title=_("Wie er was"),
        language=said.language,
        subtitle=said.title,
        date_line=_("Gooi dit blad na de reeks weg: er staan namen op."),
        blocks=(*_logo(said), *_sheet(rows, columns)),
        paper=True,
    )


def _sheet(rows: tuple[str, ...], columns: tuple[str, ...]) -> Iterator[Block]:
    if not columns:
        yield Paragraph(text=_("Er zijn nog geen bijeenkomsten."))
        return
    yield ChoiceGrid(rows=rows, columns=columns)


def print_text(letter: Letter, said: Invitation) -> str:
    """Return what stands on a flyer or a poster, to copy. Raise TypeError for a running text."""
    if not isinstance(letter.words, PrintWords):
        raise TypeError("a running text has a text of its own")
    sheet = leaflet_of(letter.words, "a5", said)
    details = "\n\n".join("\n".join((each.label, *each.values)) for each in sheet.details)
    join = " ".join(each for each in (sheet.begin, sheet.spoken, sheet.signs) if each)
    who = (sheet.ask, sheet.organisation, sheet.place, *sheet.ways) if sheet.organisation else ()
    parts = (
        sheet.heading,
        sheet.lead,
        listed(sheet.lines),
        details,
        f"{join.rstrip('.')}. {sheet.promise}",
        "\n".join(each for each in who if each),
    )
    return "\n\n".join(each.strip() for each in parts if each.strip())


def _logo(said: Invitation) -> tuple[Figure, ...]:
    return (strip(said.logo),) if said.logo else ()


def _of_the_group(said: Invitation) -> str:
    after = say_next(said.days)
    parts = (said.title, _("volgende keer: %(day)s") % {"day": after} if after else "")
    return " · ".join(each for each in parts if each)
