"""The blocks of an outcome. A new block is one class and one line here."""

from typing import Annotated

from pydantic import Field

from balans.questionnaires.blocks.action import (
    EmergencyBlock,
    MessageBlock,
    NextBlock,
    PlanBlock,
    SentencesBlock,
    SuggestionsBlock,
)
from balans.questionnaires.blocks.base import Block, Shown
from balans.questionnaires.blocks.overview import (
    AnswersBlock,
    BalanceBlock,
    PilesBlock,
    RemarksBlock,
)

AnyBlock = Annotated[
    PilesBlock
    | RemarksBlock
    | AnswersBlock
    | BalanceBlock
    | SuggestionsBlock
    | SentencesBlock
    | PlanBlock
    | MessageBlock
    | EmergencyBlock
    | NextBlock,
    Field(discriminator="kind"),
]

__all__ = ["AnyBlock", "Block", "MessageBlock", "NextBlock", "PlanBlock", "Shown"]
