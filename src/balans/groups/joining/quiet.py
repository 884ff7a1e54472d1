"""Whom a group may write to: an address that somebody typed may be another's (docs/adr/0029).

Nobody proves that an address is theirs: that would keep guests out. So few can be given in a
while, each mail says how to stop it, and who stopped it is not written to for this group again.
"""

import uuid
from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _

from balans.accounts.entry import limits
from balans.groups.models import Group, Participation
from balans.groups.telling import quiet_name

ONE_DAY = timedelta(days=1)
GIVEN_A_DAY = 6
"""How often one address may be given for groups in a day: a household, and double clicks."""

FROM_ONE_PLACE = 70
"""How many may be given in an hour from one network: a whole group in one hall."""

REMEMBERED = timedelta(days=180)
"""How long we remember that an address wants no mail of a group: as long as a group stays."""

STOPPED = "stopped mail of a group"


def may_write_to(request: HttpRequest, group: Group, address: str, *, own: str = "") -> bool:
    """Return whether mail of a group may go to an address that was typed; counts it.

    An account's own address was proven: whoever gives that one wants the mail again.
    """
    if not address:
        return True
    if address == own:
        limits.let_go(STOPPED, _who(group.pk, address))
        return True
    if limits.is_remembered(STOPPED, _who(group.pk, address)):
        return False
    place = limits.from_where(request)
    if limits.is_of_one_network(place) and not limits.allow(
        "addresses for groups from", place, most=FROM_ONE_PLACE
    ):
        return False
    return limits.allow("address for groups", address, most=GIVEN_A_DAY, within=ONE_DAY)


def _who(group_id: uuid.UUID, address: str) -> str:
    return f"{group_id} {address}"


def no_mail_there() -> str:
    """Return that no mail goes to an address, without telling why: it may be another's."""
    return _(
        "Naar dit adres kunnen we geen mail van de groep sturen. Laat het leeg, of kies een ander."
    )


def stop_all_by_link(participation_id: uuid.UUID, name: str) -> None:
    """Send no mail of a group any more to whoever a link belongs to; a strange link does nothing.

    The place stays. The address is forgotten, and not taken again by just typing it.
    """
    taking = Participation.objects.filter(pk=participation_id).first()
    if taking is None or name != quiet_name(taking) or not (address := taking.read_address()):
        return
    Participation.objects.filter(pk=taking.pk).update(address=None)
    limits.remember(STOPPED, _who(taking.group_id, address), within=REMEMBERED)
