"""One small suggestion on Mijn plek: from what is there and what is not there yet.

The rule is pure. Rooms offer suggestions; at most one is shown, and one that was put away never
comes back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from balans.accounts.place.profile import Profile


@dataclass(frozen=True)
class Suggestion:
    """Something small that somebody could do here."""

    key: str
    text: str
    action: str
    href: str
    order: int
    """The lowest is shown first."""

    after: frozenset[str] = frozenset()
    """Marks of things that must be finished before this is suggested."""

    unless: frozenset[str] = frozenset()
    """Marks of things that make it superfluous."""

    about_caring: bool = True


@dataclass(frozen=True)
class Known:
    """What the rule looks at: marks of what is there and what is finished, and what waits."""

    there: frozenset[str]
    finished: frozenset[str]
    quiet: bool
    """Something was left or is due, which goes before anything new; or these are first weeks."""


Offer = Callable[[], Sequence[Suggestion]]
_offers: list[Offer] = []


def offer(suggestions: Offer) -> Offer:
    """Register what a room can suggest, in the language of the page."""
    if suggestions not in _offers:
        _offers.append(suggestions)
    return suggestions


def all_suggestions() -> list[Suggestion]:
    """Return what every room can suggest."""
    return [each for suggestions in _offers for each in suggestions()]


def choose(offered: Sequence[Suggestion], known: Known, profile: Profile) -> Suggestion | None:
    """Return the one suggestion that fits, or none.

    None while something waits, and in the first weeks after a death. Nothing about caring for
    who is bereaved.
    """
    if known.quiet:
        return None
    fitting = [
        each
        for each in offered
        if each.key not in profile.put_away
        and each.after <= known.finished
        and not each.unless & known.there
        and not (each.about_caring and profile.bereaved)
    ]
    return min(fitting, key=lambda each: each.order, default=None)
