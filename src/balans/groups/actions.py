"""What happens to groups: begun, led along, joined, left, erased after their time."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from balans.accounts.person import Person
from balans.accounts.shares.actions import remove
from balans.core.boxes import new_pair
from balans.core.measures import Use, count_when_kept
from balans.core.vault import Vault, host_digest
from balans.groups.codes import new_code
from balans.groups.content import Script
from balans.groups.models import Facilitation, Group, Meeting, Participation
from balans.groups.words import Card, GroupWords

KEPT = timedelta(days=180)
"""How long a group stays after its last moment: then it is erased with all that is in it."""


@dataclass(frozen=True)
class Planned:
    """One meeting as it was planned."""

    kind: str
    script: str
    starts_at: datetime
    minutes: int = 60
    own: Script | None = None
    """A facilitator's own script, as it is now."""


def code_lookup(code: str) -> str:
    """Return where a group with this code is found."""
    return host_digest("group code", code)


@transaction.atomic
def begin_group(
    *,
    person: Person,
    words: GroupWords,
    planned: Iterable[Planned],
    language: str,
    municipality: str = "",
    limit: int = 12,
    is_listed: bool = False,
    group_id: uuid.UUID | None = None,
) -> Group:
    """Begin a series that this person leads. It gets a key pair and a code of its own.

    Raise IntegrityError when there is a group with this id.
    """
    now, code = timezone.now(), new_code()
    private, public = new_pair()
    group = Group(
        id=group_id or uuid.uuid4(),
        language=language,
        municipality=municipality,
        limit=limit,
        is_listed=is_listed,
        code_lookup=code_lookup(code),
        public_key=public,
        created_at=now,
        changed_at=now,
        erase_at=now + KEPT,
    )
    group.seal(words.model_copy(update={"code": code}))
    group.save(force_insert=True)
    _let_lead(person, group, private)
    vault = group.vault(private)
    Meeting.objects.bulk_create(new_meeting(group, vault, each) for each in planned)
    keep_long_enough(group)
    count_when_kept(Use.GROUPS)
    return group


def _let_lead(person: Person, group: Group, private: bytes) -> None:
    leading = Facilitation(group=group, owner=person.owner, key_number=1, since=group.created_at)
    leading.seal_key(person.vault, private)
    leading.save(force_insert=True)


def new_meeting(group: Group, vault: Vault, planned: Planned) -> Meeting:
    """Return a meeting as it was planned, with its own script; saving is the caller's."""
    meeting = Meeting(
        group=group,
        kind=planned.kind,
        script=planned.script,
        starts_at=planned.starts_at,
        minutes=planned.minutes,
    )
    if planned.own is not None:
        words = planned.own.model_dump_json().encode()
        meeting.own_script = vault.seal(words, record=str(meeting.pk), field="script")
    return meeting


def keep_long_enough(group: Group) -> None:
    """Let a group stay until half a year after its last moment, or after now if that is later."""
    moments = list(group.meetings.values_list("starts_at", flat=True))
    group.erase_at = max([*moments, timezone.now()]) + KEPT
    Group.objects.filter(pk=group.pk).update(erase_at=group.erase_at)


@transaction.atomic
def join(*, person: Person, group: Group, name: str, address: str = "") -> Participation:
    """Let somebody take part; where the group is full they wait. Twice changes what they told."""
    # One after the other: two people never take the same last place.
    # As it is now: its key may have turned, or its limit changed, since the page was made.
    group = Group.objects.select_for_update().get(pk=group.pk)
    known = Participation.objects.filter(group=group, owner=person.owner).first()
    now = timezone.now()
    taking = known or Participation(id=uuid.uuid4(), group=group, owner=person.owner, joined_at=now)
    if known is None:
        taking.let_rest(rests=False)
        taking.waiting_since = now if _must_wait(group) else None
    tell(person=person, group=group, taking=taking, name=name)
    taking.seal_address(address)
    taking.save(force_insert=known is None)
    return taking


def _must_wait(group: Group) -> bool:
    """Return whether who comes now waits: no place is free, or others wait for it already."""
    full = group.participations.inside().count() >= group.limit
    return full or group.participations.waiting().exists()


def tell(*, person: Person, group: Group, taking: Participation, name: str) -> None:
    """Put in place how somebody is called in a group; saving is the caller's."""
    card = Card(name=name)
    record = str(taking.pk)
    taking.sealed = person.vault.seal(card.model_dump_json().encode(), record=record, field="card")
    taking.box = taking.fill(group, "card", card)
    taking.key_number = group.key_number


@transaction.atomic
def leave(*, taking: Participation) -> list[Participation]:
    """Take somebody out with all that they told and brought; return who got a place by it.

    What they have of their own stays theirs. Who waited longest moves up.
    """
    group = Group.objects.select_for_update().get(pk=taking.group_id)
    for each in taking.brought.select_related("share"):
        remove(share=each.share)
    gone, _each = Participation.objects.filter(pk=taking.pk).delete()
    if gone and taking.waiting_since is None:
        Group.objects.filter(pk=group.pk).update(left=F("left") + 1)
    return move_up(group)


def move_up(group: Group) -> list[Participation]:
    """Give free places to who waits longest; return who got one. In the caller's transaction."""
    free = group.limit - group.participations.inside().count()
    lucky = list(group.participations.waiting()[: max(free, 0)])
    for each in lucky:
        each.waiting_since = None
        each.save(update_fields=["waiting_since"])
    return lucky


def erase_old_groups(*, now: datetime | None = None) -> int:
    """Erase every group whose time is over; return how many."""
    old = Group.objects.filter(erase_at__lte=now or timezone.now())
    number = old.count()
    old.delete()
    return number
