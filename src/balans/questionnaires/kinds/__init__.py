"""The kinds of question. A new kind is one class and one line here."""

from typing import Annotated

from pydantic import Field

from balans.questionnaires.kinds.amounts import Amounts
from balans.questionnaires.kinds.base import (
    MORE_LINES,
    Condition,
    Entered,
    Form,
    InvalidAnswer,
    Item,
    Question,
    Source,
    Value,
)
from balans.questionnaires.kinds.choice import OneChoice, Scale, SeveralChoices
from balans.questionnaires.kinds.moment import Contact, Date
from balans.questionnaires.kinds.number import Number
from balans.questionnaires.kinds.placement import Placement, Rate, Sort
from balans.questionnaires.kinds.statement import Statement, YesNo
from balans.questionnaires.kinds.words import LongText, OwnList, ShortText

AnyQuestion = Annotated[
    OneChoice
    | SeveralChoices
    | Statement
    | YesNo
    | Scale
    | Number
    | ShortText
    | LongText
    | OwnList
    | Sort
    | Rate
    | Amounts
    | Date
    | Contact,
    Field(discriminator="kind"),
]

__all__ = [
    "MORE_LINES",
    "Amounts",
    "AnyQuestion",
    "Condition",
    "Entered",
    "Form",
    "InvalidAnswer",
    "Item",
    "Placement",
    "Question",
    "Source",
    "Value",
]
