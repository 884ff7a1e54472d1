"""The course of a check on paper: in words, as a drawing, and as a table."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balans.checks.over_time import Drawn, OverTime
from balans.documents.document import (
    Block,
    Document,
    Figure,
    Heading,
    Items,
    KeepTogether,
    Lettering,
    Paragraph,
    Table,
)
from balans.ui.drawings.course_svg import paper_lettering, paper_svg

MOST_ROWS = 120


def course_document(known: OverTime, today: date) -> Document:
    """Return the course as a document to print."""
    blocks = [block for drawn in known.drawn for block in _drawing(drawn)]
    return Document(
        title=_("Hoe het liep"),
        language=known.flow.language,
        subtitle=known.flow.words.title,
        date_line=date_format(today, "j F Y"),
        blocks=(*blocks, *_table(known), *_standing(known)),
        footer=_("Dit is van jou. Jij bepaalt wie het leest."),
    )


def _drawing(drawn: Drawn) -> Iterator[Block]:
    heading: list[Block] = [Heading(text=drawn.name)] if drawn.name else []
    yield KeepTogether((*heading, Paragraph(text=drawn.said, tone="lead"), _figure(drawn)))
    if drawn.legend:
        yield Items(items=tuple(text for _colour, text in drawn.legend))
    for note in drawn.notes:
        yield Paragraph(text=note, tone="soft")


def _figure(drawn: Drawn) -> Figure:
    svg, width, height = paper_svg(drawn.drawing)
    letters = tuple(Lettering(**vars(each)) for each in paper_lettering(drawn.drawing))
    return Figure(svg=svg, alt=drawn.summary, width=width, height=height, lettering=letters)


def _table(known: OverTime) -> Iterator[Block]:
    rows = tuple(
        (
            each.day,
            each.numbers or "–",
            " ".join(text for text in (each.words, each.why_not) if text) or "–",
        )
        for each in known.entries(known.done[:MOST_ROWS])
    )
    yield Heading(text=_("Alle keren"))
    yield Table(head=(_("Datum"), _("Getal"), _("In woorden")), rows=rows)
    if len(known.done) > MOST_ROWS:
        text = _("Hier staan de laatste %(count)s keren.") % {"count": MOST_ROWS}
        yield Paragraph(text=text, tone="soft")


def _standing(known: OverTime) -> Iterator[Block]:
    """Say what a reader must know of the number before talking about it."""
    for score in known.flow.scores:
        yield Paragraph(text=f"{score.words.means} {score.words.does_not}", tone="soft")
    instrument = known.flow.instrument
    if instrument is not None and instrument.standing == "own":
        yield Paragraph(
            text=_("Deze check is een eigen ontwerp en is niet gevalideerd."), tone="soft"
        )
