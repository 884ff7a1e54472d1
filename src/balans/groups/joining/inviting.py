"""Inviting by mail: each address once, with a link that lets one person in, once."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import override

from balans.accounts.entry import limits
from balans.accounts.person import Person, read_cookie, write_cookie
from balans.core import mail, vault
from balans.core.keys import has_anchor
from balans.core.vault import CannotOpen, host_digest
from balans.groups.actions import code_lookup, join
from balans.groups.codes import new_code
from balans.groups.joining import letters
from balans.groups.joining.hosts import hosts_of
from balans.groups.joining.state import coming
from balans.groups.models import Group, Invite, Participation
from balans.groups.opened import Led

ONE_DAY = timedelta(days=1)
MOST_A_DAY = 60
"""Mails that one facilitator lets us send in a day: two groups of thirty."""


class InvitationUsed(Exception):
    """Somebody came in with this invitation already; ask for another, or for the code."""


@dataclass(frozen=True)
class Sent:
    """What came of a list of addresses."""

    new: tuple[str, ...]
    known: tuple[str, ...]
    """Invited before: they got no second mail."""

    later: tuple[str, ...]
    """More than there may be in one day."""


@dataclass(frozen=True)
class Invited:
    """One invitation as a facilitator sees it."""

    invite: Invite
    address: str
    """Empty when it was sent before the group had its present key, or was forgotten."""

    is_forgotten: bool = False
    """Whether whoever came in with it left or was erased: then it is only a number."""

    @property
    def can_be_sent_again(self) -> bool:
        used = self.invite.used_at is not None
        return bool(self.address) and not used and _is_a_day_ago(self.invite.sent_at)


def _is_a_day_ago(moment: datetime) -> bool:
    return moment <= timezone.now() - ONE_DAY


def invited_to(here: Led) -> Sequence[Invited]:
    """Return every invitation of a group, the latest first. One query."""
    rows = Invite.objects.filter(group=here.group).select_related("participation")
    return [_invited(here, each) for each in rows.order_by("-sent_at")]


def _invited(here: Led, invite: Invite) -> Invited:
    if is_gone(invite):
        return Invited(invite=invite, address="", is_forgotten=True)
    return Invited(invite=invite, address=_address(here, invite))


def is_gone(invite: Invite) -> bool:
    """Return whether whoever came in with it is gone: left, or erased, also when a backup from
    before came back."""
    if invite.used_at is None:
        return False
    taking = invite.participation
    return taking is None or not has_anchor(str(taking.owner_id))


def forget_addresses() -> int:
    """Forget the addresses of who came in with an invitation and is gone; return how many.

    It happens with leaving and erasing itself: this is for what an old backup brings back.
    """
    used = Invite.objects.exclude(used_at=None).exclude(sealed=b"")
    rows = used.select_related("participation").only("used_at", "participation__owner")
    gone = [each.pk for each in rows.iterator() if is_gone(each)]
    return Invite.objects.filter(pk__in=gone).update(**Invite.FORGOTTEN)


def _address(here: Led, invite: Invite) -> str:
    try:
        return here.vault.open(bytes(invite.sealed), record=str(invite.pk), field="to").decode()
    except CannotOpen:
        return ""


def invite_all(*, here: Led, addresses: Iterable[str]) -> Sent:
    """Invite each address that was not invited before, as many as there may be in a day."""
    known = set(Invite.objects.filter(group=here.group).values_list("digest", flat=True))
    new, before, later = list[str](), list[str](), list[str]()
    for address in addresses:
        if _digest(here.group, address) in known:
            before.append(address)
        elif not _may_send(here.person):
            later.append(address)
        else:
            (new if _invite(here, address) else before).append(address)
    return Sent(new=tuple(new), known=tuple(before), later=tuple(later))


def _may_send(person: Person) -> bool:
    return limits.allow("group invites", str(person.owner.pk), most=MOST_A_DAY, within=ONE_DAY)


def _digest(group: Group, address: str) -> str:
    return host_digest(f"invited to {group.pk}", address)


@transaction.atomic
def _invite(here: Led, address: str) -> bool:
    """Keep an invitation and send it; return False when another click was before.

    Raise OldKey for a facilitator with an older key.
    """
    here.lock()
    secret, invite_id = vault.new_secret(), uuid.uuid4()
    sealed = here.vault.seal(address.encode(), record=str(invite_id), field="to")
    invite, is_new = Invite.objects.get_or_create(
        group=here.group,
        digest=_digest(here.group, address),
        defaults={
            "id": invite_id,
            "lookup": vault.lookup(secret),
            "sealed": sealed,
            "sent_at": timezone.now(),
        },
    )
    if is_new:
        _send(here, invite, address, secret)
    return is_new


def _send(here: Led, invite: Invite, address: str, secret: bytes) -> None:
    ahead = coming(here.meetings, timezone.now())
    first = ahead[0] if ahead else None
    with override(here.group.language):
        token = write_cookie(secret)
        words = letters.invitation(here.words, hosts_of(here.group), first, token)
    mail.queue(
        to=address,
        mail=words,
        language=here.group.language,
        kind="invitation",
        once=f"invite {invite.lookup[:40]}",
    )


@transaction.atomic
def send_again(*, here: Led, invite_id: uuid.UUID) -> bool:
    """Send an invitation once more, with a new link; the old one opens nothing from then on.

    Once a day, and not when it was used: False, and nothing happens. A double click sends one.
    """
    found = next((each for each in invited_to(here) if each.invite.pk == invite_id), None)
    if found is None or not found.can_be_sent_again or not _may_send(here.person):
        return False
    secret, now = vault.new_secret(), timezone.now()
    open_ones = Invite.objects.filter(pk=invite_id, used_at=None, sent_at=found.invite.sent_at)
    if not open_ones.update(lookup=vault.lookup(secret), sent_at=now):
        return False
    found.invite.lookup = vault.lookup(secret)
    _send(here, found.invite, found.address, secret)
    return True


def take_back(*, here: Led, invite_id: uuid.UUID) -> bool:
    """Take back an invitation that was not used: its link opens nothing. Twice changes nothing."""
    rows = Invite.objects.filter(pk=invite_id, group=here.group, used_at=None)
    removed, _each = rows.delete()
    return bool(removed)


@transaction.atomic
def renew_code(*, here: Led, known: str) -> bool:
    """Give a group a new code; the old one opens nothing. `known` is the code as it was shown.

    False when it is another one by now: a double click, or another facilitator, renewed it.
    """
    group = Group.objects.select_for_update().get(pk=here.group.pk)
    words = group.read()
    if words.code != known:
        return False
    code = new_code()
    group.seal(words.model_copy(update={"code": code}))
    group.code_lookup = code_lookup(code)
    group.version = F("version") + 1
    group.save(update_fields=["sealed", "code_lookup", "version"])
    return True


def invite_at(token: str) -> Invite | None:
    """Return the invitation behind a personal link; None for one that never was or is no more."""
    secret = read_cookie(token) or vault.new_secret()
    rows = Invite.objects.filter(lookup=vault.lookup(secret))
    return rows.select_related("group", "participation").first()


@transaction.atomic
def join_invited(*, person: Person, invite: Invite, name: str, address: str) -> Participation:
    """Let the one person in for whom a link is. Raise InvitationUsed when somebody was before."""
    free = Invite.objects.filter(pk=invite.pk, lookup=invite.lookup, used_at=None)
    if not free.update(used_at=timezone.now()):
        raise InvitationUsed
    taking = join(person=person, group=invite.group, name=name, address=address)
    Invite.objects.filter(participation=taking).exclude(pk=invite.pk).update(participation=None)
    Invite.objects.filter(pk=invite.pk).update(participation=taking)
    return taking
