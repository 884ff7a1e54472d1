"""Keeping the index: from content when that changed, and after every change of a local offer."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from balans.core.content import LANGUAGES, library
from balans.directory.models import LocalOffer
from balans.search.entries import Source, content_sources, entry_of, local_sources
from balans.search.lexicon import Lexicon, lexicon_of
from balans.search.models import Entry, IndexState, KnownWord
from balans.search.words import LONGEST_TERM, words_of

RULES = "1"
"""Raise it when the rules change which terms an entry gets: then all are made anew."""

FOLDERS = ("articles", "facts", "flows", "needs", "pathways", "search", "support", "themes")
AT_ONCE = 500
RENEWED_AT_ONCE = 1_000


def content_stamp() -> str:
    """Return a mark of all content that the index is made of: it changes when that does."""
    mark = hashlib.sha256(RULES.encode())
    for root in library().roots:
        for path in sorted(_files(root)):
            mark.update(path.removeprefix(f"{root}/").encode())
            with open(path, "rb") as file:
                mark.update(file.read())
    return mark.hexdigest()


def _files(root: Path) -> Iterator[str]:
    """Yield the paths of all that the index is made of; as text, which is put in order quickly."""
    for folder in FOLDERS:
        for here, _folders, names in os.walk(root / folder):
            yield from (os.path.join(here, each) for each in names)


@lru_cache(maxsize=2)
def _decoded(stamp: str) -> Mapping[str, Lexicon]:
    kept = IndexState.objects.get(stamp=stamp).lexicons
    return {language: Lexicon(language=language, **kept[language]) for language in LANGUAGES}


def state() -> tuple[str, Mapping[str, Lexicon]]:
    """Return the stamp of the index and its vocabularies; make the index when there is none."""
    stamp = _stamp()
    if stamp is None:
        rebuild()
        stamp = _stamp() or ""
    try:
        return stamp, _decoded(stamp)
    except IndexState.DoesNotExist:
        # Another server made it anew between the two questions.
        stamp = _stamp() or ""
        return stamp, _decoded(stamp)


def _stamp() -> str | None:
    """Return the stamp of the index, None when it was never made."""
    return IndexState.objects.values_list("stamp", flat=True).first()


def prepare() -> None:
    """Make the entries of our content anew when it changed since. Called at every start."""
    made, stamp = _stamp(), content_stamp()
    if made is None:
        rebuild()
    elif made != stamp:
        renew_content(stamp)


@transaction.atomic
def renew_content(stamp: str = "") -> str:
    """Make the entries of our content anew, and return their stamp. Local offers stay."""
    stamp = stamp or content_stamp()
    sources = {language: list(content_sources(language)) for language in LANGUAGES}
    lexicons = {
        language: lexicon_of((each.all_words for each in found), language)
        for language, found in sources.items()
    }
    Entry.objects.exclude(kind=Entry.Kind.LOCAL).delete()
    made = (
        entry_of(each, lexicons.__getitem__, stamp) for found in sources.values() for each in found
    )
    Entry.objects.bulk_create(made, batch_size=AT_ONCE)
    IndexState.objects.all().delete()
    kept = {language: _kept(lexicon) for language, lexicon in lexicons.items()}
    IndexState.objects.create(stamp=stamp, lexicons=kept)
    return stamp


def _kept(lexicon: Lexicon) -> dict[str, object]:
    """Return a vocabulary as JSON holds it."""
    return {
        "documents": lexicon.documents,
        "words": dict(lexicon.words),
        "terms": dict(lexicon.terms),
    }


@transaction.atomic
def follow_many(offers: Sequence[LocalOffer]) -> None:
    """Have the index say what these local offers say now, one or thousands.

    What is not published is not found. Called in the transaction that changes them. An index that
    was never made stays so: it takes up every offer when it is made.
    """
    stamp = _stamp()
    if stamp is None:
        return
    lexicons = _decoded(stamp)
    forget_many(offer.pk for offer in offers)
    shown = (offer for offer in offers if offer.state == LocalOffer.State.PUBLISHED)
    sources = [source for offer in shown for source in local_sources(offer)]
    Entry.objects.bulk_create(
        (entry_of(each, lexicons.__getitem__, stamp) for each in sources), batch_size=AT_ONCE
    )
    _learn(sources, lexicons)


def forget_many(offers: Iterable[UUID]) -> None:
    """Take local offers out of the index."""
    names = [str(each) for each in offers]
    for start in range(0, len(names), AT_ONCE):
        some = names[start : start + AT_ONCE]
        Entry.objects.filter(kind=Entry.Kind.LOCAL, name__in=some).delete()


def _learn(sources: Iterable[Source], lexicons: Mapping[str, Lexicon]) -> None:
    """Keep the words of titles and organisations that our own texts do not use."""
    found = {
        word[:LONGEST_TERM]
        for source in sources
        for word in words_of(f"{source.title} {source.note}")
        if word not in lexicons[source.language].words and not word.isdigit()
    }
    known = [KnownWord(word=each) for each in sorted(found) if len(each) > 1]
    KnownWord.objects.bulk_create(known, ignore_conflicts=True, batch_size=AT_ONCE)


def rebuild() -> int:
    """Make the whole index anew; return how many entries it has."""
    with transaction.atomic():
        renew_content()
        Entry.objects.filter(kind=Entry.Kind.LOCAL).delete()
        KnownWord.objects.all().delete()
        _follow_all(LocalOffer.objects.published().order_by("pk").select_for_update())
    return Entry.objects.count()


def _follow_all(offers: Iterable[LocalOffer]) -> None:
    """Follow offers in batches. They are locked: who changes one meanwhile follows after us."""
    batch: list[LocalOffer] = []
    for offer in offers:
        batch.append(offer)
        if len(batch) == AT_ONCE:
            follow_many(batch)
            batch = []
    if batch:
        follow_many(batch)


def renew_some() -> int:
    """Make entries of local offers anew that were made under older content; return how many.

    The offers are locked as who changes one does: two entries of the same offer would clash.
    """
    stamp = _stamp()
    # Said as before or after, which an index finds; "not the same" reads every entry there is.
    other = Q(stamp__lt=stamp or "") | Q(stamp__gt=stamp or "")
    old = Entry.objects.filter(other, kind=Entry.Kind.LOCAL)
    names = list(old.values_list("name", flat=True)[:RENEWED_AT_ONCE]) if stamp else []
    if names:
        with transaction.atomic():
            offers = LocalOffer.objects.filter(pk__in=names).order_by("pk").select_for_update()
            follow_many(list(offers))
    return len(names)
