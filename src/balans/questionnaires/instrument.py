"""What a check says about itself: who made it, how it may be used, how sure it is."""

from typing import Literal

from pydantic import Field

from balans.core.content import LANGUAGES, Content, Words

Every = Literal["week", "fortnight", "month", "quarter"]
"""How often something is done again."""


class InstrumentWords(Content):
    rights: Words
    """Who made it and what may be done with it, as the page shows it."""

    wording: str = ""
    """What to know about the wording in this language, such as that it is a translation."""


class Instrument(Content):
    """The standing of a check: others tested it, we made it ourselves, or a host brought it.

    Of what a host brought nothing is claimed, unless the host says that it was tested.
    """

    standing: Literal["validated", "own", "brought"]
    short: str = ""
    """What professionals call it, such as CSI."""

    citation: tuple[Words, ...] = ()
    copyright: str = ""
    quoted: tuple[Literal["nl", "en"], ...] = Field(default=(), max_length=len(LANGUAGES))
    """The languages in which the items stand as they were published; there they are not measured
    against our way of writing, and nobody may reword them."""

    repeat: Every | None = None
    """How often it is sensible to fill it in again; none for no advice."""

    words: InstrumentWords
