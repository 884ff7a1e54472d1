"""When a guest comes into an account: what cannot go along in a parcel is moved by its room."""

from collections.abc import Callable

from balans.accounts.person import Person

Mover = Callable[[Person, Person], None]
"""Takes who somebody was and who they are now, both vaults open."""

_movers: list[Mover] = []


def when_moved(mover: Mover) -> Mover:
    """Register what a room moves from a guest to an account. Called once, when the room is ready.

    Runs in the transaction that erases the guest, before that.
    """
    if mover not in _movers:
        _movers.append(mover)
    return mover


def move_the_rest(*, origin: Person, into: Person) -> None:
    """Let every room move what it keeps beside the parcel."""
    for mover in _movers:
        mover(origin, into)
