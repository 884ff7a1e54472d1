"""Days and times of meetings in words, by the clock on the wall."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def say_day(moment: datetime) -> str:
    """Return the day: "donderdag 4 februari 2027"."""
    return date_format(timezone.localtime(moment), "l j F Y")


def say_time(moment: datetime) -> str:
    """Return the time: "14.00 uur"; in English "14:00"."""
    clock = timezone.localtime(moment)
    return _("%(hours)s.%(minutes)s uur") % {
        "hours": clock.hour,
        "minutes": f"{clock.minute:02}",
    }


def say_moment(moment: datetime) -> str:
    """Return day and time: "donderdag 4 februari 2027, 14.00 uur"."""
    return f"{say_day(moment)}, {say_time(moment)}"


def say_hours(start: datetime, end: datetime) -> str:
    """Return from when to when: "14.00 tot 15.00 uur"; in English "14:00 to 15:00"."""
    return _("%(start)s tot %(end)s") % {"start": clock(start), "end": say_time(end)}


def clock(moment: datetime) -> str:
    """Return the time on the wall alone: "14.00"; in English "14:00"."""
    wall = timezone.localtime(moment)
    return _("%(hours)s.%(minutes)s") % {"hours": wall.hour, "minutes": f"{wall.minute:02}"}
