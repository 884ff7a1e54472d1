"""Of what the pictures were made: digests of what is asked, said and drawn, to see them age.

A digest covers what stands on the pictures and no more: see docs/adr/0030.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import get_template
from django.utils.translation import gettext, override

from balans.core.content import ContentError, library
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.help import FLOWS
from balans.questionnaires.review import structure_digest
from balans.ui import bundles
from balans.walkthroughs.content import (
    FOLDER,
    MadeOf,
    Walkthrough,
    picture_name,
)

PAGES = ("introduction", "step", "outcome")
STYLES = ("field",)
"""Style that has no component of the same name, and stands on most pictures."""

TAG = re.compile(r"{% *(\w+)")
INCLUDED = re.compile(r'{% *include "([^"]+)"')
SAID = re.compile(r'{% *translate "([^"]+)"')
SAID_LONG = re.compile(r"{% *blocktranslate([^%]*)%}(.*?){% *(?:plural|endblocktranslate)", re.S)
PLACE = re.compile(r"{{ *(\w+)[^}]*}}")
DIGITS = 16


def made_now(walk: Walkthrough) -> MadeOf:
    """Return what the pictures of a walk-through would be made of today, without their sizes."""
    flow = catalogue(walk.language).newest(walk.exercise)
    templates = templates_of(flow)
    return MadeOf(
        asked=_asked(walk, flow),
        said=_said(walk, flow, templates),
        drawn=_digest([*map(_bare, templates.values()), *styles_of(templates)]),
        pictures=_pictures(walk),
    )


def _asked(walk: Walkthrough, flow: Flow) -> str:
    entry = walk.entry.model_dump(mode="json", include={"answers", "scenes"})
    return _digest([flow.version, structure_digest(flow.name, flow.version), entry])


def _said(walk: Walkthrough, flow: Flow, templates: dict[str, str]) -> str:
    words = library().read(FLOWS, flow.name, f"v{flow.version}", f"{walk.language}.toml")
    with override(walk.language):
        interface = [gettext(each) for text in templates.values() for each in sentences(text)]
    return _digest([words, interface, walk.words.model_dump(mode="json", include={"answers"})])


def _pictures(walk: Walkthrough) -> str:
    found = hashlib.sha256()
    for scene in walk.scenes:
        try:
            path = library().find(
                FOLDER, picture_name(walk.exercise, walk.language, scene.entry.id)
            )
        except ContentError:
            return "missing"
        found.update(path.read_bytes())
    return found.hexdigest()[:DIGITS]


def templates_of(flow: Flow) -> dict[str, str]:
    """Return the templates that draw an exercise, by name: its pages, questions and outcome."""
    names = [f"questionnaires/{each}.html" for each in PAGES]
    names += [question.template for question in flow.questions]
    names += [block.template for block in flow.outcome]
    found: dict[str, str] = {}
    for name in names:
        _gather(name, found)
    return dict(sorted(found.items()))


def _gather(name: str, found: dict[str, str]) -> None:
    """Add a template, with what it includes and the components that it uses."""
    if name in found:
        return
    text = _text(name)
    found[name] = text
    for included in INCLUDED.findall(text):
        _gather(included, found)
    for tag in sorted(set(TAG.findall(text)) & _components()):
        _gather(f"ui/{tag}.html", found)


def _text(name: str) -> str:
    origin = get_template(name).template.origin  # type: ignore[attr-defined]
    return Path(origin.name).read_text(encoding="utf-8")


@cache
def _components() -> frozenset[str]:
    folder = bundles.HERE / "templates" / "ui"
    return frozenset(path.stem for path in folder.glob("*.html") if path.stem != "base")


def styles_of(templates: dict[str, str]) -> list[str]:
    """Return the style that draws templates: colours, letters, and the components in them."""
    folder = bundles.HERE / "css"
    stems = sorted({*STYLES, *(Path(name).stem for name in templates)})
    files = [folder / "tokens.css", *(folder / "components" / f"{stem}.css" for stem in stems)]
    return [bundles.tight(path.read_text(encoding="utf-8")) for path in files if path.is_file()]


def sentences(template: str) -> Iterator[str]:
    """Yield the sentences of ours in a template, as the translations know them."""
    yield from SAID.findall(template)
    for _options, body in SAID_LONG.findall(template):
        lines = (line.strip() for line in body.strip().splitlines())
        yield PLACE.sub(r"%(\1)s", " ".join(lines))


def _bare(template: str) -> str:
    """Return a template without the room that only its writers need."""
    return " ".join(template.split())


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
