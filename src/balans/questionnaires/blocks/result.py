"""The block that gives the result of a check: in words first, then the number."""

from typing import Any, ClassVar, Literal

from django.utils.translation import ngettext

from balans.core.content import Id
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Heading, Items, Paragraph
from balans.questionnaires.blocks.base import Block, FlowView, Scene
from balans.questionnaires.blocks.overview import Computed
from balans.questionnaires.scoring import IncompleteAnswers, Result, Score, ends, reckon


class ScoreBlock(Block):
    """One score: the band in words, the number, what it means and what it does not mean.

    While an item is open there is no number: the block names what is open.
    """

    template: ClassVar[str] = "questionnaires/blocks/score.html"
    shared: ClassVar[bool] = True
    kind: Literal["score"]
    score: Id

    def compute(self, scene: Scene) -> Computed | None:
        score = scene.flow.score(self.score)
        try:
            result = reckon(score, scene)
        except IncompleteAnswers as incomplete:
            if len(incomplete.open) == len(score.items):
                return None
            return self._open(scene, incomplete)
        return self._known(scene, result)

    def _open(self, scene: Scene, incomplete: IncompleteAnswers) -> Computed:
        """Say what is open: the number was published for all items together."""
        flow = scene.flow
        items = [
            (flow.page_of(each).id, each, scene.fill(flow.question(each).words.label))
            for each in incomplete.open
        ]
        text = ngettext(
            "Eén vraag staat nog open. Daarom is er nog geen getal.",
            "%(count)s vragen staan nog open. Daarom is er nog geen getal.",
            len(items),
        ) % {"count": len(items)}
        labels = tuple(label for _page, _item, label in items)
        return {"open": items, "open_text": text}, [Paragraph(text=text), Items(items=labels)]

    def _known(self, scene: Scene, result: Result) -> Computed:
        score, words = result.score, result.score.words
        least, most = span(scene.flow, score)
        band = words.bands[result.band.id] if result.band else None
        numbers = {"points": str(result.total), "least": str(least), "most": str(most)}
        number = scene.fill(words.number, **numbers)
        data: dict[str, Any] = {
            "band": band,
            "number": number,
            "points": result.total,
            "least": least,
            "most": most,
            "name": words.name,
            "means": scene.fill(words.means),
            "does_not": scene.fill(words.does_not),
        }
        printed: list[PrintedBlock] = []
        if band:
            printed += [Heading(text=band.title, level=3)]
            printed += [Paragraph(text=band.text)] if band.text else []
        printed += [
            Paragraph(text=f"{number} {data['means']}"),
            Paragraph(text=data["does_not"], tone="soft"),
        ]
        return data, printed


def span(flow: FlowView, score: Score) -> tuple[int, int]:
    """Return the lowest and the highest number that a score can have in a questionnaire."""
    asked = {each: flow.question(each) for each in score.items}
    return ends(score, {each: question.ends() for each, question in asked.items() if question})
