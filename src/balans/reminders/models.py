"""Who wants reminders by mail, and on which days. docs/adr/0023 says how little of it is kept."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from balans.accounts.models import Owner


class ReminderQuerySet(models.QuerySet["Reminders"]):
    def due(self, now: datetime) -> "ReminderQuerySet":
        """Return those for whom a day and its hour have come and who had no mail today."""
        local = timezone.localtime(now)
        today = local.date()
        # By the days that have come, which are few; joined, every reminder there is would be read.
        come, earlier = (
            ReminderDay.objects.filter(**each).values("reminders")
            for each in ({"day__lte": today}, {"day__lt": today})
        )
        alive = self.filter(owner__expires_at__gt=now, owner__leaves_at=None, pk__in=come)
        free = alive.filter(models.Q(last_on=None) | models.Q(last_on__lt=today))
        return free.filter(models.Q(hour__lte=local.hour) | models.Q(pk__in=earlier))


class Reminders(models.Model):
    """That an owner wants reminders by mail. Not there: they are off, and no day is kept."""

    owner = models.OneToOneField(
        Owner, on_delete=models.CASCADE, primary_key=True, related_name="reminders"
    )
    hour = models.PositiveSmallIntegerField()
    stop = models.CharField(max_length=64, unique=True)
    """What stands in the link that stops them; the host makes it from the owner."""

    last_on = models.DateField(null=True)
    """The day on which a mail last went."""

    objects = ReminderQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


class ReminderDay(models.Model):
    """The day of one thing, in plain: the process beside the server cannot open the thing."""

    reminders = models.ForeignKey(Reminders, on_delete=models.CASCADE, related_name="days")
    room = models.CharField(max_length=20)
    thing = models.UUIDField()
    """The id of the thing in its room, which takes the day away when it erases the thing."""

    day = models.DateField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "thing"], name="one_reminder_of_a_thing")
        ]

    def __str__(self) -> str:
        return f"{self.room} {self.thing} {self.day}"
