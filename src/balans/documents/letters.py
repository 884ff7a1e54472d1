"""The letters that can be printed: what our fonts know, and what takes the place of the rest."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parent / "fonts"
MISSING = "\N{WHITE MEDIUM SQUARE}"
NEAREST = str.maketrans(
    {
        "\N{RIGHTWARDS ARROW}": "\N{BLACK RIGHTWARDS ARROW}",
        "\N{LEFTWARDS ARROW}": "\N{LEFTWARDS BLACK ARROW}",
        "\N{CHECK MARK}": "\N{HEAVY CHECK MARK}",
        "\N{BLACK STAR}": "\N{WHITE MEDIUM STAR}",
        "\N{WHITE STAR}": "\N{WHITE MEDIUM STAR}",
        "\N{BALLOT BOX}": MISSING,
        "\N{WHITE SQUARE}": MISSING,
        "\N{WHITE BULLET}": "\N{BULLET}",
        "\N{HORIZONTAL BAR}": "\N{EM DASH}",
    }
)
JOINERS = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH SPACE}")
EMOJI_MARKS = frozenset("\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}")
NOT_TEXT = frozenset({"svg", "colour"})
LONGEST_WORD = 32
MOST_MARKS = 6
USUAL = re.compile("[\n -~¡-¬®-ſ‘’“”–—…€]*")
"""Text in which every sign has a letter and none is a loose mark: nearly all that we print."""

_NEW_LINE = re.compile("\r\n|[\r\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
_ENDLESS = re.compile(rf"[^\s\u200b/?&-]{{{LONGEST_WORD}}}(?=[^\s\u200b/?&-])")
_PHONE = re.compile(r"(?<!\d)(?:\+\d{2} ?\d{1,3}|0\d{1,3})(?:[ -]\d{2,4})+(?!\d)")
_UNCOMMON = re.compile(r"[^\w\s.,:;!?()'\"“”‘’€@/+&%…·–-]")


@cache
def coverage() -> frozenset[int]:
    """Return every character that our fonts can draw."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


def texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return a document, or a part of it, with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(texts(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = (each.name for each in fields(value) if each.name not in NOT_TEXT)
        return replace(value, **{name: texts(getattr(value, name), change) for name in kept})
    return value


class Printable:
    """Makes texts that can be printed, and remembers in `missed` whether a sign had no letter."""

    def __init__(self) -> None:
        self.missed = False

    def __call__(self, raw: str) -> str:
        plain = _NEW_LINE.sub("\n", raw).replace("\t", " ").translate(NEAREST)
        signs = unicodedata.normalize("NFC", plain)
        if USUAL.fullmatch(signs):
            return breakable(signs)
        signs = few_marks(signs)
        pairs = zip(f" {signs}", signs, strict=False)
        return breakable("".join(self._sign(before, sign) for before, sign in pairs))

    def _sign(self, before: str, sign: str) -> str:
        kind = unicodedata.category(sign)
        if kind in {"Mn", "Me"} and sign not in EMOJI_MARKS and not is_letter(before):
            return ""
        if sign == "\n" or sign in JOINERS or (kind[0] != "C" and ord(sign) in coverage()):
            return sign
        if kind in {"Cc", "Cf", "Cs", "Mn", "Me"}:
            # Unseen by itself: leaving it out loses no letter.
            return ""
        self.missed = True
        return MISSING


def few_marks(text: str) -> str:
    """Return the text with at most a few marks on one letter.

    No script needs more; thousands would keep the typesetter busy for minutes.
    """
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in {"Mn", "Me"} else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def is_letter(sign: str) -> bool:
    """Return whether the sign can carry an accent in one of our fonts."""
    return unicodedata.category(sign)[0] in "LM" and ord(sign) in coverage()


def has_ink(text: str) -> bool:
    """Return whether anything in the text can be seen."""
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


def breakable(text: str) -> str:
    """Return the text with a place to break in endless words, and none in phone numbers."""
    whole = _PHONE.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)
    return _ENDLESS.sub(lambda found: f"{found[0]}\N{ZERO WIDTH SPACE}", whole)


def without_marks(text: str) -> str:
    """Return the text without joiners and loose accents, for mixes that no single font has."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in {"Mn", "Me", "Cf"})


def common_only(text: str) -> str:
    """Return the text with only letters, digits and common signs."""
    return _UNCOMMON.sub("", text)
