"""A typed document in, the bytes of an accessible PDF out (PDF/UA-1, tagged)."""

import json
import re
import unicodedata
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import local
from typing import Any

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override
from fontTools.ttLib import TTFont

from balans.documents.document import Document

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
MISSING = "\N{WHITE MEDIUM SQUARE}"
_compilers = local()


def render(document: Document) -> bytes:
    """Return the document as PDF.

    All text is data: it reaches the template as JSON and is never read as markup. A character that
    none of our fonts has becomes a small box, and the document says so at its end.
    """
    data = _plain(document)
    printable = _Printable()
    data = printable.all(data)
    with override(document.language):
        data["words"] = {
            "page": _("bladzijde"),
            "of": _("van"),
            "note": _("Een teken kon niet worden gedrukt. Daar staat nu een vakje.")
            if printable.missed
            else "",
        }
    return _compile(data)


def _compile(data: dict[str, Any]) -> bytes:
    attempts: tuple[tuple[dict[str, Any], list[Any]], ...] = (
        (data, ["ua-1"]),
        (_letters_only(data), ["ua-1"]),
        (_letters_only(data), []),
    )
    for place, (content, standards) in enumerate(attempts):
        try:
            made = _compiler().compile(
                input=str(HERE / "template.typ"),
                format="pdf",
                sys_inputs={"document": json.dumps(content, ensure_ascii=False)},
                pdf_standards=standards,
                timestamp=int(datetime.now(UTC).timestamp()),
            )
        except typst.TypstError:
            # A rare mix of scripts that cannot be tagged: print what can be printed.
            if place == len(attempts) - 1:
                raise
            continue
        if isinstance(made, bytes):
            return made
    raise RuntimeError("typst gave no PDF")


def _compiler() -> typst.Compiler:
    """Return this thread's compiler; each thread has one."""
    known: typst.Compiler | None = getattr(_compilers, "compiler", None)
    if known is None:
        known = typst.Compiler(root=str(HERE), font_paths=[str(FONTS)], ignore_system_fonts=True)
        _compilers.compiler = known
    return known


def _plain(value: Any) -> Any:
    """Return dataclasses as dictionaries that name their kind."""
    if is_dataclass(value) and not isinstance(value, type):
        plain = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        return {"kind": type(value).__name__, **plain}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


@cache
def coverage() -> frozenset[int]:
    """Return every character that our fonts can draw."""
    found: set[int] = set()
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


class _Printable:
    """Walks through plain data, and makes every text one that can be drawn."""

    def __init__(self) -> None:
        self.missed = False

    def all(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.all(each) for each in value]
        if isinstance(value, dict):
            return {
                key: each if key in {"svg", "kind"} else self.all(each)
                for key, each in value.items()
            }
        return value

    def text(self, raw: str) -> str:
        known, made = coverage(), []
        for sign in unicodedata.normalize("NFC", raw):
            if sign == "\n" or ord(sign) in known:
                made.append(sign)
            elif unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Mn", "Co", "Cn"}:
                continue
            else:
                self.missed = True
                made.append(MISSING)
        return "".join(made)


def _letters_only(value: Any) -> Any:
    """Return the data with only letters, digits and common signs, for a last attempt."""
    if isinstance(value, str):
        return re.sub(r"[^\w\s.,:;!?()'\"“”‘’€@/+&%…·–-]", "", value)
    if isinstance(value, list):
        return [_letters_only(each) for each in value]
    if isinstance(value, dict):
        kept = {"svg", "kind", "colour", "align", "tone", "marks"}
        return {key: each if key in kept else _letters_only(each) for key, each in value.items()}
    return value

