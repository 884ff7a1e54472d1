"""One group that anybody may look at, with its meetings and who leads it. Two queries."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from balans.groups.listed.found import FoundGroup, found_group, meetings_of
from balans.groups.models import Facilitation, Facilitator, Group, Meeting


@dataclass(frozen=True)
class Listed:
    """A listed group as its public page shows it: never its code, its link or who is in it."""

    group: Group
    found: FoundGroup
    meetings: Sequence[Meeting]
    leaders: Sequence[Facilitator]
    """The own pages of who leads it, as far as they have one."""

    def read_logo(self) -> bytes | None:
        """Return the logo of the first leader who has one."""
        return next((png for each in self.leaders if (png := each.read_logo()) is not None), None)


def listed_group(group_id: uuid.UUID, now: datetime) -> Listed:
    """Return a group that takes people. Raise Http404 for every other, as for none."""
    meetings = meetings_of(group_id, now)
    if not meetings:
        raise Http404
    counted = [
        each for each in meetings if not each.cancelled_at and each.kind != Meeting.Kind.LOOK
    ]
    known = {
        **vars(meetings[0]),
        "next_at": min(each.starts_at for each in counted if each.starts_at > now),
        "first_at": min(each.starts_at for each in counted),
        "times": len(counted),
    }
    leading = Facilitation.objects.active().filter(group=group_id).order_by("since")
    owners = [each.owner for each in leading.select_related("owner__facilitator")]
    return Listed(
        group=meetings[0].group,
        found=found_group(meetings[0].group, known),
        meetings=meetings,
        leaders=[each.facilitator for each in owners if hasattr(each, "facilitator")],
    )
