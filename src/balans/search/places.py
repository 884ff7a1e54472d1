"""Where something may be found, as terms of the index, and a place that stands in a query."""

from collections.abc import Collection, Sequence

from balans.directory.municipalities import Municipality, find, is_postcode

MOST_WORDS = 3
YEARS = range(1990, 2050)
BEFORE = {
    "nl": frozenset(("in", "te", "bij", "rond", "omgeving", "gemeente", "uit", "regio")),
    "en": frozenset(("in", "near", "around", "at", "municipality", "from")),
}


def country(language: str) -> str:
    """Return the term of what may be found wherever one lives."""
    return f"in_{language}"


def within(language: str, municipality: str) -> str:
    """Return the term of what may be found by who lives in a municipality."""
    return f"in_{language}_{municipality.replace('-', '_')}"


def anywhere(language: str) -> str:
    """Return the term of every local offer, wherever it is."""
    return f"local_{language}"


def need_term(need: str) -> str:
    """Return the term of what answers a need."""
    return f"need_{need.replace('-', '_')}"


def first_term(need: str) -> str:
    """Return the term of what a need itself names as its first answers."""
    return f"first_{need.replace('-', '_')}"


def place_in(
    words: Sequence[str], language: str, known: Collection[str]
) -> tuple[Municipality | None, list[str]]:
    """Return the place that a query names, and the words without it.

    A postcode is one. A name is one behind a word such as “in”, or when it is no `known` word:
    there are places called Best, Een and Huizen. At least something must be left to look for.
    """
    for at in range(len(words)):
        if (size := _postcode_at(words, at)) and (found := find(words[at])):
            rest = [*words[:at], *words[at + size :]]
            return (found[0], rest) if rest else (None, list(words))
    for size in range(MOST_WORDS, 0, -1):
        for at in range(len(words) - size, -1, -1):
            if place := _named(words, at, size, language, known):
                start = at - 1 if at and words[at - 1] in BEFORE[language] else at
                rest = [*words[:start], *words[at + size :]]
                return (place, rest) if rest else (None, list(words))
    return None, list(words)


def _postcode_at(words: Sequence[str], at: int) -> int:
    """Return how many words of a postcode stand here: 9401 ab, 9401ab, or 9401 as the last word.

    Four digits before something else are an amount, and some are a year.
    """
    word, following = words[at], words[at + 1 : at + 2]
    if not is_postcode(word):
        return 0
    if not word.isdigit():
        return 1
    if following:
        return 2 if len(following[0]) == 2 and following[0].isalpha() else 0
    return 0 if int(word) in YEARS else 1


def _named(
    words: Sequence[str], at: int, size: int, language: str, known: Collection[str]
) -> Municipality | None:
    name = words[at : at + size]
    if any(word.isdigit() for word in name):
        return None
    behind = at > 0 and words[at - 1] in BEFORE[language]
    if len(" ".join(name)) < 3 or (not behind and any(word in known for word in name)):
        return None
    return exactly("-".join(name))


def exactly(slug: str) -> Municipality | None:
    """Return the municipality of a name or a town, None for the mere beginning of one."""
    found = find(slug)
    return found[0] if len(found) == 1 and _is_whole(slug, found[0]) else None


def _is_whole(slug: str, found: Municipality) -> bool:
    """Return whether a name is whole: find() also takes the beginning of a municipality's."""
    return found.slug == slug or not found.slug.startswith(slug)
