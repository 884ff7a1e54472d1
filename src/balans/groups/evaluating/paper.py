"""Evaluations and numbers of a group as PDF."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.core.language import page_language
from balans.documents.document import Block, Document, Heading, Items, Note, Paragraph, Table
from balans.groups.evaluating.results import Result, Results, is_enough
from balans.groups.evaluating.summary import Summary
from balans.groups.saying import say_day


def results_document(results: Results, title: str) -> Document:
    """Return what may be seen of the evaluations of a group."""
    number = {"number": results.counting}
    said = ngettext(
        "%(number)s mens vulde iets in.", "%(number)s mensen vulden iets in.", results.counting
    )
    blocks: list[Block] = [Note(text=said % number, tone="sky")]
    for result in results.questions:
        blocks += [Heading(text=result.label), *_seen(result)]
    return Document(
        title=_("Terugblik op de groep"),
        language=page_language(),
        subtitle=title,
        date_line=say_day(timezone.now()),
        blocks=tuple(blocks),
        footer=_("Zonder namen. Wat minder dan vijf mensen invulden, staat hier niet."),
    )


def _seen(result: Result) -> Iterator[Block]:
    if result.average:
        yield Paragraph(text=result.average)
    elif result.bars:
        rows = tuple((bar.label, bar.said) for bar in result.bars)
        yield Table(head=(_("Antwoord"), _("Hoe vaak")), rows=rows)
    elif result.words:
        yield Items(items=result.words)
    else:
        yield Paragraph(text=too_few(result), tone="soft")


def too_few(result: Result) -> str:
    """Return how many answered a question that cannot be shown yet."""
    if not result.given:
        return _("Niemand vulde dit in.")
    if is_enough(result.given):
        said = _(
            "%(number)s mensen vulden dit in. Zonder de formulieren van papier is dat te weinig "
            "om te laten zien."
        )
        return said % {"number": result.given}
    said = ngettext(
        "%(number)s mens vulde dit in. Dat is te weinig om te laten zien.",
        "%(number)s mensen vulden dit in. Dat is te weinig om te laten zien.",
        result.given,
    )
    return said % {"number": result.given}


def summary_document(summary: Summary, organisation: str) -> Document:
    """Return a series in numbers, for the organisation."""
    blocks: list[Block] = []
    for section in summary.sections:
        rows = section.rows
        blocks += [
            Heading(text=section.title),
            Table(head=(_("Wat"), _("Aantal")), rows=rows, caption=""),
        ]
    return Document(
        title=summary.title,
        language=page_language(),
        subtitle=" · ".join(each for each in (organisation, summary.period) if each),
        date_line=say_day(timezone.now()),
        blocks=tuple(blocks),
        footer=_("Alleen aantallen, geen namen. Onder de vijf zeggen we niet hoeveel."),
    )
