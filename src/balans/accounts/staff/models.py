"""Staff: who may do more than a carer, who is expected, and the second step of signing in."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from balans.accounts.models import Owner


class Role(models.Model):
    """One thing that an owner may do here for others. It opens nobody's words."""

    class Name(models.TextChoices):
        EDITOR = "editor", _("redactie")
        ADMINISTRATOR = "administrator", _("beheer")
        FACILITATOR = "facilitator", _("gespreksleider")
        PROFESSIONAL = "professional", _("zorg- of hulpverlener")
        COORDINATOR = "coordinator", _("coördinator")

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(max_length=13, choices=Name.choices)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="a_role_once")]

    def __str__(self) -> str:
        return self.name


class EditorArea(models.Model):
    """A municipality whose offers an editor may change; an empty one is the whole country."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="editor_areas")
    municipality = models.CharField(max_length=60, blank=True, default="")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "municipality"], name="an_editor_area_once")
        ]

    def __str__(self) -> str:
        return self.municipality or "*"


class Invitation(models.Model):
    """A role that waits until somebody comes in with an address that has no account yet."""

    digest = models.CharField(max_length=64, db_index=True)
    """Where the invitations of an address are found; only the host can make it."""

    address = models.BinaryField()
    """The address, sealed by the host."""

    role = models.CharField(max_length=13, choices=Role.Name.choices)
    areas = models.JSONField(default=list)
    """The municipalities that wait along with the role of an editor."""

    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest", "role"], name="an_invitation_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} until {self.expires_at:%Y-%m-%d}"


class SecondFactor(models.Model):
    """An app that makes codes for the second step. Being set up until the first code was right."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.OneToOneField(Owner, on_delete=models.CASCADE, related_name="second_factor")
    sealed = models.BinaryField()
    """The secret that the app shares with us, sealed by the owner."""

    last_step = models.BigIntegerField(default=0)
    """The half minute of the last code that was used: no code is used twice."""

    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.id}"
