"""What an editor may change: the offers of their municipalities, or of the whole country."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from balans.accounts.person import person_of
from balans.accounts.staff.areas import COUNTRY, areas_of
from balans.accounts.staff.guard import staff_view
from balans.accounts.staff.models import Role
from balans.directory.models import LocalOffer, LocalOfferQuerySet, OfferArea
from balans.directory.municipalities import Municipality, municipalities

View = Callable[..., HttpResponse]
ALL = "*"
"""Stands for the whole country in what an import keeps."""


@dataclass(frozen=True)
class Rights:
    """Who is editing, and where they may."""

    owner_id: uuid.UUID
    everywhere: bool
    slugs: frozenset[str]

    def may_change(self, areas: Iterable[str]) -> bool:
        """Return whether an offer with these municipalities is theirs; none is the country."""
        wanted = set(areas)
        return self.everywhere or (bool(wanted) and wanted <= self.slugs)

    def may_change_offer(self, offer: LocalOffer) -> bool:
        """Return whether an offer as it is now is theirs."""
        return self.may_change(offer.record.get("areas", ()))

    def shares(self, offer: LocalOffer) -> bool:
        """Return whether a municipality of an offer is theirs: then its editors are colleagues."""
        return self.everywhere or bool(self.slugs & set(offer.record.get("areas", ())))

    def own(self) -> LocalOfferQuerySet:
        """Return the offers that they may change."""
        offers: LocalOfferQuerySet = LocalOffer.objects.all()
        if self.everywhere:
            return offers
        there = OfferArea.objects.filter(municipality__in=self.slugs).values("offer")
        elsewhere = OfferArea.objects.exclude(municipality__in=self.slugs)
        return offers.filter(
            ~Exists(elsewhere.filter(offer=OuterRef("pk"))), pk__in=there, everywhere=False
        )

    def places(self) -> list[Municipality]:
        """Return their municipalities by name; every one for an editor of the whole country."""
        known = municipalities()
        slugs = known if self.everywhere else self.slugs
        return sorted((known[each] for each in slugs if each in known), key=lambda each: each.name)

    @property
    def allowed(self) -> frozenset[str] | None:
        """Their municipalities; None is the whole country."""
        return None if self.everywhere else self.slugs

    def as_data(self) -> list[str]:
        """Return it as an import keeps it."""
        return [ALL] if self.everywhere else sorted(self.slugs)

    def cover(self, kept: Iterable[str]) -> bool:
        """Return whether what an import kept of its editor's rights lies within these."""
        return self.everywhere or set(kept) <= self.slugs


def rights_of(owner_id: uuid.UUID) -> Rights:
    """Return what an owner may change, if they are an editor."""
    areas = areas_of(owner_id)
    return Rights(owner_id, everywhere=COUNTRY in areas, slugs=areas - {COUNTRY})


def editing_view(view: View) -> View:
    """Let editors in with their rights as second argument; without any, say whom to ask."""

    @staff_view(Role.Name.EDITOR)
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        person = person_of(request)
        assert person is not None  # The guard let them in.
        rights = rights_of(person.owner.pk)
        if not rights.everywhere and not rights.slugs:
            return render(request, "directory/editing/no_areas.html", status=200)
        return view(request, rights, *args, **kwargs)

    return guarded
