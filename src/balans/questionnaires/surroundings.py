"""Look up what an outcome may know beside the answers: what is near, and whether somebody died."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest

from balans.accounts.place.profile import is_bereaved
from balans.directory.models import LocalOffer, OfferNeed
from balans.directory.municipalities import Municipality
from balans.directory.offer import Offer
from balans.directory.place import place_of
from balans.questionnaires.around import Around
from balans.questionnaires.blocks import SuggestionsBlock
from balans.questionnaires.journey import Scene
from balans.questionnaires.screen import Opened

EACH = 6
"""How many local offers are looked at for a need: some may be named already, or not suit.

Those about dying are counted apart: they must not stand before help for who did not ask.
"""


def scene_of(request: HttpRequest, here: Opened) -> Scene:
    """Return the answers of an attempt with what is known around them. At most one query more."""
    scene = here.journey.scene
    known = Around(bereaved=is_bereaved(here.person))
    place = place_of(request)
    if place is None:
        return scene.within(known)
    wanted = wanted_needs(scene.within(known))
    near = offers_near(wanted, place, scene.language) if wanted else {}
    return scene.within(Around(place=place.name, near=near, bereaved=known.bereaved))


def wanted_needs(scene: Scene) -> list[str]:
    """Return the needs that the answers ask for."""
    blocks = (each for each in scene.flow.outcome if isinstance(each, SuggestionsBlock))
    shown = (each for each in blocks if scene.holds(each.when))
    return list(dict.fromkeys(wish.need for block in shown for wish in block.wishes(scene)))


def offers_near(
    needs: Collection[str], place: Municipality, language: str
) -> Mapping[str, Sequence[Offer]]:
    """Return by need the local offers that name it: those of the place before those everywhere."""
    rank = Window(
        RowNumber(),
        partition_by=[F("need"), F("offer__record__about_dying")],
        order_by=[F("offer__everywhere").asc(), F("place").asc(), F("offer__title").asc()],
    )
    usable = LocalOffer.objects.published().within(place.slug)
    rows = OfferNeed.objects.filter(need__in=needs, offer__in=usable.values("pk"))
    best = rows.annotate(rank=rank).filter(rank__lte=EACH).select_related("offer")
    found: dict[str, list[Offer]] = {}
    for row in best.order_by("need", "offer__everywhere", "place", "offer__title"):
        found.setdefault(row.need, []).append(row.offer.as_offer(language))
    return found
