"""A meeting of a group: when, who came, what its facilitators noted."""

import uuid
from datetime import datetime, timedelta

from django.db import models

from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.core.vault import Vault
from balans.groups.models.group import Group
from balans.groups.models.sealing import host_read, host_sealed
from balans.groups.words import Attendance, GroupWords


class Meeting(models.Model):
    """One time that a group meets, or one moment to look back together."""

    class Kind(models.TextChoices):
        INFORMATION = "information"
        MEETING = "meeting"
        LOOK = "look"
        """A follow-up: a moment after the series to look how it goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    script = models.CharField(max_length=40)
    """Which script of ours it follows, or was made from: an item of content/meetings."""

    own_script = models.BinaryField(null=True)
    """A script of the facilitator's own, as it was when chosen; sealed with the group's vault."""

    starts_at = models.DateTimeField(db_index=True)
    minutes = models.PositiveSmallIntegerField(default=60)
    cancelled_at = models.DateTimeField(null=True)
    sealed = models.BinaryField(null=True)
    """What is different this time (another place, why it is off), host-sealed: GroupWords."""

    sequence = models.PositiveIntegerField(default=0)
    """Goes up at every change that calendars must take over (RFC 5545)."""

    reminded_for = models.DateTimeField(null=True)
    """The start of which the participants were reminded by mail; another start is another mail."""

    came = models.PositiveSmallIntegerField(null=True)
    """How many came, once that was noted: a number that stays when the sheet opens for nobody."""

    run = models.JSONField(null=True)
    """How far the meeting is while it runs: no words, only steps and times."""

    class Meta:
        ordering = ("starts_at",)
        indexes = [models.Index(fields=["group", "starts_at"])]

    def __str__(self) -> str:
        return f"{self.script} {self.starts_at:%Y-%m-%d}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def counts(self) -> bool:
        """Whether it is one of the meetings that somebody comes to who completes a series."""
        return self.cancelled_at is None and self.kind == self.Kind.MEETING.value

    def read_changes(self) -> GroupWords:
        """Return what is different this time; empty fields are as in the group."""
        if self.sealed is None:
            return GroupWords()
        return host_read(GroupWords, bytes(self.sealed), f"meeting {self.pk}")

    def seal_changes(self, words: GroupWords) -> None:
        """Put in place what is different this time; saving is the caller's."""
        self.sealed = host_sealed(words, f"meeting {self.pk}")


class AttendanceSheet(models.Model):
    """Who came to a meeting, sealed with the group's vault."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, primary_key=True, related_name="attendance"
    )
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.pk)

    def read(self, vault: Vault) -> Attendance:
        """Return who came. Raise CannotOpen."""
        words = vault.open(bytes(self.sealed), record=str(self.pk), field="attendance")
        return Attendance.model_validate_json(words)

    def seal(self, vault: Vault, attendance: Attendance) -> None:
        """Put in place who came; saving is the caller's."""
        words = attendance.model_dump_json().encode()
        self.sealed = vault.seal(words, record=str(self.pk), field="attendance")


class NoteQuerySet(models.QuerySet["MeetingNote"]):
    def visible_to(self, person: Person | None) -> "NoteQuerySet":
        """Return the notes that a person wrote: nobody reads another's, not even leading along."""
        return self.none() if person is None else self.filter(owner=person.owner)


class MeetingNote(models.Model):
    """What one facilitator writes down for oneself about a meeting, in one's own vault."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="meeting_notes")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notes")
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "meeting"], name="one_note_a_meeting")
        ]

    def __str__(self) -> str:
        return str(self.id)
