"""The waiting list: who waits longest gets the place that comes free, and is told."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balans.core.mail import Mail
from balans.groups import actions, telling
from balans.groups.models import Group, Participation
from balans.groups.saying import say_moment


def tell_moved_up(takings: Iterable[Participation]) -> int:
    """Tell people by mail that they have a place now; return how many. Twice sends nothing more.

    Who gave no address sees it on their own page of the group.
    """
    return telling.tell(takings, _letter, once="a place in a group")


def _letter(taking: Participation) -> Mail:
    group = taking.group
    title = {"title": group.read().title}
    following = group.meetings.filter(starts_at__gt=timezone.now(), cancelled_at=None).first()
    when = following and _("De volgende bijeenkomst is op %(moment)s.") % {
        "moment": say_moment(following.starts_at)
    }
    return Mail(
        subject=_("Er is een plek voor je in de groep"),
        paragraphs=(
            _("Dag,"),
            _("Je stond op de wachtlijst van “%(title)s”. Er is nu een plek voor je.") % title,
            *([when] if when else []),
            _("Op je pagina staan de data. Wil je toch niet meer? Stop dan daar met de groep."),
        ),
        link=settings.SITE + reverse("groups:mine", args=[group.pk]),
        link_text=_("Naar mijn groep"),
    )


def fill_free_places() -> int:
    """Give places that came free to who waits, in every group; return how many moved up.

    Somebody may have been erased, or may not have come back for a week: nobody was there to
    hand on the place.
    """
    inside = Count("participations", filter=Q(participations__waiting_since=None))
    waiting = Count("participations", filter=Q(participations__waiting_since__isnull=False))
    groups = Group.objects.going_on().filter(meetings__starts_at__gt=timezone.now()).distinct()
    ids = groups.order_by().values("pk")
    counted = Group.objects.filter(pk__in=ids).annotate(inside=inside, waiting=waiting)
    short = counted.filter(waiting__gt=0, inside__lt=F("limit")).values_list("pk", flat=True)
    return sum(_fill(each) for each in list(short))


@transaction.atomic
def _fill(group_id: uuid.UUID) -> int:
    # One after the other: a place is given once.
    group = Group.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        return 0
    lucky = actions.move_up(group)
    tell_moved_up(lucky)
    return len(lucky)
