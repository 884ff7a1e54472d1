"""Measure and wrap short labels without a font at hand."""

import unicodedata
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

MAX_CHARS = 40
MAX_LINES = 3
ELLIPSIS = "…"

# Advance widths of Atkinson Hyperlegible Next, the wider of 400 and 500, in hundredths of an em,
# rounded up. What is not here is taken wider than any usual fallback font draws it.
_WIDTHS = {
    20: "'",
    26: ",.:;‘’",
    28: "`ij|",
    32: " !()l",
    36: '"[]frt{}',
    44: "-_/1I\\“”",
    50: "yz",
    52: "*?cksvx–",
    56: "7FJLaehnou~",
    60: "$2359<>EST^bdgpqß",
    68: "+468=BPRVYZ0ACDKX€",
    72: "#GHNUw…",
    80: "&OQ@",
    88: "Mm—",
    96: "Wæœ%Æ",
    102: "Œ",
    136: "‰",
}
_WIDTH = {char: width / 100 for width, chars in _WIDTHS.items() for char in chars}
_OTHER, _OTHER_ALPHABET, _PICTURE = 1.1, 0.92, 1.4
_AT_EASE = 0.84
"""Up to this load a label has air enough; another line would only make it choppy."""
_VOWELS = frozenset("aeiouyäëïöüáéíóúàèâê")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}

Capacity = Callable[[int, int], float]
"""Give the room for line `index` of `count`, in the unit of the font size."""


def clean(text: str) -> str:
    """Return the text on one line, without characters that XML does not allow."""
    whole = unicodedata.normalize("NFC", text)
    kept = "".join(" " if char.isspace() else char for char in whole if _is_allowed(char))
    return " ".join(kept.split())


def _is_allowed(char: str) -> bool:
    # Control characters, half characters, and what turns the text around it or breaks XML.
    if char.isspace():
        return True
    return char not in _TURNING and unicodedata.category(char) not in {"Cc", "Cs"}


def width(text: str, font_size: float) -> float:
    """Return how wide the text is at most, in the unit of the font size."""
    return font_size * sum(_char_width(char) for char in unicodedata.normalize("NFKD", text))


def _char_width(char: str) -> float:
    known = _WIDTH.get(char)
    if known is not None:
        return known
    category = unicodedata.category(char)
    if category in {"Mn", "Me"} or char in _JOINERS:
        return 0.0
    if category in {"So", "Sk", "Cf", "Cn", "Co"}:
        return _PICTURE
    wide = unicodedata.east_asian_width(char) in {"W", "F"}
    return _OTHER if wide or category not in {"Lu", "Ll", "Lo"} else _OTHER_ALPHABET


def clusters(text: str) -> list[str]:
    """Split the text in what a reader sees as one character."""
    found: list[str] = []
    for char in text:
        glued = found and (
            unicodedata.combining(char)
            or char in _JOINERS
            or "\U0001f3fb" <= char <= "\U0001f3ff"
            or found[-1].endswith("\u200d")
        )
        if glued:
            found[-1] += char
        else:
            found.append(char)
    return found


def shorten(text: str, limit: int = MAX_CHARS) -> str:
    """Return the text, cut between words with an ellipsis when it is longer than the limit."""
    parts = clusters(text)
    if len(parts) <= limit:
        return text
    kept = "".join(parts[: limit - 1])
    head, _, tail = kept.rpartition(" ")
    # A half word says little, but a long word cut off says more than nothing.
    return (head if head and len(tail) < limit // 2 else kept).rstrip(" ,.;:-") + ELLIPSIS


def wrap(text: str, font_size: float, room: Capacity) -> tuple[str, ...]:
    """Return the text in the one to three lines that fill the room best, or () if none fits."""
    words = text.split(" ")
    best: tuple[float, tuple[str, ...]] = (1.0, ())
    for count in range(1, min(MAX_LINES, len(words)) + 1):
        if best[0] < _AT_EASE:
            break
        for lines in _divisions(words, count):
            load = max(width(line, font_size) / room(i, count) for i, line in enumerate(lines))
            if load < best[0]:
                best = (load, lines)
    return best[1]


def _divisions(words: list[str], count: int) -> Iterator[tuple[str, ...]]:
    for cuts in combinations(range(1, len(words)), count - 1):
        edges = (0, *cuts, len(words))
        yield tuple(" ".join(words[a:b]) for a, b in pairwise(edges))


def wrap_or_cut(text: str, font_size: float, room: Capacity) -> tuple[str, ...]:
    """Return the text in lines that fit; break a word that is too long, cut what is left over."""
    widest = min(room(0, 2), room(1, 2))
    parts = clusters(" ".join(_broken(word, font_size, widest) for word in text.split(" ")))
    lines = wrap("".join(parts), font_size, room)
    while not lines and len(parts) > 1:
        parts = clusters("".join(parts[:-1]).rstrip(" -,.;:" + ELLIPSIS))
        lines = wrap("".join(parts) + ELLIPSIS, font_size, room)
    return lines


def _broken(word: str, font_size: float, widest: float) -> str:
    if width(word, font_size) <= widest:
        return word
    parts = clusters(word)
    cut = 1
    while cut < len(parts) and width("".join(parts[: cut + 1]) + "-", font_size) <= widest:
        cut += 1
    cut = next((i for i in range(cut, 2, -1) if _starts_syllable(parts, i)), cut)
    rest = "".join(parts[cut:])
    return "".join(parts[:cut]) + ("- " + _broken(rest, font_size, widest) if rest else "")


def _starts_syllable(parts: list[str], at: int) -> bool:
    """Tell whether a break here looks like one in Dutch or English: before consonant and vowel."""
    if not 3 <= at <= len(parts) - 3:
        return False
    here, following = parts[at].lower(), parts[at + 1].lower()
    return here.isalpha() and here not in _VOWELS and following in _VOWELS
