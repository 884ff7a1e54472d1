"""Who is in the crowd and how much each keeps. Pure: it follows from the seed and a number.

Every hundred people are alike in size: a few who keep very much, many who keep little. So somebody
of the first hundred has as many rows as their likes at the other end of a hundred thousand.
"""

import hashlib
import random
import uuid
from dataclasses import dataclass

HUNDRED = 100
SEED = 7
Who = int | str
"""The number of a carer, or the name of somebody of the staff."""


@dataclass(frozen=True)
class Shape:
    """How much one carer keeps."""

    account: bool
    attempts: tuple[tuple[str, int], ...]
    """Which questionnaires, and how often each."""

    memories: int
    photos: int
    plans: int
    kept: int
    shares: int
    reminded: bool


FACILITATORS = (10, 60)
MEMBERS = {10: range(20, 32), 60: range(70, 82)}
"""Who takes part in the group of each facilitator, by place in the hundred."""


def shape_of(number: int) -> Shape:
    """Return how much a carer keeps; it depends on the place in the hundred alone."""
    place = number % HUNDRED
    account = place % 5 < 2
    if place == 0:
        many = (("week", 52), ("csi", 24), ("grenzen", 2), ("doelen", 2))
        return Shape(account, many, 200, 60, 6, 8, 6, True)
    if place < 5:
        some = (("week", 10), ("csi", 12), ("grenzen", 1), ("activiteiten", 1))
        return Shape(account, some, 40, 15, 3, 4, 3, account)
    if place < 25:
        few = (("csi", 3), ("drie-minuten", 1), ("grenzen", 1))
        return Shape(account, few, 6, 3, 1, 2, place % 2, account)
    if place < 60:
        exercise = ("grenzen", "activiteiten", "doelen", "contact")[place % 4]
        return Shape(account, ((exercise, 1), ("csi", 1)), 1, place % 2, place % 2, 0, 0, False)
    return Shape(account, ((("csi", "ediz", "week")[place % 3], 1),), 0, 0, 0, 0, 0, False)


def secret_of(seed: int, who: Who) -> bytes:
    """Return the secret that the browser of somebody in the crowd holds."""
    return hashlib.sha256(f"crowd {seed} {who}".encode()).digest()


def id_of(seed: int, who: Who, what: str = "owner") -> uuid.UUID:
    """Return an id that follows from the seed: random in place, as those of the product are."""
    return uuid.UUID(bytes=hashlib.sha256(f"{seed} {who} {what}".encode()).digest()[:16], version=4)


def dice_of(seed: int, who: Who) -> random.Random:
    """Return the chance of one person."""
    return random.Random(f"{seed} {who}")


def address_of(who: Who) -> str:
    """Return the mail address of somebody with an account."""
    return f"carer{who}@crowd.example"
