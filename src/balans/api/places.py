"""Local offers at the places where one goes to; the database adds the places up."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Func, IntegerField, Sum, Window
from django.db.models.functions import Coalesce, Least

from balans.api.ids import MOST_PLACES
from balans.api.service import places_with_an_id
from balans.api.support import Wanted, by_id, in_turn, local
from balans.directory.models import LocalOffer
from balans.directory.offer import Offer


class PlacesIn(Func):
    """How many places stand in a record; NULL for none."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "JSON_ARRAY_LENGTH(%(expressions)s, '$.places')"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "JSONB_ARRAY_LENGTH((%(expressions)s) -> 'places')"
        return self.as_sql(compiler, connection, template=template, **extra)


def with_places(wanted: Wanted, language: str) -> Any:
    """Return the local offers that have places, with how many."""
    count = Coalesce(PlacesIn("record"), 0)
    rows = local(wanted, language, by_id())
    return rows.annotate(places=Least(count, MOST_PLACES)).filter(places__gt=0)


def places_page(
    wanted: Wanted, language: str, start: int, size: int
) -> tuple[int, list[tuple[Offer, int]]]:
    """Return how many places there are in all, and those of one page as offer and number.

    The database adds the places up and gives only the offers that stand on this page.
    """
    found = with_places(wanted, language)
    total = found.aggregate(all=Sum("places"))["all"] or 0
    counted = found.annotate(upto=Window(Sum("places"), order_by="pk"))
    around = counted.filter(upto__gt=start, upto__lte=start + size + MOST_PLACES)
    upto = {pk: (end, own) for pk, end, own in around.values_list("pk", "upto", "places")[:size]}
    shown: list[tuple[Offer, int]] = []
    for row in LocalOffer.objects.filter(pk__in=upto).order_by("pk"):
        end, own = upto[row.pk]
        before, offer = end - own, row.as_offer(language)
        first, last = max(0, start - before), min(own, start + size - before)
        shown += [(offer, place) for place in range(first, last)]
    return total, shown


def every_place(wanted: Wanted, language: str) -> Iterator[tuple[Offer, int]]:
    """Yield every offer at each of its places."""
    for row in in_turn(with_places(wanted, language)):
        offer = row.as_offer(language)
        yield from ((offer, place) for place in range(places_with_an_id(offer)))
