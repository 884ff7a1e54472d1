"""How a group is found by its code, and how many wrong codes we take."""

import secrets
from typing import Literal

from django.http import HttpRequest

from balans.accounts.entry import limits
from balans.groups.actions import code_lookup
from balans.groups.codes import LENGTH, SIGNS, read_code
from balans.groups.models import Group

FROM_ONE_PLACE, FROM_EVERYWHERE = 30, 3_000
"""Wrong codes in an hour. There are some 800 million million codes."""

WHILE_GUESSED, AT_ALL = 3, 30_000
"""The same while somebody guesses from everywhere: fewer from one place, so that whoever has a
right code still comes in. Only far beyond that nobody does."""

WRONG, WHERE = "wrong group codes", "wrong group codes from"
Refused = Literal["unknown", "often"]


def group_at(request: HttpRequest, typed: str) -> Group | Refused:
    """Return the group of a code as it was typed, "unknown" for every wrong one.

    "often" when too many wrong ones came from this network, fewer while they come from everywhere:
    then a right one opens nothing either. Only wrong ones count, so that a whole group can join
    from one place.
    """
    if _is_over(request):
        return "often"
    code = read_code(typed) or "".join(secrets.choice(SIGNS.lower()) for _each in range(LENGTH))
    group = Group.objects.filter(code_lookup=code_lookup(code)).first()
    if group is None:
        _count(request)
        return "unknown"
    return group


def _is_over(request: HttpRequest) -> bool:
    wrong, place = limits.number_of(WRONG, ""), limits.from_where(request)
    if not limits.is_of_one_network(place):
        return limits.reached(WRONG, wrong >= FROM_EVERYWHERE)
    most = FROM_ONE_PLACE if wrong < FROM_EVERYWHERE else WHILE_GUESSED
    return limits.reached(WRONG, wrong >= AT_ALL) or limits.is_spent(WHERE, place, most=most)


def _count(request: HttpRequest) -> None:
    limits.allow(WRONG, "", most=FROM_EVERYWHERE)
    place = limits.from_where(request)
    if limits.is_of_one_network(place):
        limits.allow(WHERE, place, most=FROM_ONE_PLACE)
