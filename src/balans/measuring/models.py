"""What is kept of how things go: numbers of a day, and how the chores went. Nothing of anybody."""

from django.db import models


class DayCount(models.Model):
    """How often something happened on a day, over all servers."""

    day = models.DateField()
    what = models.CharField(max_length=40)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "what"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.what} {self.number}"


class ChoreState(models.Model):
    """How a chore went, on whichever server did it last."""

    name = models.CharField(max_length=80, primary_key=True)
    every_seconds = models.FloatField()
    ran_at = models.DateTimeField(null=True)
    did_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
