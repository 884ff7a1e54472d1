"""`balans staff`: the host gives and takes roles. Only here are addresses shown."""

from collections.abc import Collection

from balans.accounts.entry.address import NoAddress, normalised
from balans.accounts.staff.areas import COUNTRY, NoEditor, give_area, take_area
from balans.accounts.staff.models import Role
from balans.accounts.staff.roles import give_role, listed, owner_with, take_role
from balans.accounts.staff.second_step import forget_second_step

NOBODY = "nobody has a role; give one with `balans staff add ADDRESS ROLE`"


class CannotDo(ValueError):
    """The command cannot be carried out; says what to do."""


def staff(what: str, address: str, role: str) -> list[str]:
    """Carry out one command; return the lines to print. Raise CannotDo."""
    if what == "list":
        return _list()
    if what == "add" and not role:
        raise CannotDo(f"which role? One of {', '.join(Role.Name.values)}")
    if role and role not in Role.Name.values:
        raise CannotDo(f"'{role}' is no role. One of {', '.join(Role.Name.values)}")
    try:
        known = normalised(address)
    except NoAddress as error:
        raise CannotDo(f"'{address}' is no mail address") from error
    return {"add": _add, "remove": _remove, "reset": _reset}[what](known, role)


def _list() -> list[str]:
    lines = [
        f"{each.role:<14} {each.address or '(no address)':<32} "
        + (
            f"invited until {each.waits_until:%Y-%m-%d}"
            if each.waits_until
            else f"since {each.since:%Y-%m-%d}"
        )
        + (f"  for {', '.join(map(_shown, each.areas))}" if each.areas else "")
        for each in listed()
    ]
    return lines or [NOBODY]


def _add(address: str, role: str) -> list[str]:
    if give_role(address=address, role=role):
        return [f"{address} has the role {role}"]
    return [f"{address} has no account yet: the role {role} waits for thirty days"]


def _remove(address: str, role: str) -> list[str]:
    taken = take_role(address=address, role=role)
    return [f"{address}: {taken} role{'s' if taken != 1 else ''} taken away"]


def _reset(address: str, role: str) -> list[str]:
    owner = owner_with(address)
    if owner is None:
        raise CannotDo(f"nobody has an account with {address}")
    forget_second_step(owner=owner)
    return [f"{address} sets up a second step anew; passkeys and app are forgotten"]


WHOLE_COUNTRY = "*"


def area(address: str, place: str, *, remove: bool, known: Collection[str]) -> list[str]:
    """Give an editor a municipality, or take it; return the lines to print. Raise CannotDo.

    `known` are the names of all municipalities; `*` stands for the whole country.
    """
    if place != WHOLE_COUNTRY and place not in known:
        raise CannotDo(f"'{place}' is no municipality we know. Such as zwolle, or * for all")
    municipality = COUNTRY if place == WHOLE_COUNTRY else place
    try:
        mail = normalised(address)
        if remove:
            had = take_area(address=mail, municipality=municipality)
            return [f"{mail} {'no longer edits' if had else 'did not edit'} {_shown(municipality)}"]
        give_area(address=mail, municipality=municipality)
    except NoAddress as error:
        raise CannotDo(f"'{address}' is no mail address") from error
    except NoEditor as error:
        raise CannotDo(f"first: balans staff add {address} editor") from error
    return [f"{mail} edits {_shown(municipality)}"]


def _shown(municipality: str) -> str:
    return municipality or "the whole country"
