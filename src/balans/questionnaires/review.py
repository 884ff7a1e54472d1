"""What the content check looks at in a questionnaire: links between items, words, version."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from balans.core.content import ContentError, Library, library
from balans.core.references import check
from balans.directory.helplines import helplines
from balans.directory.national import support
from balans.questionnaires.blocks import EmergencyBlock, NextBlock
from balans.questionnaires.blocks.result import span
from balans.questionnaires.content import Flow, structure_of, versions
from balans.questionnaires.help import FLOWS
from balans.questionnaires.journey import PLACEHOLDER
from balans.questionnaires.kinds import Condition
from balans.questionnaires.kinds.choice import Choices, Scale
from balans.questionnaires.kinds.statement import Answerable

PUBLISHED = "published.toml"
SAYS_ITSELF = {
    *("item", "phrase", "if", "then", "count", "points", "least", "most"),
    *("part", "parts", "number", "now"),
}
TARGETS = ("talk-now", "calendar", "pdf", "copy", "plan", "conversation", "none")


def problems_of(flow: Flow, names: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with a questionnaire beyond its types."""
    where = f"{FLOWS}/{flow.name}/v{flow.version}"
    if not flow.sources:
        yield f"{where}/flow.toml: sources: name at least one source"
    yield from (f"{where}: {each}" for each in _ids(flow))
    yield from (f"{where}: {each}" for each in _conditions(flow))
    yield from (f"{where}: {each}" for each in _scores(flow))
    yield from (f"{where}/{flow.language}.toml: {each}" for each in _placeholders(flow))
    yield from (f"{where}/flow.toml: {each}" for each in _blocks(flow, names))


def _ids(flow: Flow) -> Iterator[str]:
    for field, ids in (
        ("pages", [page.id for page in flow.pages]),
        ("questions", [question.id for question in flow.questions]),
        ("outcome", [block.id for block in flow.outcome]),
        ("scores", [score.id for score in flow.scores]),
        (
            "questions and scores",
            [*(each.id for each in flow.questions), *(each.id for each in flow.scores)],
        ),
    ):
        for twice in sorted({each for each in ids if ids.count(each) > 1}):
            yield f"{field}: '{twice}' stands twice"


def _conditions(flow: Flow) -> Iterator[str]:
    """Conditions and sources look back, at questions and answers that exist."""
    before: list[str] = []
    for page in flow.pages:
        yield from _looks_at(flow, page.when, before, f"pages.{page.id}")
        for question in page.questions:
            place = f"questions.{question.id}"
            yield from _looks_at(flow, question.when, before, place)
            for source in question.sources:
                yield from _points_at(flow, source.question, source.is_, before, f"{place}.from")
            before.append(question.id)
    before += [score.id for score in flow.scores]
    for block in flow.outcome:
        place = f"outcome.{block.id}"
        yield from _looks_at(flow, list(block.conditions()), before, place)
        for question_id in block.asks_for():
            yield from _points_at(flow, question_id, (), before, place)


def _scores(flow: Flow) -> Iterator[str]:
    """Every answer of every item has points, and every band can be reached."""
    for score in flow.scores:
        place = f"scores.{score.id}"
        for item in score.items:
            question = flow.question(item)
            if not isinstance(question, Answerable | Scale):
                yield f"{place}: '{item}' is no statement, yes-no or scale"
                return
            for mark in question.ends():
                try:
                    score.points_of(item, mark)
                except (KeyError, ValueError):
                    yield f"{place}: answer '{mark}' of '{item}' has no points"
                    return
        least, most = span(flow, score)
        for band in score.bands:
            if not least <= band.from_ <= most:
                yield f"{place}: band '{band.id}' begins outside {least} to {most}"
        if score.bands and score.bands[0].from_ != least:
            yield f"{place}: the first band begins at {score.bands[0].from_}, not at {least}"


def _looks_at(
    flow: Flow, conditions: Sequence[Condition], before: list[str], place: str
) -> Iterator[str]:
    for condition in conditions:
        for question_id in condition.asked_of:
            marks = (*condition.is_, *condition.is_not)
            yield from _points_at(flow, question_id, marks, before, f"{place}.when")


def _points_at(
    flow: Flow, question_id: str, marks: Sequence[str], before: list[str], place: str
) -> Iterator[str]:
    question, score = flow.question(question_id), flow.score(question_id)
    if question is None and score is None:
        yield f"{place}: there is no question '{question_id}'"
        return
    if question_id not in before:
        yield f"{place}: question '{question_id}' is asked only later"
    open_ended = isinstance(question, Choices) and question.sources
    known = question.ends() if question else [band.id for band in score.bands] if score else []
    for mark in marks:
        if mark not in known and not open_ended:
            yield f"{place}: question '{question_id}' has no answer '{mark}'"


def _placeholders(flow: Flow) -> Iterator[str]:
    """A placeholder needs a fallback, or a condition that its question was answered."""
    fallbacks = flow.words.fallbacks
    for place, text, when in _texts_with_conditions(flow):
        sure = {
            each
            for condition in when
            if condition.at_least > 0 and len(condition.asked_of) == 1
            for each in condition.asked_of
        }
        for name in PLACEHOLDER.findall(text):
            if name in SAYS_ITSELF:
                continue
            if flow.question(name) is None:
                yield f"{place}: {{{name}}} is not a question: “{text}”"
            elif name not in fallbacks and name not in sure:
                yield f"{place}: {{{name}}} may be skipped; give it a fallback or a condition"


def _texts_with_conditions(flow: Flow) -> Iterator[tuple[str, str, Sequence[Condition]]]:
    for page in flow.pages:
        for text in (page.words.title, page.words.text):
            yield f"pages.{page.id}", text, page.when
        for question in page.questions:
            for text in question.texts():
                yield f"questions.{question.id}", text, (*page.when, *question.when)
    for score in flow.scores:
        for text in score.texts():
            yield f"scores.{score.id}", text, ()
    for block in flow.outcome:
        for text, when in block.guarded_texts():
            yield f"blocks.{block.id}", text, when
    for text in (flow.words.outcome.title, flow.words.outcome.lead):
        yield "outcome", text, ()


def _blocks(flow: Flow, names: Sequence[str]) -> Iterator[str]:
    known_support, known_lines = support(flow.language), helplines(flow.language)
    for block in flow.outcome:
        place = f"outcome.{block.id}"
        if isinstance(block, EmergencyBlock):
            lines = (each for each in block.helplines if each not in known_lines)
            yield from (f"{place}: no helpline '{each}'" for each in lines)
        if isinstance(block, NextBlock):
            for step in block.steps:
                kind, _, name = step.to.partition(":")
                fine = (
                    step.to in TARGETS
                    or (kind == "flow" and name in names)
                    or (kind == "support" and name in known_support)
                    or (kind == "article" and is_article(name))
                )
                if not fine:
                    yield f"{place}.steps.{step.id}: '{step.to}' leads nowhere"


def is_article(name: str) -> bool:
    """Return whether there is an article by that name."""
    try:
        check("article", [name], where="steps")
    except ContentError:
        return False
    return True


def readable_texts(flow: Flow) -> list[str]:
    """Return the running texts of a questionnaire; names of options are left out."""
    words = flow.words
    texts = [words.title, words.summary, words.lead, *words.brings]
    if flow.instrument is not None:
        texts += [flow.instrument.words.wording]
    found = [
        *texts,
        *(text for place, text, _when in _texts_with_conditions(flow) if _ours(flow, place)),
    ]
    return [text for text in found if len(text.split()) > 3]


def _ours(flow: Flow, place: str) -> bool:
    """Return whether words are ours: the items of an instrument stand as they were published."""
    quoted = flow.instrument is not None and flow.language in flow.instrument.quoted
    return not (quoted and place.startswith("questions."))


# Versions: the structure of a published version does not change any more.


def structure_digest(name: str, version: int) -> str:
    """Return a digest of all that is the same in every language and that answers hang on.

    Left out: dates, sources, what an instrument says about itself, whether an answer that was
    given elsewhere is offered, and whom to call: lines come and go as help does.
    """
    data = dict(structure_of(name, version))
    for beside in ("reviewed", "sources", "instrument"):
        data.pop(beside, None)
    for question in (each for page in data.get("pages", []) for each in page.get("questions", [])):
        question.pop("remember", None)
    for block in data.get("outcome", []):
        for beside in ("helplines", "young"):
            block.pop(beside, None)
    return hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()[:16]


def published() -> dict[str, str]:
    """Return "name/v1" to digest for every version that people may have begun under.

    A host publishes what stands in its overlay there, beside what we published.
    """
    found: dict[str, str] = {}
    for root in reversed(library().roots):
        found |= _published_in(root)
    return found


def _published_in(root: Path) -> dict[str, str]:
    here = Library(roots=(root,))
    if PUBLISHED not in here.files(suffix=".toml"):
        return {}
    return {key: str(each) for key, each in here.read(PUBLISHED).items()}


def changed_after_publication() -> Iterator[str]:
    """Yield the published versions whose structure changed, and the versions not yet published."""
    known = published()
    for name in library().items(FLOWS):
        for version in versions(name):
            key, digest = f"{name}/v{version}", structure_digest(name, version)
            if key not in known:
                yield f"{FLOWS}/{key}: not published yet: run `balans content publish`"
            elif known[key] != digest:
                yield (
                    f"{FLOWS}/{key}/flow.toml: changed after it was published; people have answers"
                    f" under it. Put the change in a folder v{version + 1}"
                )


def publish() -> list[str]:
    """Add every new version to the published.toml of the folder that it stands in.

    A version that stands there is left as it is.
    """
    known, added = published(), list[str]()
    for root in library().roots:
        new = {
            f"{name}/v{version}": structure_digest(name, version)
            for name in Library(roots=(root,)).items(FLOWS)
            for version in versions(name)
            if f"{name}/v{version}" not in known and (root / FLOWS / name / f"v{version}").is_dir()
        }
        if new:
            _write(root / PUBLISHED, {**_published_in(root), **new})
        known |= new
        added += new
    return sorted(added)


def _write(path: Path, digests: Mapping[str, str]) -> None:
    lines = ["# Structure of every published version (balans content publish). Never edit by hand."]
    lines += [f'"{key}" = "{digest}"' for key, digest in sorted(digests.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
