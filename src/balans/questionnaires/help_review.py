"""What the content check looks at in help beside a questionnaire: complete, known, and fitting."""

from collections.abc import Iterator

from balans.core.content import ContentError, library
from balans.core.references import check, refer
from balans.directory.national import support
from balans.questionnaires.blocks import SuggestionsBlock
from balans.questionnaires.blocks.fitting import HelpEntry
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.help import FLOWS, HELP

MUST_LEAD_TO_HELP = (
    "activiteiten",
    "grenzen",
    "doelen",
    "csi",
    "ediz",
    "volhoudtijd",
    "drie-minuten",
    "jonge-mantelzorger",
    "draagkracht",
    "zorgtaken",
    "vitaliteit",
)
"""What ends in something heavy, a limit or a wish."""


def problems() -> Iterator[str]:
    """Yield what is wrong with the help of every questionnaire, in each of its versions."""
    for name in MUST_LEAD_TO_HELP:
        if HELP not in library().files(FLOWS, name, suffix=".toml"):
            yield f"{FLOWS}/{name}: {HELP} is missing"
    for flow in catalogue("nl").flows.values():
        for block in flow.outcome:
            if isinstance(block, SuggestionsBlock):
                yield from problems_of(flow, block)


def problems_of(flow: Flow, block: SuggestionsBlock) -> Iterator[str]:
    """Yield what is wrong with the help of one version."""
    where = f"{FLOWS}/{flow.name}/{HELP}"
    offered = options_of(flow, block)
    for key in sorted(offered - set(block.options)):
        yield f"{where}: options: '{key}' can come out of v{flow.version} and leads to no help"
    newest = flow.version == catalogue("nl").newest(flow.name).version
    for key in sorted(set(block.options) - offered) if newest else ():
        yield f"{where}: options: '{key}' comes out of no question"
    for key, entry in block.entries():
        yield from (f"{where}: {key}: {each}" for each in _entry(entry))
    needs = {entry.need for _key, entry in block.entries()}
    for need in sorted(set(block.words.why) - needs):
        yield f"{where}: why: no option asks for '{need}'"


def options_of(flow: Flow, block: SuggestionsBlock) -> set[str]:
    """Return every option that can come out of the questions that the block looks at."""
    found: set[str] = set()
    waiting = [source.question for source in block.for_]
    while waiting:
        question = flow.question(waiting.pop())
        if question is not None:
            found.update(question.keys())
            waiting += [source.question for source in question.sources]
    return found


def _entry(entry: HelpEntry) -> Iterator[str]:
    for kind, names in (
        ("need", (entry.need,)),
        ("offer", entry.offers),
        ("article", entry.articles),
    ):
        try:
            check(kind, names, where=kind)
        except ContentError as error:
            yield from error.problems
            continue
        about = [name for name in names if refer(kind, name, "nl").about_dying]
        if about and not entry.about_dying:
            yield f"{kind}: {', '.join(about)} is about dying and this is not"
    if entry.after_death:
        yield from _for_the_bereaved(entry)


def _for_the_bereaved(entry: HelpEntry) -> Iterator[str]:
    known = [support("nl")[name] for name in entry.offers if name in support("nl")]
    if not any("bereaved" in offer.record.audiences for offer in known):
        yield "after_death: none of the offers is there for the bereaved"
