"""What stands on a conversation page: from the answers and the carer's wishes to one sheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.checks.asking import ScoreSaid, said
from balans.documents.conversation import (
    MOST_SAID,
    ConversationSheet,
    SheetBand,
    SheetResult,
    SheetWords,
)
from balans.questionnaires.blocks.result import span
from balans.questionnaires.change import direction
from balans.questionnaires.content import Flow
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds import Question
from balans.questionnaires.notes import Conversation, Together
from balans.questionnaires.reading import is_told, told
from balans.questionnaires.scoring import Result, Score

HEAVY = 0.6
"""An answer weighs from this share of the heaviest there is: of four answers the last two."""

MOST_OPEN = 3
"""So many items that are open are named; of more, only how many there are."""


@dataclass(frozen=True)
class Earlier:
    """What an earlier time came to: the totals by score, and whether the list was the same one."""

    day: date
    totals: Mapping[str, int]
    same: bool


@dataclass(frozen=True)
class Facts:
    """All that the page is made of."""

    scene: Scene
    day: date
    asked: Conversation
    together: Together | None = None
    earlier: Sequence[Earlier] = ()
    """The oldest first."""


def sheet(facts: Facts) -> ConversationSheet:
    """Return the page as it will be printed. Pure: the same facts give the same page."""
    scene, asked = facts.scene, facts.asked
    flow = scene.flow
    return ConversationSheet(
        title=_("Voor het gesprek met %(partner)s") % {"partner": partner(asked)},
        language=scene.language,
        about=_about(flow),
        who=_who(facts),
        words=SheetWords(
            name=_("Een blad voor het gesprek"),
            questions=_("Wat ik wil vragen"),
            wish=_("Wat ik graag zou willen"),
            said=_said_title(flow),
            left_out=_("Niet alle antwoorden pasten op dit blad. Er zijn er nog {count}."),
            agreed=_("Wat we afspreken"),
        ),
        results=tuple(_results(facts)),
        said=tuple(heavy(scene))[:MOST_SAID] if asked.answers else (),
        questions=asked.questions,
        wish=asked.wish,
        closing=tuple(_closing(flow)),
    )


def partner(asked: Conversation) -> str:
    """Return with whom the conversation is, inside a sentence."""
    return {
        "gp": _("de huisarts"),
        "nurse": _("de wijkverpleegkundige"),
        "practice": _("de praktijkondersteuner"),
        "other": asked.other or _("iemand"),
    }[asked.partner]


def _about(flow: Flow) -> str:
    short = flow.instrument.short if flow.instrument else ""
    names = [score.words.name for score in flow.scores[:1]]
    title = names[0] if names and short else flow.words.title
    full = f"{title} ({short})" if short and short not in title else title
    return _("%(name)s · versie %(version)s") % {"name": full, "version": flow.version}


def _who(facts: Facts) -> str:
    asked, together = facts.asked, facts.together
    who = (
        _("%(name)s, mantelzorger") % {"name": asked.name} if asked.name else _("een mantelzorger")
    )
    how = together.said if together else _("Alleen ingevuld")
    day = date_format(facts.day, "j F Y")
    filled = _("Ingevuld door %(who)s op %(day)s. %(how)s.") % {"who": who, "day": day, "how": how}
    return " ".join([filled, *_still_open(facts.scene)])


def _still_open(scene: Scene) -> Iterator[str]:
    """Yield which items are open, so that whoever reads the page knows why there is no number."""
    items = {
        item for score in scene.flow.scores if is_told(scene, score.id) for item in score.items
    }
    names = [each for each in _items(scene.flow) if each.id in items and not scene.marks(each.id)]
    if names and len(names) < len(items):
        yield ngettext(
            "Eén vraag staat nog open. Daarom is er nog geen getal.",
            "%(count)s vragen staan nog open. Daarom is er nog geen getal.",
            len(names),
        ) % {"count": len(names)}
        if len(names) <= MOST_OPEN:
            yield from (f"“{scene.fill(each.words.label)}”" for each in names)


def _said_title(flow: Flow) -> str:
    if not flow.scores:
        return _("Wat ik antwoordde")
    kinds = {question.kind for question in _items(flow)}  # type: ignore[attr-defined]
    return _("Waar ik ja op zei") if kinds == {"yes-no"} else _("Wat het zwaarst weegt")


def _items(flow: Flow) -> Iterator[Question]:
    for name in dict.fromkeys(item for score in flow.scores for item in score.items):
        if (question := flow.question(name)) is not None:
            yield question


def _results(facts: Facts) -> Iterator[SheetResult]:
    flow = facts.scene.flow
    for score in flow.scores:
        result = facts.scene.result(score.id)
        if result is None or told(facts.scene, score.id) is None:
            continue
        words, (least, most) = said(flow, score.id), span(flow, score)
        bands = tuple(_bands(flow, score, result, words))
        here = next((band for band in bands if band.here), None)
        yield SheetResult(
            name=score.words.name,
            points=str(result.total),
            of=_("van %(most)s") % {"most": most} if least == 0 else f"({least} – {most})",
            share=(result.total - least + 0.5) / (most - least + 1),
            says=here.name if here else _only_answer(facts.scene, score),
            means=words.means or _own(flow, score),
            earlier=_change(facts, result) if facts.asked.earlier else "",
            bands=bands,
        )


def _only_answer(scene: Scene, score: Score) -> str:
    """Return the answer itself, of a number that is one answer."""
    question = scene.flow.question(score.items[0])
    if question is None or len(score.items) > 1:
        return ""
    return ", ".join(question.readable(scene.value(question.id), scene))


def _own(flow: Flow, score: Score) -> str:
    is_own = flow.instrument is not None and flow.instrument.standing == "own"
    if not is_own:
        return ""
    said = _("Eigen ontwerp, niet gevalideerd. Er is geen grens onderzocht.")
    return f"{said} {direction(score)}"


def _bands(flow: Flow, score: Score, result: Result, words: ScoreSaid) -> Iterator[SheetBand]:
    """Yield the ranges as they were published; those of our own forms only choose words."""
    if flow.instrument is None or flow.instrument.standing == "own" or len(score.items) == 1:
        return
    for band, last in score.spans(span(flow, score)[1]):
        title = score.words.bands[band.id].title
        yield SheetBand(
            span=f"{band.from_} – {last}",
            name=words.bands.get(band.id, title),
            share=last - band.from_ + 1,
            here=band == result.band,
        )


def _change(facts: Facts, result: Result) -> str:
    """Return how it was before: "Eerder 6 op 3 mei 2026, nu 9"; empty for a first time."""
    score_id = result.score.id
    known = [each for each in facts.earlier if each.same and score_id in each.totals]
    if not known:
        return ""
    before = ", ".join(
        _("%(points)s op %(day)s")
        % {"points": each.totals[score_id], "day": date_format(each.day, "j F Y")}
        for each in known
    )
    return _("Eerder %(before)s. Nu %(points)s.") % {"before": before, "points": result.total}


def heavy(scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield the items that weigh, the heaviest first, with the answer where it is no mere yes.

    Without a number every answer is given, in order.
    """
    if not scene.flow.scores:
        yield from _all(scene)
        return
    weights = {
        question.id: max(_weights(scene, question.id), default=0.0)
        for question in _items(scene.flow)
    }
    for question in sorted(_items(scene.flow), key=lambda each: -weights[each.id]):
        if weights[question.id] >= HEAVY:
            yield _line(scene, question)


def _weights(scene: Scene, name: str) -> Iterator[float]:
    """Yield how heavy an answer is in each number that counts it: 0 lightest, 1 heaviest."""
    question, marks = scene.flow.question(name), scene.marks(name)
    for score in scene.flow.scores:
        if name not in score.items or not marks or question is None:
            continue
        points = [score.points_of(name, mark) for mark in question.ends()]
        least, most = min(points), max(points)
        share = (score.points_of(name, marks[0]) - least) / max(most - least, 1)
        yield share if score.heavier == "higher" else 1 - share


def _line(scene: Scene, question: Question) -> tuple[str, str]:
    label = scene.fill(question.words.label)
    if scene.marks(question.id) == ("yes",):
        return label, ""
    return label, ", ".join(question.readable(scene.value(question.id), scene))


def _all(scene: Scene) -> Iterator[tuple[str, str]]:
    for question in scene.flow.questions:
        if scene.value(question.id) is not None:
            yield _line(scene, question)


def _closing(flow: Flow) -> Iterator[str]:
    yield _(
        "Dit blad helpt bij een gesprek. Het is geen diagnose, en het gaat nergens vanzelf heen."
    )
    instrument = flow.instrument
    if instrument is None:
        return
    if instrument.citation:
        yield _("Bron: %(source)s") % {"source": " ".join(instrument.citation[:2])}
    elif instrument.standing == "own":
        yield _("Deze vragenlijst is een eigen ontwerp van MantelzorgBalans, niet gevalideerd.")
