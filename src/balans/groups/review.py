"""What the content check looks at in scripts, situations and handouts, and which texts it reads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from balans.core.content import LANGUAGES
from balans.core.references import references
from balans.groups.content import (
    FIRST,
    GUIDE,
    HANDOUTS,
    MEETINGS,
    SITUATIONS,
    Handout,
    Paged,
    Script,
    Situation,
    guide,
    handouts,
    scripts,
    situations,
)
from balans.groups.sheets import PAPERS

FILES = {MEETINGS: "meeting.toml", SITUATIONS: "situation.toml", HANDOUTS: "handout.toml"}


def problems() -> Iterator[str]:
    """Yield what is wrong beyond the types, each with its file."""
    for folder, found in _rooms(FIRST).items():
        yield from problems_of(folder, list(found.values()))
    for name, script in scripts(FIRST).items():
        yield from exercises_missing(script)
        yield from sheets_missing(script)
        for language in LANGUAGES[1:]:
            yield from told_otherwise(script, scripts(language)[name])
    yield from pointing_nowhere(situations(FIRST).values())
    if not guide(FIRST).entry.sources:
        yield f"{'/'.join(GUIDE)}/page.toml: sources: name at least one source"


def _rooms(language: str) -> dict[str, Mapping[str, Paged]]:
    return {
        MEETINGS: scripts(language),
        SITUATIONS: situations(language),
        HANDOUTS: handouts(language),
    }


def problems_of(folder: str, found: Sequence[Paged]) -> Iterator[str]:
    """Yield what is wrong with items of one folder: no source, no address, the same twice."""
    for each in found:
        where = f"{folder}/{each.name}/{FILES[folder]}"
        if not each.sources:
            yield f"{where}: sources: name at least one source"
        if not each.slug_en:
            yield f"{where}: slug_en: name its address in English"
    for field in ("order", "slug_en"):
        numbers = Counter(getattr(each, field) for each in found)
        for twice in (value for value, count in numbers.items() if count > 1):
            yield f"{folder}: {field}: {twice!r} stands twice"


def exercises_missing(script: Script) -> Iterator[str]:
    """Yield each exercise of a script that is not there."""
    known = {each.name for each in references("exercise", FIRST)}
    named = [script.exercise, script.next, *(step.walkthrough for step in script.steps)]
    for name in named:
        if name and name not in known:
            yield f"{MEETINGS}/{script.name}/meeting.toml: there is no exercise '{name}'"


def sheets_missing(script: Script) -> Iterator[str]:
    """Yield each sheet that a script names and that is not there."""
    known = {*handouts(FIRST), *PAPERS}
    for name in script.sheets:
        if name not in known:
            yield f"{MEETINGS}/{script.name}/meeting.toml: there is no sheet '{name}'"


def told_otherwise(first: Script, other: Script) -> Iterator[str]:
    """Yield where a translation has another number of things to say, ask or prepare."""
    pairs = [("", _counts(first.words), _counts(other.words))]
    pairs += [
        (f"steps.{one.id}.", _counts(one.words), _counts(two.words))
        for one, two in zip(first.steps, other.steps, strict=True)
    ]
    for place, one, two in pairs:
        for field in one:
            if one[field] != two[field]:
                where = f"{MEETINGS}/{other.name}/{other.language}.toml"
                yield f"{where}: {place}{field}: {two[field]}, in {first.language} {one[field]}"


def _counts(words: object) -> dict[str, int]:
    """Return how many things a list holds, and whether a text is there."""
    said = getattr(words, "__dict__", {})
    return {
        name: len(each) if isinstance(each, tuple) else int(bool(each))
        for name, each in said.items()
    }


def pointing_nowhere(found: Iterable[Situation]) -> Iterator[str]:
    """Yield each helpline and offer of a situation that is not there."""
    lines = {each.name for each in references("helpline", FIRST)}
    offers = {each.name for each in references("offer", FIRST)}
    for each in found:
        where = f"{SITUATIONS}/{each.name}/situation.toml"
        for kind, names, known in (
            ("helpline", each.helplines, lines),
            ("offer", each.offers, offers),
        ):
            for name in names:
                if name not in known:
                    yield f"{where}: there is no {kind} '{name}'"


def reviewed() -> dict[str, date]:
    """Return when each item was last read through."""
    found = {"/".join(GUIDE): guide(FIRST).entry.reviewed}
    for folder, items in _rooms(FIRST).items():
        found.update({f"{folder}/{each.name}": each.reviewed for each in items.values()})
    return found


def texts_for_carers() -> Iterator[tuple[str, list[str]]]:
    """Yield what is said to the group, asked, shown, given along: read and heard by carers."""
    for script in scripts(FIRST).values():
        yield f"{MEETINGS}/{script.name}/nl.toml (to the group)", _to_the_group(script)
    for situation in situations(FIRST).values():
        yield f"{SITUATIONS}/{situation.name}/nl.toml (to the group)", list(situation.say)
    for handout in handouts(FIRST).values():
        yield f"{HANDOUTS}/{handout.name}/nl.toml", _of_handout(handout)


def texts_for_facilitators() -> Iterator[tuple[str, list[str]]]:
    """Yield what only the facilitator reads."""
    for script in scripts(FIRST).values():
        yield f"{MEETINGS}/{script.name}/nl.toml", _to_the_facilitator(script)
    for each in situations(FIRST).values():
        texts = [each.title, each.see, *each.do, *each.avoid, each.after]
        yield f"{SITUATIONS}/{each.name}/nl.toml", texts


def _to_the_group(script: Script) -> list[str]:
    said = [script.words.title, script.words.summary, script.words.home]
    for step in script.steps:
        said += [step.words.title, *step.words.say, *step.words.ask, step.words.screen]
    return said


def _to_the_facilitator(script: Script) -> list[str]:
    said = [script.words.aim, *script.words.prepare, *script.words.materials]
    for step in script.steps:
        said += [step.words.do, step.words.tip, step.words.short]
    return said


def _of_handout(handout: Handout) -> list[str]:
    return [handout.title, handout.lead, *handout.items, handout.close]
