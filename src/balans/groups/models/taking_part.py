"""Who takes part in a group, what they let know, and what they bring."""

import uuid
from typing import Any, ClassVar, cast

from django.db import models
from django.db.models.deletion import Collector
from pydantic import BaseModel

from balans.accounts.models import Owner, Share
from balans.accounts.person import Person
from balans.core.boxes import fill_box, open_box
from balans.core.padding import with_room
from balans.core.vault import CannotOpen, host_open, host_seal
from balans.groups.models.group import Group
from balans.groups.models.meeting import Meeting
from balans.groups.models.sealing import Words

BLOCK_BYTES = 128
RESTS, GOES = b"1", b"0"


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, person: Person | None) -> "ParticipationQuerySet":
        """Return where a person takes part, or waits."""
        return self.none() if person is None else self.filter(owner=person.owner)

    def inside(self) -> "ParticipationQuerySet":
        """Return who is in the group; the others wait."""
        return self.filter(waiting_since=None)

    def waiting(self) -> "ParticipationQuerySet":
        """Return who waits for a place, the longest first."""
        return self.filter(waiting_since__isnull=False).order_by("waiting_since", "joined_at")


class Participation(models.Model):
    """That somebody takes part in a group, or waits for a place. Gone when they leave."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="participations")
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="participations")
    sealed = models.BinaryField()
    """What they told, in their own vault: Card."""

    box = models.BinaryField()
    """The same for the facilitators."""

    key_number = models.PositiveIntegerField()
    """For which key of the group the box was filled."""

    address = models.BinaryField(null=True)
    """Where messages of this group go, sealed by the host; none when they gave none."""

    joined_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)
    evaluated = models.BooleanField(default=False)
    reminded = models.BooleanField(default=True)
    """Whether a mail goes to the address on the day before a meeting."""

    sealed_rest = models.BinaryField()
    """Whether reminders rest since a loved one died, sealed by the host: nobody reads it off."""

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "owner"], name="a_participant_once")
        ]
        indexes = [
            models.Index(
                fields=["group"],
                condition=models.Q(waiting_since__isnull=False),
                name="who_waits_for_a_place",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    def fill(self, group: Group, name: str, words: BaseModel) -> bytes:
        """Return words for the facilitators of this group, bound to this place."""
        ready = with_room(words.model_dump_json().encode(), BLOCK_BYTES)
        place = f"{self.pk} {name}"
        return fill_box(bytes(group.public_key), ready, place=place, filler=str(self.owner_id))

    def look(self, private: bytes, box: bytes, name: str, kind: type[Words]) -> Words | None:
        """Return what stands in a box of this participant; None when it does not open."""
        try:
            place = f"{self.pk} {name}"
            words = open_box(private, bytes(box), place=place, filler=str(self.owner_id))
        except CannotOpen:
            return None
        return kind.model_validate_json(words)

    @property
    def rests(self) -> bool:
        """Whether no reminder goes since their loved one died, until they keep coming."""
        return host_open(bytes(self.sealed_rest), place=f"rest {self.pk}") == RESTS

    def let_rest(self, *, rests: bool) -> None:
        """Let reminders rest or go again; saving is the caller's."""
        self.sealed_rest = host_seal(RESTS if rests else GOES, place=f"rest {self.pk}")

    def read_address(self) -> str:
        """Return where messages of this group go, empty for nowhere."""
        if self.address is None:
            return ""
        return host_open(bytes(self.address), place=f"participant {self.pk}").decode()

    def seal_address(self, address: str) -> None:
        """Put an address in place, or none; saving is the caller's."""
        place = f"participant {self.pk}"
        self.address = host_seal(address.encode(), place=place) if address else None


class Reply(models.Model):
    """What one participant lets know about one meeting: only what they say themselves."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="replies"
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="replies")
    coming = models.BooleanField(null=True)
    prepared = models.BooleanField(default=False)
    """Whether they want the facilitators to know that they did the exercise."""

    box = models.BinaryField(null=True)
    """A few words for the facilitators: Note."""

    sealed = models.BinaryField(null=True)
    """The same words in the participant's own vault, to read again and to change."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "meeting"], name="one_reply")
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.meeting_id}"


class Brought(models.Model):
    """One outcome that a participant brings to one meeting: a share that ends with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="brought"
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="brought")
    share = models.OneToOneField(Share, on_delete=models.CASCADE, related_name="brought")
    box = models.BinaryField()
    """What opens it, for the facilitators: BroughtCard."""

    def __str__(self) -> str:
        return str(self.id)


def forget_address(collector: Collector, field: Any, rows: Any, using: str) -> None:
    """Let an invitation stay as a number when whoever came in with it is gone: without address.

    For `on_delete`: in the same transaction as what takes the participation away.
    """
    collector.add_field_update(field, None, rows)
    for name, nothing in Invite.FORGOTTEN.items():
        column = cast("models.Field[Any, Any]", Invite._meta.get_field(name))
        collector.add_field_update(column, nothing, rows)


class Invite(models.Model):
    """A personal invitation by mail: its link lets one person in, once."""

    FORGOTTEN: ClassVar[dict[str, str | bytes]] = {"digest": "", "sealed": b""}
    """What stands in place of an address that was forgotten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invites")
    lookup = models.CharField(max_length=64, unique=True)
    """Digest of the secret in its link."""

    digest = models.CharField(max_length=64, blank=True, default="")
    """Of the address, so that nobody is invited twice; only the host can make it."""

    sealed = models.BinaryField()
    """The address, sealed with the group's vault. Empty, as the digest, once it was forgotten."""

    sent_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    participation = models.OneToOneField(
        Participation, on_delete=forget_address, null=True, related_name="invite"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "digest"],
                condition=~models.Q(digest=""),
                name="one_invite_an_address",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Evaluation(models.Model):
    """One filled-in evaluation: of nobody, without a time, for the facilitators of the group."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="evaluations")
    flow = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    key_number = models.PositiveIntegerField()
    is_paper = models.BooleanField(default=False)
    """Whether a facilitator copied it from paper, and so has read it already."""

    step = models.PositiveIntegerField(default=0)
    """With which others it is shown for the first time; 0 while there are too few."""

    box = models.BinaryField()
    """The answers, filled by nobody's anchor: question id to value."""

    def __str__(self) -> str:
        return str(self.id)
