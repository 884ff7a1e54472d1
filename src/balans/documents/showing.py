"""Slides as PDF, to show anywhere: tagged, with a heading on every slide."""

from balans.documents.letters import Printable, texts
from balans.documents.pdf import LESS, plain, typeset
from balans.documents.slides import HEIGHT, MARK, MOBILE, WIDTH, Deck, laid


def render_deck(deck: Deck) -> bytes:
    """Return slides as PDF (PDF/UA-1) as far as their letters allow. Notes are not shown."""
    from typst import TypstError

    ready: Deck = texts(deck, Printable())
    for change in (None, *LESS):
        ready = texts(ready, change) if change else ready
        try:
            return _set(ready, tagged=True)
        except TypstError:
            continue
    # Someone waits for these slides: without tags is better than not at all.
    return _set(ready, tagged=False)


def _set(deck: Deck, *, tagged: bool) -> bytes:
    data = {
        "title": deck.title,
        "author": deck.author,
        "language": deck.language,
        "width": WIDTH,
        "height": HEIGHT,
        "mobile": plain(MOBILE),
        "mark": plain(MARK),
        "laid": [plain(laid(each)) for each in deck.slides],
    }
    return typeset("slides.typ", {"deck": data}, tagged=tagged)
