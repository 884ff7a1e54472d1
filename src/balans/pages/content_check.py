"""The content check: structure, words in every language, provenance, links, and how Dutch reads."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from django.utils import timezone

from balans.articles import content as articles
from balans.articles import review as articles_review
from balans.checks import asking
from balans.checks import content as checks
from balans.core.content import LANGUAGES, Content, ContentError, Words, gather, library
from balans.core.facts import unused
from balans.core.readability import CARER, PROFESSIONAL, measure, over_the_bar
from balans.diary import content as diary
from balans.directory import helplines, national, needs
from balans.directory import review as directory_review
from balans.groups import content as groups
from balans.groups import review as groups_review
from balans.groups.materials import content as group_letters
from balans.groups.materials import review as group_letters_review
from balans.groups.materials import slides as group_slides
from balans.outreach import content as outreach
from balans.outreach import review as outreach_review
from balans.pages import content as pages
from balans.questionnaires import content as questionnaires
from balans.questionnaires import help_review, review
from balans.search import content as search
from balans.walkthroughs import content as walkthroughs
from balans.walkthroughs import review as walkthroughs_review

REVIEW_AFTER = timedelta(days=730)
SETTINGS = "reading.toml"
FIRST = "nl"
ROOMS = (
    helplines,
    needs,
    national,
    articles,
    diary,
    outreach,
    pages,
    search,
    checks,
    asking,
    group_letters,
    group_slides,
    walkthroughs,
    groups,
)


class ReadingSettings(Content):
    """Long words of the field that may stand, and texts that may be over the bar, with why."""

    long_words: tuple[Words, ...] = ()
    exceptions: dict[str, Words] = {}


def problems() -> list[str]:
    """Return every problem of all content, each with file and field."""
    found: list[str] = []
    for room in ROOMS:
        _try(room.load, found)
    for language in LANGUAGES:
        _try(partial(questionnaires.catalogue, language), found)
    if not found:
        found += [*_questionnaires(), *_reviewed(), *_dutch()]
        found += review.changed_after_publication()
        found += [f"facts: '{name}' is used nowhere" for name in unused()]
        found += [*articles_review.problems(), *directory_review.problems()]
        found += [*help_review.problems(), *outreach_review.problems()]
        found += group_letters_review.problems()
        found += walkthroughs_review.problems()
        found += groups_review.problems()
    return found


def _try(load: Callable[[], object], found: list[str]) -> None:
    try:
        load()
    except ContentError as error:
        gather(found, error)


def _questionnaires() -> Iterator[str]:
    for language in LANGUAGES:
        catalogue = questionnaires.catalogue(language)
        names = [flow.name for flow in catalogue.current()]
        slugs = [flow.words.slug for flow in catalogue.current()]
        for flow in catalogue.flows.values():
            yield from review.problems_of(flow, names)
        for twice in sorted({slug for slug in slugs if slugs.count(slug) > 1}):
            yield f"flows: slug '{twice}' stands twice in {language}"


def _reviewed() -> Iterator[str]:
    today = timezone.localdate()
    dates = {
        **{f"flows/{f.name}": f.reviewed for f in questionnaires.catalogue(FIRST).current()},
        **{f"support/{s.key}": s.reviewed for s in national.support(FIRST).values() if s.reviewed},
        **{f"needs/{n.name}": n.reviewed for n in needs.needs(FIRST).values()},
        **{f"articles/{a.name}": a.entry.reviewed for a in articles.articles(FIRST).values()},
        **{f"pathways/{p.name}": p.entry.reviewed for p in articles.pathways(FIRST).values()},
        **{f"pages/{n}": pages.long_page(n, FIRST).reviewed for n in library().items("pages")},
        **{f"prompts/{g.name}": g.reviewed for g in diary.groups(FIRST)},
        asking.FOLDER: asking.of_the_house(FIRST).entries.reviewed,
        **{f"{m.folder}/{m.name}": m.entry.reviewed for m in _letters()},
        group_slides.FOLDER: group_slides.slides(FIRST).reviewed,
        **{
            f"walkthroughs/{w.exercise}": w.entry.reviewed
            for w in walkthroughs.walkthroughs(FIRST).values()
        },
        **groups_review.reviewed(),
    }
    for where, day in dates.items():
        if day > today or today - day > REVIEW_AFTER:
            yield f"{where}: reviewed: {day} is in the future or over two years ago"


def dutch_texts() -> Iterator[tuple[str, list[str]]]:
    """Yield each Dutch text that a carer reads, with its file."""
    for flow in questionnaires.catalogue(FIRST).flows.values():
        yield f"flows/{flow.name}/v{flow.version}/nl.toml", review.readable_texts(flow)
    yield from asking.readable_texts(FIRST)
    for name in library().items("pages"):
        yield f"pages/{name}/nl.md", [_plain(pages.long_page(name, FIRST).prose.text)]
    for article in articles.articles(FIRST).values():
        yield f"articles/{article.name}/nl.md", [_plain(article.prose.text)]
    for theme in articles.themes(FIRST).values():
        yield f"themes/{theme.name}/nl.toml", [theme.lead]
    for pathway in articles.pathways(FIRST).values():
        yield f"pathways/{pathway.name}/nl.toml", [pathway.lead, pathway.first]
    for need in needs.needs(FIRST).values():
        yield f"needs/{need.name}/nl.toml", [need.title, need.answer]
    for offer in national.support(FIRST).values():
        said = offer.words
        yield (
            f"support/{offer.key}/nl.toml",
            [said.text, said.how, said.expect, said.cost, said.who],
        )
    for line in helplines.helplines(FIRST).values():
        yield (
            f"helplines/{line.id}/nl.toml",
            [line.text, line.how, line.bereaved_text, line.bereaved_how],
        )
    for group in diary.groups(FIRST):
        yield f"prompts/{group.name}/nl.toml", [each.text for each in group.prompts]
    for walk in walkthroughs.walkthroughs(FIRST).values():
        yield f"walkthroughs/{walk.exercise}/nl.toml", walkthroughs_review.readable_texts(walk)
    for letter in _letters():
        if said_to_carers := outreach_review.texts_for(letter, "carer"):
            yield f"{letter.folder}/{letter.name}/nl.toml", said_to_carers
    yield from groups_review.texts_for_carers()
    yield f"{group_slides.FOLDER}/nl.toml", group_slides.shown(FIRST)


def professional_texts() -> Iterator[tuple[str, list[str]]]:
    """Yield each Dutch text that is read by who helps carers, with its file."""
    for letter in _letters():
        said = outreach_review.texts_for(letter, "professional")
        yield f"{letter.folder}/{letter.name}/nl.toml (for professionals)", said
    yield from groups_review.texts_for_facilitators()
    yield f"{'/'.join(groups.GUIDE)}/nl.md", [_plain(groups.guide(FIRST).prose.text)]
    yield f"{group_slides.FOLDER}/nl.toml (notes)", group_slides.notes(FIRST)


def _letters() -> Iterator[outreach.Letter]:
    yield from outreach.letters(FIRST).values()
    yield from group_letters.materials(FIRST).values()


def _plain(markdown: str) -> str:
    """Return the text of Markdown without its marks and addresses."""
    without_links = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    return re.sub(r"^[#>*\-\s|]+|[*_`|]", "", without_links, flags=re.MULTILINE)


def _dutch() -> Iterator[str]:
    settings = library().decode(ReadingSettings, SETTINGS)
    known = frozenset(word.casefold() for word in settings.long_words)
    for bar, found in ((CARER, dutch_texts()), (PROFESSIONAL, professional_texts())):
        for where, texts in found:
            if where in settings.exceptions:
                continue
            for problem in over_the_bar(measure([text for text in texts if text], known), bar):
                yield f"{where}: {problem}"


def main() -> int:
    """Print every problem; return 1 when there is one."""
    found = problems()
    for problem in found:
        print(problem)
    print(f"Content: {len(found)} problems" if found else "Content: everything is in order")
    return 1 if found else 0
