"""A typed document in, the bytes of an accessible PDF out (PDF/UA-1, tagged).

The typesetter is loaded when the first PDF is made: some processes never make one.
"""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.documents.document import Document
from balans.documents.letters import FONTS, Printable, common_only, texts, without_marks
from balans.documents.sound import sound

if TYPE_CHECKING:
    from typst import Compiler, Fonts

HERE = Path(__file__).resolve().parent
LESS: tuple[Callable[[str], str], ...] = (without_marks, common_only)
"""What is left out, step by step, when a rare mix of scripts cannot be tagged."""
_compilers = local()


def render(document: Document) -> bytes:
    """Return the document as PDF.

    All text is data: it reaches the template as JSON and is never read as markup. A character that
    none of our fonts has becomes a small box, and the document says so at its end.
    """
    from typst import TypstError

    printable = Printable()
    ready: Document = texts(document, printable)
    try:
        return _compile(ready, missed=printable.missed)
    except TypstError:
        return _render_less(ready)


def _render_less(document: Document) -> bytes:
    from typst import TypstError

    for change in LESS:
        document = texts(document, change)
        try:
            return _compile(document, missed=True)
        except TypstError:
            continue
    # Someone waits for this paper: without tags is better than not at all.
    return _compile(document, missed=True, tagged=False)


def _compile(document: Document, *, missed: bool, tagged: bool = True) -> bytes:
    data = {**plain(sound(document)), "words": _words(document.language, missed=missed)}
    return typeset("template.typ", {"document": data}, tagged=tagged)


def typeset(template: str, inputs: dict[str, Any], *, tagged: bool) -> bytes:
    """Return what a template of this folder makes of data. Raise TypstError."""
    made = compiler().compile(
        input=str(HERE / template),
        format="pdf",
        sys_inputs={name: json.dumps(each, ensure_ascii=False) for name, each in inputs.items()},
        pdf_standards=["ua-1"] if tagged else [],
        timestamp=int(datetime.now(UTC).timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("one document makes one PDF")
    return made


def _words(language: str, *, missed: bool) -> dict[str, str]:
    with override(language):
        return {
            "page": _("bladzijde"),
            "of": _("van"),
            "note": _("Een teken kunnen we niet afdrukken. Daar staat nu een vakje.")
            if missed
            else "",
        }


def compiler() -> "Compiler":
    """Return this thread's compiler; each thread has one."""
    from typst import Compiler

    known: Compiler | None = getattr(_compilers, "compiler", None)
    if known is None:
        known = Compiler(root=str(HERE), font_paths=own_fonts())
        _compilers.compiler = known
    return known


@cache
def own_fonts() -> "Fonts":
    """Return our fonts and no others, so that paper looks the same on every machine."""
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def plain(value: Any) -> Any:
    """Return dataclasses as dictionaries that name their kind."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        return {"kind": type(value).__name__, **named}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value
