"""A sheet to hand out: one A4 with a few things, light and large enough to hang on a fridge."""

from dataclasses import dataclass

from balans.documents.letters import Printable, texts
from balans.documents.logo import Picture
from balans.documents.pdf import LESS, plain, typeset


@dataclass(frozen=True)
class Handout:
    """What stands on the sheet; all of it is data, never markup.

    A thing that ends in an ellipsis is to be finished by hand: it gets lines to write on.
    """

    language: str
    title: str
    lead: str
    items: tuple[str, ...]
    close: str = ""
    footer: str = "MantelzorgBalans"
    giver: str = ""
    """Who hands it out: a group, an organisation."""

    logo: Picture | None = None


def render_handout(handout: Handout) -> bytes:
    """Return the sheet as PDF of one page, tagged (PDF/UA-1) as far as its letters allow."""
    from typst import TypstError

    ready: Handout = texts(handout, Printable())
    for change in (None, *LESS):
        ready = texts(ready, change) if change else ready
        try:
            return typeset("handout.typ", {"handout": plain(ready)}, tagged=True)
        except TypstError:
            continue
    # Someone waits for this paper: without tags is better than not at all.
    return typeset("handout.typ", {"handout": plain(ready)}, tagged=False)
