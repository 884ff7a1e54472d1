"""A new key for a group: when a facilitator is taken off it, and when nobody leads it any more."""

from collections.abc import Iterator
from contextlib import suppress

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import BaseModel

from balans.accounts.person import Person
from balans.accounts.staff.duties import Duty
from balans.core.boxes import fill_box, new_pair, open_box
from balans.core.vault import CannotOpen, Vault
from balans.groups.evaluating.sending import place_of
from balans.groups.joining import bringing, replying
from balans.groups.leading import letters
from balans.groups.models import (
    AttendanceSheet,
    Brought,
    Evaluation,
    Facilitation,
    Group,
    Handover,
    Invite,
    Meeting,
    Participation,
    Reply,
)
from balans.groups.opened import Led, OldKey
from balans.groups.telling import tell
from balans.groups.words import BroughtCard, Card, Note


def without_leader() -> QuerySet[Group]:
    """Return the groups that nobody with the role leads, and that go on."""
    led = Facilitation.objects.active().filter(group=OuterRef("pk"))
    return Group.objects.going_on().filter(~Exists(led)).order_by("created_at")


def waiting_for_leader() -> Duty:
    """Return how many groups wait for somebody to lead them, for the administration."""
    return Duty(
        title=_("Groepen zonder gespreksleider"),
        number=without_leader().count(),
        href=reverse("groups:orphans"),
    )


@transaction.atomic
def new_key(group: Group, person: Person) -> Facilitation:
    """Let a person lead a group that nobody leads any more, with a key pair of its own.

    What was told for the old key stays closed: names, replies, attendance, the roster. How many
    came stays known. Each participant is asked to go on, and hears of it by mail.
    """
    fresh, private = _turn(group)
    Facilitation.objects.filter(group=fresh).delete()
    fresh.meetings.update(own_script=None)
    Group.objects.filter(pk=fresh.pk).update(sealed_roster=None)
    leading = _lead(fresh, person, private)
    title = fresh.read().title
    tell(
        fresh.participations.select_related("owner"),
        lambda _taking: letters.new_leader(fresh, title),
        once=f"new key {fresh.pk} {fresh.key_number}",
    )
    return leading


def _turn(group: Group) -> tuple[Group, bytes]:
    """Give a group a new pair; links to lead along end. Return the group and the private half."""
    fresh = Group.objects.select_for_update().get(pk=group.pk)
    private, fresh.public_key = new_pair()
    fresh.key_number += 1
    Group.objects.filter(pk=fresh.pk).update(
        public_key=fresh.public_key,
        key_number=fresh.key_number,
        version=F("version") + 1,
        changed_at=timezone.now(),
    )
    Handover.objects.filter(group=fresh).delete()
    return fresh, private


def _lead(group: Group, person: Person, private: bytes) -> Facilitation:
    leading = Facilitation(
        group=group, owner=person.owner, key_number=group.key_number, since=timezone.now()
    )
    leading.seal_key(person.vault, private)
    leading.save(force_insert=True)
    return leading


@transaction.atomic
def take_off(*, here: Led, other: Facilitation) -> None:
    """Take another facilitator off a group, so that they cannot open what comes after.

    The group gets a new pair. Who takes them off holds the old key, and fills all that it opens
    anew: nothing is lost. Whoever else leads along needs a new link.
    """
    try:
        here.lock()
    except OldKey:
        return
    if not Facilitation.objects.filter(pk=other.pk, group=here.group).delete()[0]:
        return
    group, private = _turn(here.group)
    Facilitation.objects.filter(pk=here.facilitation.pk).delete()
    mine = _lead(group, here.person, private)
    Facilitation.objects.filter(pk=mine.pk).update(since=here.facilitation.since)
    _fill_anew(here, group)
    _seal_anew(here, group, group.vault(private))


def _fill_anew(here: Led, group: Group) -> None:
    """Fill the boxes of participants for the new key; one that does not open stays as it is."""
    for taking in list(group.participations.all()):
        if box := _again(here, group, taking, bytes(taking.box), "card", Card):
            Participation.objects.filter(pk=taking.pk).update(box=box, key_number=group.key_number)
    replies = Reply.objects.filter(participation__group=group).exclude(box=None)
    for reply in replies.select_related("participation"):
        name = replying.box_name(reply.meeting_id)
        if box := _again(here, group, reply.participation, bytes(reply.box or b""), name, Note):
            Reply.objects.filter(pk=reply.pk).update(box=box)
    for brought in Brought.objects.filter(meeting__group=group).select_related("participation"):
        name = bringing.box_name(brought.pk)
        taking = brought.participation
        if box := _again(here, group, taking, bytes(brought.box), name, BroughtCard):
            Brought.objects.filter(pk=brought.pk).update(box=box)


def _again(
    here: Led, group: Group, taking: Participation, box: bytes, name: str, kind: type[BaseModel]
) -> bytes | None:
    words = taking.look(here.private, box, name, kind)
    return taking.fill(group, name, words) if words is not None else None


def _seal_anew(here: Led, group: Group, vault: Vault) -> None:
    """Seal what facilitators keep together with the new vault; what stays closed stays so."""
    old = here.vault
    if group.sealed_roster is not None:
        with suppress(CannotOpen):
            group.seal_roster(vault, group.read_roster(old))
            Group.objects.filter(pk=group.pk).update(sealed_roster=group.sealed_roster)
    for sheet in AttendanceSheet.objects.filter(meeting__group=group):
        with suppress(CannotOpen):
            sheet.seal(vault, sheet.read(old))
            AttendanceSheet.objects.filter(pk=sheet.pk).update(sealed=sheet.sealed)
    for evaluation in group.evaluations.all():
        _fill_evaluation(here, group, evaluation)
    for row, field, place in _sealed_rows(group):
        try:
            words = old.open(bytes(getattr(row, field)), record=str(row.pk), field=place)
        except CannotOpen:
            continue
        setattr(row, field, vault.seal(words, record=str(row.pk), field=place))
        row.save(update_fields=[field])


def _fill_evaluation(here: Led, group: Group, evaluation: Evaluation) -> None:
    place = place_of(evaluation.pk)
    try:
        words = open_box(here.private, bytes(evaluation.box), place=place, filler="")
    except CannotOpen:
        return
    box = fill_box(bytes(group.public_key), words, place=place, filler="")
    Evaluation.objects.filter(pk=evaluation.pk).update(box=box, key_number=group.key_number)


def _sealed_rows(group: Group) -> Iterator[tuple[Meeting | Invite, str, str]]:
    for meeting in group.meetings.exclude(own_script=None):
        yield meeting, "own_script", "script"
    for invite in group.invites.all():
        yield invite, "sealed", "to"
