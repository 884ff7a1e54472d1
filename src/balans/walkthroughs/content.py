"""Walk-throughs as content: the scenes of an exercise, their words, and what pictures there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import Field

from balans.core.content import (
    LANGUAGES,
    Content,
    ContentError,
    Id,
    Provenance,
    Words,
    library,
)

FOLDER = "walkthroughs"
MADE = "made.toml"
PICTURES = "pictures"
INTRODUCTION, STOPPED, OUTCOME = "introduction", "stopped", "outcome"
"""Where a scene plays when it is no page with questions."""

Typed = str | tuple[str, ...]
Answer = Typed | dict[Id, Id]
UNKNOWN_SIZE = (780, 1200)


class SceneEntry(Content):
    """One picture: where it is taken, and what of the page stands on it."""

    id: Id
    at: Id
    """A page of the exercise, the introduction, the outcome, or the introduction after stopping."""

    filled: bool = False
    """Whether the answers of that page are filled in on the picture."""

    show: tuple[Words, ...] = Field(min_length=1)
    """CSS selectors: the picture is cut to all that they find."""

    press: str = ""
    """CSS selector of what to press: it gets a ring."""

    hide: tuple[Words, ...] = ()
    """CSS selectors of what would age, such as the day of today."""


class WalkthroughEntry(Provenance):
    """What is the same in every language: the answers on the way, and the scenes in their order.

    A page without an answer here is skipped on the way.
    """

    answers: dict[Id, Answer] = {}
    scenes: tuple[SceneEntry, ...] = Field(min_length=5, max_length=7)


class SceneWords(Content):
    """What stands beside a picture, and what it shows for who does not see it."""

    title: Words
    caption: Words
    alt: Words


class WalkthroughWords(Content):
    """The words of a walk-through, and the answers on the way that are written out."""

    title: Words
    lead: Words
    answers: dict[Id, Typed] = {}
    scenes: dict[Id, SceneWords]


class MadeOf(Content):
    """Of what the pictures in one language were made: digests, and the size of each in pixels."""

    asked: str = ""
    said: str = ""
    drawn: str = ""
    pictures: str = ""
    sizes: dict[Id, tuple[int, int]] = {}


@dataclass(frozen=True)
class Scene:
    """One scene in one language."""

    number: int
    entry: SceneEntry
    words: SceneWords
    picture: str
    """The name of the picture below /static/, and below content/walkthroughs/."""

    width: int
    height: int


@dataclass(frozen=True)
class Walkthrough:
    """The walk-through of one exercise in one language."""

    exercise: Id
    language: str
    entry: WalkthroughEntry
    words: WalkthroughWords
    scenes: tuple[Scene, ...]


@cache
def walkthroughs(language: str) -> Mapping[str, Walkthrough]:
    """Return every walk-through by the name of its exercise. Raise ContentError."""
    return {name: _read(name, language) for name in library().items(FOLDER)}


def walkthrough(exercise: str, language: str) -> Walkthrough:
    """Return the walk-through of an exercise. Raise KeyError."""
    return walkthroughs(language)[exercise]


def made_of(exercise: str) -> Mapping[str, MadeOf]:
    """Return what was written down when the pictures were made; nothing before the first time."""
    if MADE not in library().files(FOLDER, exercise, suffix=".toml"):
        return {}
    known = library().read(FOLDER, exercise, MADE)
    return {language: MadeOf.model_validate(each) for language, each in known.items()}


def picture_name(exercise: str, language: str, scene: str) -> str:
    """Return the name of a picture below the folder of all walk-throughs."""
    return f"{exercise}/{PICTURES}/{language}/{scene}.webp"


def load() -> None:
    """Read every walk-through in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        walkthroughs(language)


def _read(name: str, language: str) -> Walkthrough:
    entry = library().decode(WalkthroughEntry, FOLDER, name, "walkthrough.toml")
    words = library().decode(WalkthroughWords, FOLDER, name, f"{language}.toml")
    ids = [scene.id for scene in entry.scenes]
    if list(words.scenes) != ids:
        where = f"{FOLDER}/{name}/{language}.toml"
        raise ContentError([f"{where}: scenes: say these, in this order: {', '.join(ids)}"])
    sizes = made_of(name).get(language, MadeOf()).sizes
    scenes = (
        _scene(name, language, number, scene, words.scenes[scene.id], sizes)
        for number, scene in enumerate(entry.scenes, start=1)
    )
    return Walkthrough(name, language, entry, words, tuple(scenes))


def _scene(
    exercise: str,
    language: str,
    number: int,
    entry: SceneEntry,
    words: SceneWords,
    sizes: Mapping[str, tuple[int, int]],
) -> Scene:
    width, height = sizes.get(entry.id, UNKNOWN_SIZE)
    picture = picture_name(exercise, language, entry.id)
    return Scene(number, entry, words, f"{FOLDER}/{picture}", width, height)
