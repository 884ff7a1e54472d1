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

WRONG, WHERE = "wrong group codes", "wrong group codes from"
Refused = Literal["unknown", "often"]


def group_at(request: HttpRequest, typed: str) -> Group | Refused:
    """Return the group of a code as it was typed, "unknown" for every wrong one.

    "often" when too many wrong ones came from this network, or from everywhere: then a right one
    opens nothing either. Only wrong ones count, so that a whole group can join from one place.
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
    if limits.is_spent(WRONG, "", most=FROM_EVERYWHERE):
        return True
    place = limits.from_where(request)
    return limits.is_of_one_network(place) and limits.is_spent(WHERE, place, most=FROM_ONE_PLACE)


def _count(request: HttpRequest) -> None:
    limits.allow(WRONG, "", most=FROM_EVERYWHERE)
    place = limits.from_where(request)
    if limits.is_of_one_network(place):
        limits.allow(WHERE, place, most=FROM_ONE_PLACE)
