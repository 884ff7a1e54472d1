"""A conversation page: one sheet for a doctor or a nurse, read in a minute."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from balans.documents.letters import Printable, texts
from balans.documents.pdf import LESS, plain, typeset

MOST_SAID = 24
"""More answers than this never fit beside the rest."""
Fit = Literal["roomy", "close", "tight", "least"]
_PAGES = re.compile(rb"/Type ?/Pages ?/Count (\d+)")


@dataclass(frozen=True)
class SheetBand:
    """A range of the number with its name, such as "7 – 10" and "overbelast"."""

    span: str
    name: str
    share: int
    """How many of the possible numbers fall in it: how wide it stands on the sheet."""

    here: bool


@dataclass(frozen=True)
class SheetResult:
    """One number: how much, out of what, and what it is called where it falls."""

    name: str
    points: str
    of: str
    share: float
    """Where it stands between the ends, from 0 to 1."""

    says: str = ""
    means: str = ""
    earlier: str = ""
    bands: tuple[SheetBand, ...] = ()


@dataclass(frozen=True)
class SheetWords:
    """What the sheet itself says, in its language."""

    name: str
    """What the file is called where a title is shown or kept: no word of the carer's."""

    questions: str
    wish: str
    said: str
    left_out: str
    """Said when answers were left out for want of room; holds {count}."""

    agreed: str


@dataclass(frozen=True)
class ConversationSheet:
    """What stands on the sheet; all of it is data, never markup. `said`: statement and answer."""

    title: str
    language: str
    about: str
    who: str
    words: SheetWords
    results: tuple[SheetResult, ...] = ()
    notice: str = ""
    said: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()
    wish: str = ""
    closing: tuple[str, ...] = ()
    fit: Fit = "roomy"


def render_conversation(sheet: ConversationSheet) -> bytes:
    """Return the sheet as PDF, tagged (PDF/UA-1) as far as its letters allow.

    One page whenever the questions fit on one: what does not fit is set closer, and then answers
    are left out, the last ones first, which the sheet says. Questions are never left out.
    """
    printable: ConversationSheet = texts(sheet, Printable())
    made = b""
    for each in _smaller(printable):
        made = _set(each)
        if pages_of(made) == 1:
            break
    return made


def _smaller(sheet: ConversationSheet) -> Iterator[ConversationSheet]:
    """Yield the sheet as it would be best, and then each time as something smaller."""
    fits: tuple[Fit, ...] = ("roomy", "close", "tight")
    yield from (replace(sheet, fit=fit) for fit in fits)
    count = len(sheet.said)
    fewer: tuple[tuple[int, Fit], ...] = (
        (count * 2 // 3, "tight"),
        (count // 3, "tight"),
        (0, "tight"),
        (0, "least"),
    )
    for kept, fit in fewer:
        left = sheet.words.left_out.replace("{count}", str(count - kept)) if count else ""
        yield replace(sheet, said=sheet.said[:kept], notice=left, fit=fit)


def _set(sheet: ConversationSheet) -> bytes:
    from typst import TypstError

    for change in (None, *LESS):
        ready: ConversationSheet = texts(sheet, change) if change else sheet
        try:
            return typeset("conversation.typ", {"sheet": plain(ready)}, tagged=True)
        except TypstError:
            continue
    # Someone waits for this paper: without tags is better than not at all.
    return typeset("conversation.typ", {"sheet": plain(sheet)}, tagged=False)


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has. Raise ValueError for one that is not ours."""
    found = _PAGES.search(pdf)
    if found is None:
        raise ValueError("typst writes its pages in another way than it did")
    return int(found[1])
