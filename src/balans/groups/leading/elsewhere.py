"""Groups that somebody leads, on Mijn plek: among what is theirs, and among what comes."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balans.accounts.belongings import Belonging, Trace
from balans.accounts.coming import Coming
from balans.accounts.person import Person
from balans.groups.around import meetings_around
from balans.groups.joining.state import coming
from balans.groups.saying import say_time


def meetings_led_by(person: Person) -> Sequence[Any]:
    """Return the meetings of every group that somebody leads, in order."""
    return [each for each in meetings_around(person) if each.leads_since is not None]


def groups_led(person: Person) -> list[Trace]:
    """Return a trace of every group that a person leads."""
    one_each = {each.group_id: each for each in meetings_led_by(person)}
    return [
        Trace(when=each.leads_since, show=partial(_shown, each), mark="group led")
        for each in one_each.values()
    ]


def _shown(meeting: Any) -> Belonging:
    group = meeting.group
    return Belonging(
        title=_("Groep die je leidt: %(title)s") % {"title": group.read().title},
        when=meeting.leads_since,
        state=_("Gestopt") if group.stopped_at else _("Je leidt"),
        href=reverse("groups:group", args=[group.pk]),
        action=_("Naar de groep"),
    )


def meetings_led(person: Person) -> list[Coming]:
    """Return every meeting to come of the groups that a person leads."""
    ahead = coming(meetings_led_by(person), timezone.now())
    return [
        Coming(
            day=timezone.localdate(each.starts_at),
            text=_("Je leidt “%(title)s”, %(time)s")
            % {"title": each.group.read().title, "time": say_time(each.starts_at)},
            href=reverse("groups:meeting", args=[each.group_id, each.pk]),
        )
        for each in ahead
        if each.group.stopped_at is None
    ]
