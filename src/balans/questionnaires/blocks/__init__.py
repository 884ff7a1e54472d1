"""The blocks of an outcome. A new block is one class and one line here."""

from typing import Annotated

from pydantic import Field

from balans.questionnaires.blocks.balance import BalanceBlock, WeighBlock
from balans.questionnaires.blocks.base import Block, Shown
from balans.questionnaires.blocks.map import MapBlock
from balans.questionnaires.blocks.overview import AnswersBlock, PilesBlock, RemarksBlock
from balans.questionnaires.blocks.plan import NextBlock, PlanBlock
from balans.questionnaires.blocks.result import ScoreBlock
from balans.questionnaires.blocks.support import EmergencyBlock, SuggestionsBlock
from balans.questionnaires.blocks.tasks import TasksBlock
from balans.questionnaires.blocks.wording import FORMS, MessageBlock, SentencesBlock

AnyBlock = Annotated[
    PilesBlock
    | RemarksBlock
    | AnswersBlock
    | BalanceBlock
    | WeighBlock
    | TasksBlock
    | MapBlock
    | ScoreBlock
    | SuggestionsBlock
    | SentencesBlock
    | PlanBlock
    | MessageBlock
    | EmergencyBlock
    | NextBlock,
    Field(discriminator="kind"),
]

__all__ = [
    "FORMS",
    "AnyBlock",
    "Block",
    "EmergencyBlock",
    "MessageBlock",
    "NextBlock",
    "PlanBlock",
    "ScoreBlock",
    "Shown",
    "SuggestionsBlock",
]
