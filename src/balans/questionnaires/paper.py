"""The empty paper version of a questionnaire; of a check also how to count it and who to call."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import methodcaller

from django.utils.translation import gettext as _

from balans.directory.helplines import helplines
from balans.documents.document import (
    Blanks,
    ChoiceGrid,
    Document,
    Heading,
    Helplines,
    Items,
    KeepTogether,
    Note,
    Paragraph,
    Table,
    WriteLines,
)
from balans.documents.document import Block as PrintedBlock
from balans.questionnaires.blocks import EmergencyBlock
from balans.questionnaires.blocks.result import span
from balans.questionnaires.content import Flow
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds import Question
from balans.questionnaires.kinds.statement import Answerable
from balans.questionnaires.scoring import Score

TO_CALL = ("huisarts", "luisterlijn", "mantelzorglijn")
"""Who to call below a check that names nobody itself."""


def paper_document(flow: Flow) -> Document:
    """Return the empty paper version of a questionnaire, with room to write."""
    scene = Scene(flow=flow, answers={})
    is_check = flow.kind == "check"
    blocks: list[PrintedBlock] = [] if is_check else [Note(text=flow.words.lead, tone="sky")]
    blocks += [Blanks(labels=(_("Datum"), _("Samen met")))] if is_check else []
    for page in flow.pages:
        if page.words.title:
            blocks.append(Heading(text=scene.fill(page.words.title), level=2))
        if text := scene.fill(page.words.text):
            # Soft words stay with what they belong to.
            blocks.append(Paragraph(text=text, tone="soft"))
        for columns, questions in groupby(page.questions, key=methodcaller("columns")):
            blocks += _on_paper(list(questions), columns, scene)
    blocks += _after_check(flow, scene) if is_check else []
    if flow.kind == "exercise":
        closing = _("Wat neem je mee uit deze oefening?")
        blocks += [Heading(text=closing, level=2), WriteLines(count=3)]
    return Document(
        title=flow.words.title,
        language=flow.language,
        subtitle=flow.words.summary,
        date_line=_date_line(flow),
        blocks=tuple(blocks),
        footer=_footer(flow),
        paper=True,
    )


def _date_line(flow: Flow) -> str:
    own = flow.instrument is not None and flow.instrument.standing == "own"
    parts = [
        _("Op papier, in je eigen tempo"),
        *([_("eigen ontwerp, niet gevalideerd")] if own else []),
    ]
    return " · ".join(parts)


def _footer(flow: Flow) -> str:
    if flow.kind == "check":
        return _("Om zelf te kijken en om erover te praten. Het is geen diagnose.")
    return _("Sla over wat je wilt. Er is geen goed of fout.")


def _on_paper(
    questions: Sequence[Question], columns: tuple[str, ...], scene: Scene
) -> list[PrintedBlock]:
    """Return questions to answer by hand; those with the same short answers share one grid."""
    if columns:
        return [ChoiceGrid(rows=tuple(each.row(scene) for each in questions), columns=columns)]
    return [block for each in questions for block in each.paper(scene)]


def _after_check(flow: Flow, scene: Scene) -> Iterator[PrintedBlock]:
    """Yield how to count it oneself where that was published, who to call, and who made it."""
    instrument = flow.instrument
    if instrument is not None and instrument.standing == "validated":
        for score in flow.scores:
            yield from _counting(flow, score, scene)
    named = [
        each
        for block in flow.outcome
        if isinstance(block, EmergencyBlock)
        for each in block.helplines
    ]
    lines = [helplines(flow.language)[each] for each in dict.fromkeys(named or TO_CALL)]
    rows = tuple((line.name, line.phone, line.hours) for line in lines)
    calling = _("Wordt het te veel? Deze mensen denken mee")
    yield KeepTogether((Heading(text=calling, level=2), Helplines(rows=rows)))
    if instrument is None:
        return
    made = Paragraph(text="\n".join((instrument.words.rights, *instrument.citation)), tone="soft")
    if instrument.standing == "own":
        # One line that need not fill a page of its own: that it is ours stands at the top.
        yield made
    else:
        yield KeepTogether((Heading(text=_("Wie deze check maakte"), level=2), made))


def _counting(flow: Flow, score: Score, scene: Scene) -> Iterator[PrintedBlock]:
    words = score.words
    if len(score.items) > 1:
        least, most = span(flow, score)
        yours = _("Jouw getal, van %(least)s tot %(most)s") % {"least": least, "most": most}
        yield KeepTogether(
            (
                Heading(text=_("Zo tel je het zelf"), level=2),
                Paragraph(text=" ".join(_rule(flow, score))),
                *_other_way_round(flow, score, scene),
                Blanks(labels=(yours,)),
            )
        )
    if score.bands:
        yield _meanings(flow, score)
    yield Paragraph(text=f"{scene.fill(words.means)} {scene.fill(words.does_not)}", tone="soft")


def _meanings(flow: Flow, score: Score) -> PrintedBlock:
    """Return what each range of the number means; of one question what each answer means."""
    words = score.words.bands
    if len(score.items) == 1:
        answers = _named(flow, score, score.items[0])
        found = ((name, score.band(points)) for name, points in answers)
        rows = tuple((name, words[band.id].title) for name, band in found if band is not None)
        return Table(head=(_("Je antwoord"), _("Wat dat vaak betekent")), rows=rows)
    spans = score.spans(span(flow, score)[1])
    return Items(
        items=tuple(f"{_span(band.from_, last)}: {words[band.id].title}" for band, last in spans)
    )


def _span(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return _("%(first)s tot en met %(last)s") % {"first": first, "last": last}


def _rule(flow: Flow, score: Score) -> Iterator[str]:
    """Yield how the number comes about, from the points of each answer."""
    if not score.points:
        yield _("Tel de getallen bij elkaar op.")
    elif score.points == {"yes": 1, "no": 0}:
        yield _("Tel hoe vaak je ja aankruiste.")
    else:
        each = "; ".join(
            f"{name} = {points}" for name, points in _named(flow, score, score.items[0])
        )
        yield _("Elk antwoord telt mee: %(points)s. Tel alles bij elkaar op.") % {"points": each}
    yield _("Het getal geldt alleen als je alles hebt beantwoord.")


def _named(flow: Flow, score: Score, item: str) -> Iterator[tuple[str, int]]:
    question = flow.question(item)
    if isinstance(question, Answerable):
        for mark, name in question.names().items():
            yield name, score.points_of(item, mark)


def _other_way_round(flow: Flow, score: Score, scene: Scene) -> Iterator[PrintedBlock]:
    """Yield the items that count in a way of their own."""
    labels = tuple(
        f"{scene.fill(question.words.label)} "
        f"({'; '.join(f'{name} = {points}' for name, points in _named(flow, score, item))})"
        for item in score.own_points
        if (question := flow.question(item)) is not None
    )
    if labels:
        yield Paragraph(text=_("Deze tellen anders:"))
        yield Items(items=labels)
