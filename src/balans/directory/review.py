"""What the content check looks at in needs and national offers: what they name."""

from collections.abc import Iterator

from balans.core.content import ContentError
from balans.core.references import check, check_written, refer
from balans.directory.national import SUPPORT, support
from balans.directory.needs import NEEDS, needs


def problems() -> Iterator[str]:
    """Yield what is wrong beyond the types, each with its file."""
    for offer in support("nl").values():
        where = f"{SUPPORT}/{offer.key}/support.toml"
        yield from _named("need", offer.record.needs, where)
        if not offer.sources:
            yield f"{where}: sources: name at least one source"
    for need in needs("nl").values():
        entry, where = need.entry, f"{NEEDS}/{need.name}/need.toml"
        for kind, names in (
            ("offer", entry.first),
            ("article", entry.articles),
            ("exercise", entry.exercises),
            ("helpline", entry.helplines),
        ):
            yield from _named(kind, names, where)
        for name in entry.first:
            known = support("nl").get(name)
            if known is not None and need.name not in known.record.needs:
                yield f"{where}: first: '{name}' does not name this need"
        for name in entry.articles:
            if not entry.about_dying and _is_about_dying(name):
                yield f"{where}: articles: '{name}' is about dying and this need is not"
    for language in ("nl", "en"):
        slugs = [each.slug for each in needs(language).values()]
        for slug in sorted({each for each in slugs if slugs.count(each) > 1}):
            yield f"{NEEDS}: slug '{slug}' stands twice ({language})"
        for offer in support(language).values():
            where = f"{SUPPORT}/{offer.key}/{language}.toml"
            try:
                check_written(offer.words.text + offer.words.how, where=where)
            except ContentError as error:
                yield from error.problems


def _named(kind: str, names: tuple[str, ...], where: str) -> Iterator[str]:
    try:
        check(kind, names, where=where)
    except ContentError as error:
        yield from error.problems


def _is_about_dying(name: str) -> bool:
    try:
        return refer("article", name, "nl").about_dying
    except KeyError:
        return False
