"""Opening hours as people write them: `ma-vr 9:00-17:00; za 10.00 tot 12.00 uur`."""

import re
from collections.abc import Iterator

from balans.directory.editing.reading.problems import Unreadable
from balans.directory.offer import DAYS, Day, Opening

NAMES: dict[str, Day] = {
    name: day
    for day, names in zip(
        DAYS,
        (
            "ma maandag mon monday mo",
            "di dinsdag tue tuesday tu",
            "wo woensdag wed wednesday we",
            "do donderdag thu thursday th",
            "vr vrijdag fri friday fr",
            "za zaterdag sat saturday sa",
            "zo zondag sun sunday su",
        ),
        strict=True,
    )
    for name in names.split()
}
GROUPS: dict[str, tuple[Day, ...]] = {
    **dict.fromkeys(("dagelijks", "elkedag", "iederedag", "daily"), DAYS),
    **dict.fromkeys(("werkdagen", "opwerkdagen", "doordeweeks", "weekdays"), DAYS[:5]),
    **dict.fromkeys(("weekend", "inhetweekend"), DAYS[5:]),
}
TIME = r"(\d{1,2})(?:[:.u](\d{2}))?"
SPAN = re.compile(rf"{TIME}\s*(?:uur)?\s*(?:-|–|tot|t/m|to)\s*{TIME}\s*(?:uur)?")
TO = re.compile(r"\s*(?:-|–|t/m|tot en met|to)\s*")
MOST = 21


def read_openings(text: str) -> tuple[Opening, ...]:
    """Return when something is open. Raise Unreadable for words that we cannot follow.

    A comma or the word `en` between times holds for the same days: `ma 9-12 en 13-17`.
    """
    found = [each for part in re.split(r"[;|\n]", text.lower()) for each in _part(part.strip())]
    if len(found) > MOST:
        raise Unreadable("hours")
    return tuple(found)


def write_openings(openings: tuple[Opening, ...]) -> str:
    """Return opening hours as `read_openings` reads them."""
    return "; ".join(f"{','.join(each.days)} {each.opens}-{each.closes}" for each in openings)


def _part(text: str) -> Iterator[Opening]:
    if not text:
        return
    spans = list(SPAN.finditer(text))
    if not spans:
        raise Unreadable("hours", text[:40])
    days = _days(text[: spans[0].start()].strip(" :,"))
    left = SPAN.sub(" ", text[spans[0].start() :])
    if re.sub(r"\b(en|and|van|uur)\b|[\s,.&+]", "", left):
        raise Unreadable("hours", text[:40])
    for span in spans:
        yield Opening(days=days, opens=_clock(span[1], span[2]), closes=_clock(span[3], span[4]))


def _days(text: str) -> tuple[Day, ...]:
    bare = re.sub(r"\b(van|from)$", "", text).strip(" :,")
    if (joined := re.sub(r"\s", "", bare)) in GROUPS:
        return GROUPS[joined]
    found: list[Day] = []
    for each in re.split(r"\s*(?:,|&|\ben\b|\band\b)\s*", bare):
        ends = [NAMES.get(name.strip(". ")) for name in TO.split(each)]
        if not 1 <= len(ends) <= 2 or None in ends:
            raise Unreadable("hours", text[:40])
        first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
        span = DAYS[first : last + 1] if first <= last else DAYS[first:] + DAYS[: last + 1]
        found += span
    return tuple(sorted(set(found), key=DAYS.index))


def _clock(hours: str, minutes: str | None) -> str:
    hour, minute = int(hours), int(minutes or 0)
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59:
        raise Unreadable("hours", f"{hours}:{minutes or '00'}")
    return f"{hour:02}:{minute:02}"
