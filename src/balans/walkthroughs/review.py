"""What the content check looks at in walk-throughs: scenes that can be played, pictures."""

from collections.abc import Iterator

from balans.core.content import LANGUAGES, library
from balans.questionnaires.content import catalogue, exercises
from balans.walkthroughs.content import (
    FOLDER,
    INTRODUCTION,
    OUTCOME,
    STOPPED,
    Walkthrough,
    made_of,
    walkthroughs,
)
from balans.walkthroughs.made import made_now
from balans.walkthroughs.pictures import picture_files

AGED = {
    "asked": "the questions or the scenes",
    "said": "the words",
    "drawn": "the templates or the style",
    "pictures": "the pictures themselves",
}
AGAIN = "run `make walkthroughs`"


def problems() -> Iterator[str]:
    """Yield what is wrong beyond the types, each with its file."""
    known = {flow.name for flow in exercises(LANGUAGES[0])}
    for name, walk in walkthroughs(LANGUAGES[0]).items():
        if name not in known:
            yield f"{FOLDER}/{name}: there is no exercise '{name}'"
            return
        yield from _of_structure(walk)
    for language in LANGUAGES:
        for walk in walkthroughs(language).values():
            yield from aged(walk)
    yield from _strays()


def aged(walk: Walkthrough) -> Iterator[str]:
    """Yield why the pictures in a language do not fit any more; nothing when they do."""
    then = made_of(walk.exercise).get(walk.language)
    where = f"{FOLDER}/{walk.exercise} ({walk.language})"
    if then is None:
        yield f"{where}: there are no pictures yet: {AGAIN}"
        return
    now = made_now(walk)
    changed = [text for field, text in AGED.items() if getattr(then, field) != getattr(now, field)]
    if changed:
        yield f"{where}: changed since the pictures were made: {', '.join(changed)}: {AGAIN}"


def readable_texts(walk: Walkthrough) -> list[str]:
    """Return the texts of a walk-through that a carer reads or hears."""
    found = [walk.words.title, walk.words.lead]
    for scene in walk.scenes:
        found += [scene.words.title, scene.words.caption, scene.words.alt]
    return found


def _of_structure(walk: Walkthrough) -> Iterator[str]:
    where = f"{FOLDER}/{walk.exercise}/walkthrough.toml"
    if not walk.entry.sources:
        yield f"{where}: sources: name at least one source"
    pages = [page.id for page in catalogue(walk.language).newest(walk.exercise).pages]
    places = {INTRODUCTION: -1, **{page: n for n, page in enumerate(pages)}, OUTCOME: len(pages)}
    reached = -1
    for scene in walk.entry.scenes:
        if scene.at == STOPPED:
            continue
        if scene.at not in places:
            yield f"{where}: scenes.{scene.id}: at: there is no page '{scene.at}'"
        elif places[scene.at] < reached:
            yield f"{where}: scenes.{scene.id}: at: '{scene.at}' comes before the last"
        else:
            reached = places[scene.at]


def _strays() -> Iterator[str]:
    walks = (walk for language in LANGUAGES for walk in walkthroughs(language).values())
    known = {scene.picture for walk in walks for scene in walk.scenes}
    for path in picture_files():
        if library().name(path) not in known:
            yield f"{library().name(path)}: no scene shows this picture"
