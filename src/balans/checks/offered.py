"""Which checks there are for somebody who comes in: in groups, the short ones first."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from balans.questionnaires.content import Flow, checks, is_offered

SHORT, CLOSER, OVERVIEW, YOUNG, MORE = "kort", "nader", "overzicht", "jong", "meer"
GROUPS: dict[str, tuple[str, ...]] = {
    SHORT: ("week", "drie-minuten"),
    CLOSER: ("csi", "ediz", "volhoudtijd"),
    OVERVIEW: ("draagkracht", "zorgtaken", "vitaliteit"),
    YOUNG: ("jonge-mantelzorger",),
}
"""In which order they stand; what a host added stands last, under `MORE`."""

WEEKLY = "week"
"""The short check-in of every week."""

LONGER = ("csi", "ediz", "drie-minuten")
"""The checks that may be offered when it goes down: the first that a host did not leave out."""


@dataclass(frozen=True)
class Group:
    """Some checks that belong together on the page."""

    name: str
    flows: tuple[Flow, ...]


def offered(language: str) -> dict[str, Flow]:
    """Return the checks that can be begun, by name."""
    return {flow.name: flow for flow in checks(language) if is_offered(flow.name)}


def longer_check(language: str) -> Flow | None:
    """Return the longer check to offer; None where a host left all of them out."""
    known = offered(language)
    return next((known[name] for name in LONGER if name in known), None)


def groups(language: str, *, without: Set[str] = frozenset()) -> tuple[Group, ...]:
    """Return the checks in their groups, but for some; a group without checks is left out."""
    known = {name: flow for name, flow in offered(language).items() if name not in without}
    return tuple(group for group in _groups(known) if group.flows)


def _groups(known: dict[str, Flow]) -> Iterator[Group]:
    for name, names in GROUPS.items():
        yield Group(name, tuple(known.pop(each) for each in names if each in known))
    yield Group(MORE, tuple(known.values()))
