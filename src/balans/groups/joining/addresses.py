"""Mail addresses as people paste them: with commas, on lines, with names around. Rules only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from balans.accounts.entry.address import NoAddress, normalised

MOST_AT_ONCE = 60
MOST_SIGNS = 10_000
BETWEEN = re.compile(r"[,;\n\t]+")
QUOTED = re.compile(r'"[^"\n]*"')
WITH_NAME = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True)
class Pasted:
    """What was pasted, read: the good addresses once each, and what is none, as it was typed."""

    good: tuple[str, ...]
    wrong: tuple[str, ...]


def read_addresses(text: str) -> Pasted:
    """Return the addresses in a text, in their order.

    A name before an address ("Anna Smit <anna@voorbeeld.nl>") is left out, also when there is a
    comma in it. Spaces between whole addresses part them too.
    """
    good, wrong = dict[str, None](), dict[str, None]()
    for each in _pieces(text[:MOST_SIGNS]):
        try:
            good[normalised(each)] = None
        except NoAddress:
            wrong[each] = None
    return Pasted(good=tuple(good), wrong=tuple(wrong))


def _pieces(text: str) -> Iterator[str]:
    for piece in BETWEEN.split(QUOTED.sub("", text)):
        if inside := WITH_NAME.findall(piece):
            yield from (each.strip() for each in inside)
        elif piece.count("@") > 1:
            yield from piece.split()
        elif piece.strip():
            yield piece.strip()
