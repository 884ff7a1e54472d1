"""From what there is to entries of the index: which words count, and how much."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from balans.articles.content import articles, pathways
from balans.core.content import LANGUAGES
from balans.core.facts import FACT
from balans.core.references import refer, references
from balans.directory.models import LocalOffer
from balans.directory.municipalities import municipality
from balans.directory.national import support
from balans.directory.needs import needs
from balans.directory.offer import Offer, OfferRecord, OfferWords
from balans.search.lexicon import Lexicon
from balans.search.models import Entry
from balans.search.places import anywhere, country, first_term, need_term, within
from balans.search.words import words_of

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
MOST_PLACES = 3
TITLE_LENGTH, NOTE_LENGTH, TEXT_LENGTH = 200, 300, 600
Kind = Entry.Kind


@dataclass(frozen=True)
class Source:
    """Something to be found, in one language: what is shown, and the words it is found by."""

    kind: Kind
    name: str
    language: str
    title: str
    text: str
    href: str = ""
    note: str = ""
    about_dying: bool = False
    keys: tuple[str, ...] = ()
    """Words that tell more than running text: headings, ways to say it, who offers it."""

    body: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    first_of: tuple[str, ...] = ()
    """Needs that name it among what fits them best."""

    for_young: bool = False
    """Written for children or young people: it counts less, for most who search are older."""

    found_in: tuple[str, ...] = ()
    also_in: tuple[str, ...] = ()
    """Other languages in which its keys are words."""

    @property
    def all_words(self) -> Iterator[str]:
        for text in (self.title, *self.keys, *self.body):
            yield from words_of(plain(text))


def plain(markdown: str) -> str:
    """Return a text without the addresses and names of facts in it."""
    return FACT.sub(" ", LINK.sub(r"\1", markdown))


def content_sources(language: str) -> Iterator[Source]:
    """Yield everything of our content in a language."""
    known = needs(language)
    for make in (_needs, _articles, _pathways, _offers):
        yield from make(language)
    for each in references("exercise", language):
        fits = tuple(name for name, need in known.items() if each.name in need.entry.exercises)
        yield Source(
            kind=Kind.EXERCISE,
            name=each.name,
            language=language,
            title=each.title,
            text=each.text,
            href=each.href,
            needs=fits,
            first_of=fits,
            body=(each.text,),
            found_in=(country(language),),
        )


def _needs(language: str) -> Iterator[Source]:
    for need in needs(language).values():
        yield Source(
            kind=Kind.NEED,
            name=need.name,
            language=language,
            title=need.title,
            text=need.answer,
            href=refer("need", need.name, language).href,
            about_dying=need.entry.about_dying,
            keys=need.ways,
            body=(need.answer,),
            needs=(need.name,),
            found_in=(country(language),),
        )


def _articles(language: str) -> Iterator[Source]:
    known = needs(language)
    for article in articles(language).values():
        yield Source(
            kind=Kind.ARTICLE,
            name=article.name,
            language=language,
            title=article.title,
            text=plain(article.lead),
            href=refer("article", article.name, language).href,
            about_dying=article.entry.about_dying,
            keys=tuple(HEADING.findall(article.prose.text)),
            body=(article.prose.text,),
            needs=article.entry.needs,
            first_of=tuple(
                name for name, need in known.items() if article.name in need.entry.articles
            ),
            for_young=article.entry.audience != "carer",
            found_in=(country(language),),
        )


def _pathways(language: str) -> Iterator[Source]:
    for pathway in pathways(language).values():
        yield Source(
            kind=Kind.PATHWAY,
            name=pathway.name,
            language=language,
            title=pathway.title,
            text=pathway.lead,
            href=refer("pathway", pathway.name, language).href,
            about_dying=pathway.entry.about_dying,
            body=(pathway.lead, pathway.first),
            found_in=(country(language),),
        )


def _offers(language: str) -> Iterator[Source]:
    for name, offer in support(language).items():
        yield _offer(offer, href=refer("offer", name, language).href)


def _offer(offer: Offer, *, href: str) -> Source:
    return Source(
        kind=Kind.OFFER,
        name=offer.key,
        language=offer.language,
        title=offer.title,
        text=offer.words.text,
        href=href,
        note=offer.record.organisation,
        about_dying=offer.record.about_dying,
        keys=_keys(offer.record, offer.words, offer.language),
        body=_body(offer.words),
        needs=offer.record.needs,
        first_of=tuple(
            name for name, need in needs(offer.language).items() if offer.key in need.entry.first
        ),
        found_in=(country(offer.language),),
    )


def _keys(record: OfferRecord, words: OfferWords, *languages: str) -> tuple[str, ...]:
    """Return who offers it, for whom, and the titles of the needs it meets."""
    titles = (
        needs(language)[need].title
        for language in languages
        for need in record.needs
        if need in needs(language)
    )
    return (record.organisation, words.who, *titles)


def _body(words: OfferWords) -> tuple[str, ...]:
    return (words.text, words.how, words.expect, words.cost)


def local_sources(offer: LocalOffer) -> Iterator[Source]:
    """Yield a local offer in each language that it has words in.

    Without English words its Dutch ones are found in English too, by the titles of its needs.
    """
    record = offer.as_record()
    written = [each for each in LANGUAGES if each in record.words]
    for language in written:
        words = record.words["en" if language == "en" else "nl"]
        found_by = (language,) if len(written) > 1 else LANGUAGES
        yield Source(
            kind=Kind.LOCAL,
            name=str(offer.pk),
            language=language,
            title=words.title,
            text=words.text,
            note=_note(record),
            about_dying=record.about_dying,
            keys=(*_keys(record, words, *found_by), *(each.city for each in record.places)),
            body=_body(words),
            needs=record.needs,
            found_in=tuple(_where(record.areas, found_by)),
            also_in=tuple(each for each in found_by if each != language),
        )


def _where(areas: Sequence[str], languages: Iterable[str]) -> Iterator[str]:
    for language in languages:
        yield anywhere(language)
        if not areas:
            yield country(language)
        for area in areas:
            yield within(language, area)


def _note(record: OfferRecord) -> str:
    names = [known.name for area in record.areas if (known := municipality(area))]
    shown = ", ".join(names[:MOST_PLACES]) + (" …" if len(names) > MOST_PLACES else "")
    return " · ".join(filter(None, (record.organisation, shown)))


def entry_of(source: Source, lexicon_of: Callable[[str], Lexicon], stamp: str) -> Entry:
    """Return the entry of a source. A term stands once: where it counts most."""
    lexicon = lexicon_of(source.language)
    title = lexicon.terms_of(words_of(source.title))
    keys = lexicon.terms_of(words_of(" ".join(source.keys)))
    for other in source.also_in:
        keys |= lexicon_of(other).terms_of(words_of(" ".join(source.keys)))
    body = lexicon.terms_of(words_of(plain(" ".join(source.body))))
    if source.for_young:
        title, keys, body = {}, title, keys | body
    keys |= dict.fromkeys(map(need_term, source.needs))
    keys |= dict.fromkeys(map(first_term, source.first_of))
    return Entry(
        kind=source.kind,
        name=source.name,
        language=source.language,
        title=source.title[:TITLE_LENGTH],
        text=shortened(source.text),
        note=source.note[:NOTE_LENGTH],
        href=source.href,
        about_dying=source.about_dying,
        title_terms=" ".join(title),
        key_terms=" ".join(each for each in keys if each not in title),
        body_terms=" ".join(each for each in body if each not in title and each not in keys),
        found_in=" ".join(dict.fromkeys(source.found_in)),
        stamp=stamp,
    )


def shortened(text: str) -> str:
    """Return a text on one line, cut at a word when it is very long."""
    line = " ".join(text.split())
    return line if len(line) <= TEXT_LENGTH else line[:TEXT_LENGTH].rpartition(" ")[0] + " …"
