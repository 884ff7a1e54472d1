"""What follows when something finished comes or goes: rooms register, the engine knows none."""

from collections.abc import Callable

from balans.accounts.person import Person

Follower = Callable[[Person, str], None]
"""Takes whose it is, and the name of the questionnaire; runs in the same transaction."""

_followers: list[Follower] = []


def when_finished(follower: Follower) -> Follower:
    """Register what a room keeps up with the finished attempts at a questionnaire.

    Called when one is finished, comes back from a parcel or is erased.
    """
    if follower not in _followers:
        _followers.append(follower)
    return follower


def tell_finished(person: Person, flow: str) -> None:
    """Let every room know that the finished attempts of a person at a questionnaire changed."""
    for follower in _followers:
        follower(person, flow)
