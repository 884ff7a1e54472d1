"""Who leads a group, as participants and who is invited read it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from balans.groups.models import Facilitation, Facilitator, Group
from balans.groups.words import PublicWords


def leaders_of(group: Group) -> Sequence[Facilitation]:
    """Return who leads a group, the longest first, with their own pages. One query."""
    rows = Facilitation.objects.active().filter(group=group).select_related("owner__facilitator")
    return list(rows.order_by("since"))


def pages_of(leaders: Sequence[Facilitation]) -> Sequence[PublicWords]:
    """Return the own page of each; who has none yet is there without a name."""
    return [_words(each) for each in leaders]


def hosts_of(group: Group) -> Sequence[PublicWords]:
    """Return the own page of each who leads a group; none for a group that nobody leads."""
    return pages_of(leaders_of(group))


def _words(facilitation: Facilitation) -> PublicWords:
    try:
        return facilitation.owner.facilitator.read()
    except Facilitator.DoesNotExist:
        return PublicWords()


def who_invites(hosts: Sequence[PublicWords]) -> str:
    """Return who invites in words: a name, with the organisation when there is one."""
    host = next((each for each in hosts if each.name), None)
    if host is None:
        return _("De gespreksleider")
    if host.organisation:
        said = {"name": host.name, "organisation": host.organisation}
        return _("%(name)s van %(organisation)s") % said
    return host.name
