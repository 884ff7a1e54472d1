"""A script of one's own while it is being changed: what stands in its form, and what that means.

Pure: no database, no requests. A draft holds what was typed as it was typed, so that nothing is
lost when it cannot be kept yet.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.core.text import clean
from balans.groups.content import Script, ScriptWords, Step, StepKind, StepWords

MOST_STEPS, MOST_SIGNS, MOST_TITLE_SIGNS, MOST_MINUTES = 40, 2000, 200, 180
KINDS: tuple[StepKind, ...] = ("talk", "round", "ask", "show", "work", "close")
STEP_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
TITLES = {"titel"}
LISTS = {"voorbereiding", "klaarleggen", "zeg", "vraag"}
NEEDED = {"titel", "kort", "doel", "doe"}


@dataclass(frozen=True)
class DraftStep:
    """One step as it stands in the form; a list has one thing on each line."""

    id: str
    titel: str = ""
    minuten: str = "5"
    soort: str = "talk"
    doe: str = ""
    zeg: str = ""
    vraag: str = ""
    scherm: str = ""
    tip: str = ""
    korter: str = ""
    overslaan: bool = False


@dataclass(frozen=True)
class Draft:
    """A whole script as it stands in the form."""

    titel: str
    minuten: str
    kort: str
    doel: str
    voorbereiding: str
    klaarleggen: str
    thuis: str
    steps: tuple[DraftStep, ...]


STEP_TEXTS = ("titel", "minuten", "soort", "doe", "zeg", "vraag", "scherm", "tip", "korter")
TEXTS = ("titel", "minuten", "kort", "doel", "voorbereiding", "klaarleggen", "thuis")


def draft_of(script: Script) -> Draft:
    """Return a script as its form shows it."""
    words = script.words
    return Draft(
        titel=words.title,
        minuten=str(script.minutes),
        kort=words.summary,
        doel=words.aim,
        voorbereiding="\n".join(words.prepare),
        klaarleggen="\n".join(words.materials),
        thuis=words.home,
        steps=tuple(_draft_step(each) for each in script.steps),
    )


def _draft_step(step: Step) -> DraftStep:
    words = step.words
    return DraftStep(
        id=step.id,
        titel=words.title,
        minuten=str(step.minutes),
        soort=step.kind,
        doe=words.do,
        zeg="\n".join(words.say),
        vraag="\n".join(words.ask),
        scherm=words.screen,
        tip=words.tip,
        korter=words.short,
        overslaan=step.skip,
    )


def read_draft(form: Mapping[str, str]) -> Draft:
    """Return what was posted, however odd: text as it was typed, at most forty steps.

    A step without a good id of its own gets a new one.
    """
    places = range(1, MOST_STEPS + 1)
    there = [place for place in places if f"stap-{place}-titel" in form]
    steps: list[DraftStep] = []
    for place in there:
        given = form.get(f"stap-{place}-id", "")
        known = {each.id for each in steps}
        good = STEP_ID.fullmatch(given) is not None and given not in known
        texts = {name: form.get(f"stap-{place}-{name}", "") for name in STEP_TEXTS}
        skip = f"stap-{place}-overslaan" in form
        step_id = given if good else _new_id(known)
        steps.append(DraftStep(id=step_id, overslaan=skip, **texts))
    return Draft(**{name: form.get(name, "") for name in TEXTS}, steps=tuple(steps))


def _new_id(known: set[str]) -> str:
    return next(name for number in count(1) if (name := f"eigen-{number}") not in known)


# What one can do with steps. `place` counts from 1; a place that is not there changes nothing.


def moved(draft: Draft, place: int, by: int) -> Draft:
    """Return the draft with a step one place up (-1) or down (1)."""
    steps, to = list(draft.steps), place + by
    if not (1 <= place <= len(steps) and 1 <= to <= len(steps)):
        return draft
    steps[place - 1], steps[to - 1] = steps[to - 1], steps[place - 1]
    return replace(draft, steps=tuple(steps))


def with_step(draft: Draft, after: int) -> Draft:
    """Return the draft with an empty step behind a place; 0 is the beginning."""
    if len(draft.steps) >= MOST_STEPS or not 0 <= after <= len(draft.steps):
        return draft
    new = DraftStep(id=_new_id({each.id for each in draft.steps}))
    return replace(draft, steps=(*draft.steps[:after], new, *draft.steps[after:]))


def without_step(draft: Draft, place: int) -> Draft:
    """Return the draft without a step; the last one stays."""
    if len(draft.steps) < 2 or not 1 <= place <= len(draft.steps):
        return draft
    return replace(draft, steps=(*draft.steps[: place - 1], *draft.steps[place:]))


# Times.


def minutes_in(text: str) -> int | None:
    """Return a number of minutes from 1 to 180; None for anything else."""
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        return None
    number = int(text)
    return number if 1 <= number <= MOST_MINUTES else None


@dataclass(frozen=True)
class Sum:
    """What the steps take together, beside what the meeting has; both in minutes."""

    total: int
    wanted: int | None

    @property
    def fits(self) -> bool:
        return self.total == self.wanted

    @property
    def text(self) -> str:
        """Return how much is over or under, kindly."""
        if self.wanted is None:
            return _("Samen %(total)s minuten.") % {"total": self.total}
        known = {"total": self.total, "wanted": self.wanted}
        if self.fits:
            return _("Samen %(total)s minuten. Dat past precies.") % known
        left = self.wanted - self.total
        if left > 0:
            return ngettext(
                "Samen %(total)s van de %(wanted)s minuten. Je hebt nog %(left)s minuut over.",
                "Samen %(total)s van de %(wanted)s minuten. Je hebt nog %(left)s minuten over.",
                left,
            ) % {**known, "left": left}
        return ngettext(
            "Samen %(total)s minuten, voor een bijeenkomst van %(wanted)s. "
            "Dat is %(over)s minuut te veel.",
            "Samen %(total)s minuten, voor een bijeenkomst van %(wanted)s. "
            "Dat is %(over)s minuten te veel.",
            -left,
        ) % {**known, "over": -left}


def sum_of(draft: Draft) -> Sum:
    """Return what the steps take together; what is no number counts as nothing."""
    total = sum(minutes_in(each.minuten) or 0 for each in draft.steps)
    return Sum(total=total, wanted=minutes_in(draft.minuten))


# What cannot be kept yet, and what can.


def problems(draft: Draft) -> dict[str, str]:
    """Return a kind message by field name for everything that cannot be kept as it is."""
    found = {name: text for name in TEXTS if (text := _problem(name, str(getattr(draft, name))))}
    for place, step in enumerate(draft.steps, start=1):
        for name in STEP_TEXTS:
            if text := _problem(name, getattr(step, name)):
                found[f"stap-{place}-{name}"] = text
    if not draft.steps:
        found["titel"] = _("Een draaiboek heeft minstens één stap.")
    if "minuten" not in found and not sum_of(draft).fits:
        found["minuten"] = f"{sum_of(draft).text} {_advice()}"
    return found


def _advice() -> str:
    return _("Verander een stap, of de lengte van de bijeenkomst. Wat je typte staat er nog.")


def _problem(name: str, text: str) -> str:
    if name == "minuten":
        wrong = _("Vul een getal in van 1 tot %(most)s.") % {"most": MOST_MINUTES}
        return "" if minutes_in(text) else wrong
    if name == "soort":
        return "" if text in KINDS else _("Kies wat voor stap dit is.")
    words = clean(text, lines=True)
    if name in NEEDED and not words:
        return _("Schrijf hier iets op. Een paar woorden is genoeg.")
    most = MOST_TITLE_SIGNS if name in TITLES else MOST_SIGNS
    if len(words) <= most:
        return ""
    return _(
        "Je tekst heeft %(length)s tekens. Er passen er %(limit)s. "
        "Wat je typte staat er nog: maak het korter of knip het in tweeën."
    ) % {"length": len(words), "limit": most}


def script_of(draft: Draft, base: Script) -> Script:
    """Return the script that a draft without problems stands for.

    What the form does not show stays as in `base`: from where it was made, what participants do
    before and after, and which walk-through a step shows.
    """
    shown = {each.id: each.walkthrough for each in base.steps}
    words = ScriptWords(
        title=clean(draft.titel),
        summary=clean(draft.kort, lines=True),
        aim=clean(draft.doel, lines=True),
        prepare=tuple(_things(draft.voorbereiding)),
        materials=tuple(_things(draft.klaarleggen)),
        home=clean(draft.thuis, lines=True),
    )
    steps = tuple(_step(each, shown.get(each.id, "")) for each in draft.steps)
    minutes = minutes_in(draft.minuten)
    changed = {"minutes": minutes, "steps": steps, "words": words}
    # Built anew and not copied, so that the times are looked at once more.
    return Script.model_validate({**dict(base), **changed})


def _step(draft: DraftStep, walkthrough: str) -> Step:
    words = StepWords(
        title=clean(draft.titel),
        do=clean(draft.doe, lines=True),
        say=tuple(_things(draft.zeg)),
        ask=tuple(_things(draft.vraag)),
        screen=clean(draft.scherm, lines=True),
        tip=clean(draft.tip, lines=True),
        short=clean(draft.korter, lines=True),
    )
    return Step.model_validate(
        {
            "id": draft.id,
            "kind": draft.soort,
            "minutes": minutes_in(draft.minuten),
            "skip": draft.overslaan,
            "walkthrough": walkthrough,
            "words": words,
        }
    )


def _things(text: str) -> Iterator[str]:
    """Yield each line that says something."""
    for line in clean(text, lines=True).split("\n"):
        if line.strip():
            yield line.strip()
