"""Where participants are written to: who is erased gets no mail of a group any more."""

from collections.abc import Iterable, Iterator

from balans.accounts.models import Owner
from balans.groups.models import Participation


def addresses_of(owners: Iterable[Owner]) -> Iterator[str]:
    """Yield the addresses that these owners gave for messages of their groups. One query."""
    for taking in Participation.objects.filter(owner__in=list(owners)).exclude(address=None):
        yield taking.read_address()
