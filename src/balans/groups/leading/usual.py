"""What a new series takes over from an earlier one."""

from balans.accounts.person import Person
from balans.groups.leading.beginning import municipality_name
from balans.groups.models import Facilitation


def usual(person: Person) -> dict[str, str]:
    """Return what a new series takes over from the one that somebody began last. One query.

    Not the video link: who was in the other group has it.
    """
    rows = Facilitation.objects.filter(owner=person.owner).select_related("group")
    last = rows.order_by("-since").first()
    if last is None:
        return {}
    return {
        "plaats": last.group.read().place,
        "gemeente": municipality_name(last.group.municipality),
        "aantal": str(last.group.limit),
    }
