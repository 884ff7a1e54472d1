"""What happens to kept offers: kept, changed, taken away, brought back; and how they are found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balans.accounts.person import Person
from balans.core.text import read_uuid
from balans.directory.kept import Did, KeptWords
from balans.directory.models import KeptOffer, LocalOffer
from balans.directory.national import support
from balans.directory.offer import Offer

PURPOSE = "kept offer"


@dataclass(frozen=True)
class Kept:
    """A kept offer opened for its owner; `offer` is None when it is there no more."""

    row: KeptOffer
    words: KeptWords
    offer: Offer | None

    @property
    def title(self) -> str:
        return self.offer.title if self.offer else self.words.title

    @property
    def organisation(self) -> str:
        return self.offer.record.organisation if self.offer else self.words.organisation


def words_for(offer: Offer) -> KeptWords:
    """Return what is sealed of an offer that is kept now."""
    return KeptWords(
        key=offer.key,
        local=offer.local,
        title=offer.title,
        organisation=offer.record.organisation,
    )


def kept_row(person: Person | None, offer: Offer) -> KeptOffer | None:
    """Return the row of an offer that a person kept, None when it was not."""
    if person is None:
        return None
    digest = person.vault.digest(words_for(offer).identity, purpose=PURPOSE)
    return KeptOffer.objects.visible_to(person).filter(digest=digest).first()


def kept_by(person: Person | None, language: str) -> list[Kept]:
    """Return all that a person kept, what changed last first. Two queries."""
    if person is None:
        return []
    rows = KeptOffer.objects.visible_to(person).order_by("-changed_at")
    return opened([(row, row.read(person.vault)) for row in rows], language)


def opened(known: Sequence[tuple[KeptOffer, KeptWords]], language: str) -> list[Kept]:
    """Return kept offers beside the offers as they are now."""
    ids = [UUID(words.key) for _row, words in known if words.local and _is_id(words.key)]
    there = LocalOffer.objects.published().filter(pk__in=ids) if ids else ()
    local = {str(each.pk): each.as_offer(language) for each in there}
    national = support(language)
    return [
        Kept(row, words, local.get(words.key) if words.local else national.get(words.key))
        for row, words in known
    ]


def _is_id(key: str) -> bool:
    return str(read_uuid(key)) == key


@transaction.atomic
def keep(*, person: Person, words: KeptWords, at: datetime | None = None) -> tuple[KeptOffer, bool]:
    """Keep an offer; return its row and whether it is new. Twice changes nothing."""
    now = timezone.now()
    moment = min(at or now, now)
    digest = person.vault.digest(words.identity, purpose=PURPOSE)
    row = KeptOffer(owner=person.owner, digest=digest, created_at=moment, changed_at=moment)
    row.seal(person.vault, words)
    known, is_new = KeptOffer.objects.get_or_create(
        owner=person.owner,
        digest=digest,
        defaults={
            "id": row.pk,
            "sealed": row.sealed,
            "created_at": moment,
            "changed_at": moment,
        },
    )
    return known, is_new


@transaction.atomic
def note(*, kept: KeptOffer, person: Person, did: Did, text: str) -> None:
    """Keep what one did with an offer, and one's own words about it."""
    fresh = KeptOffer.objects.select_for_update().get(pk=kept.pk)
    changed = fresh.read(person.vault).model_copy(update={"did": did, "note": text})
    fresh.seal(person.vault, changed)
    fresh.changed_at = timezone.now()
    fresh.save(update_fields=["sealed", "changed_at"])


@transaction.atomic
def let_go(*, kept: KeptOffer) -> None:
    """Take an offer away from what was kept, with its words. Twice changes nothing."""
    KeptOffer.objects.filter(pk=kept.pk).delete()
