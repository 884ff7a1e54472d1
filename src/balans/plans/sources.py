"""Wishes from exercises and checks: what can become a plan without typing it again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from balans.accounts.person import Person
from balans.plans.plan import CHECK, GOAL, MONTH, WEEK
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds import Value
from balans.questionnaires.kinds.base import SHORT_LIMIT, lower_first, own_item
from balans.questionnaires.models import Attempt

Draft = dict[str, Value]
"""Answers that a plan begins with; the wish is always there."""

GOALS, BALANCE, LIMITS, VITALITY = "doelen", "activiteiten", "grenzen", "vitaliteit"
LINES = (WEEK, "nodig", "helper")
TEXTS = ("obstakel", "dan", "tevreden")
MOST_MISSED = 2
WHOLE_WISHES = ("adempauze", "praten", "own")
"""Answers to what would help most that are a wish as they stand."""

SOON = ("vandaag", "week")


@dataclass(frozen=True)
class Wish:
    """A wish that came out of an exercise; `key` tells it from others of the same attempt."""

    attempt_id: UUID
    key: str
    text: str


def _scene(attempt: Attempt, person: Person, language: str) -> Scene:
    flow: Flow = catalogue(language).get(attempt.flow, attempt.version)
    return Scene(flow=flow, answers=attempt.read_answers(person.vault))


def wishes(person: Person, language: str) -> list[Wish]:
    """Return the wishes of a person's exercises, each once: all chosen goals, then what the newest
    of the other exercises brought up."""
    attempts = Attempt.objects.visible_to(person).filter(flow__in=DRAFTS).order_by("-changed_at")
    found: dict[str, Wish] = {}
    for attempt in sorted(_newest(attempts.prefetch_related("answers")), key=_goals_first):
        for draft in _drafts(_scene(attempt, person, language)):
            text = str(draft[GOAL])
            wish = Wish(attempt_id=attempt.pk, key=own_item(text).key, text=text)
            found.setdefault(text.casefold(), wish)
    return list(found.values())


def _newest(attempts: Iterable[Attempt]) -> Iterator[Attempt]:
    """Yield every attempt at the goals, and only the newest at each other exercise."""
    seen: set[str] = set()
    for attempt in attempts:
        if attempt.flow == GOALS or attempt.flow not in seen:
            seen.add(attempt.flow)
            yield attempt


def _goals_first(attempt: Attempt) -> bool:
    return attempt.flow != GOALS


def answers_from(person: Person, attempt_id: UUID, key: str, language: str) -> Draft:
    """Return the answers for a plan that follow from an exercise; nothing for a strange id."""
    attempt = Attempt.objects.visible_to(person).filter(pk=attempt_id, flow__in=DRAFTS).first()
    if attempt is None:
        return {}
    drafts = list(_drafts(_scene(attempt, person, language)))
    named = [draft for draft in drafts if own_item(str(draft[GOAL])).key == key]
    return next(iter(named or drafts), {})


def _drafts(scene: Scene) -> Iterator[Draft]:
    for draft in DRAFTS[scene.flow.name](scene):
        if draft[GOAL]:
            yield {**draft, GOAL: str(draft[GOAL])[:SHORT_LIMIT]}


def _from_goals(scene: Scene) -> Iterator[Draft]:
    """The wish that was chosen, with the plan that was made of it."""
    found: Draft = {GOAL: _text(scene, GOAL), CHECK: scene.value(CHECK)}
    found |= {each: list(_readable(scene, each)) or None for each in LINES}
    found[MONTH] = [_how_often(scene, often) for often in _readable(scene, MONTH)] or None
    yield found | {each: _as_phrase(scene, each) for each in TEXTS}


def _from_balance(scene: Scene) -> Iterator[Draft]:
    """What would help most, and what gave strength and does not work now."""
    helps, heaviest = _mark(scene, "verandering"), _text(scene, "zwaarst")
    if helps == "minder" and heaviest:
        goal = _("Minder zelf doen: %(what)s") % {"what": lower_first(heaviest)}
        yield {GOAL: goal, "helper": _helpers(scene)}
    elif helps == "meer" and (gives := _text(scene, "meer")):
        yield {GOAL: _("Meer tijd voor: %(what)s") % {"what": lower_first(gives)}}
    elif helps in WHOLE_WISHES:
        yield {GOAL: _text(scene, "verandering")}
    yield from ({GOAL: missed} for missed in _readable(scene, "missen")[:MOST_MISSED])


def _helpers(scene: Scene) -> list[str] | None:
    if {"zelf", "niemand"} & set(_marks(scene, "wie-kan")):
        return None
    return list(_readable(scene, "wie-kan")) or None


def _from_limits(scene: Scene) -> Iterator[Draft]:
    """What somebody wants to say first, to whom, and when."""
    first, when = _text(scene, "eerst"), _mark(scene, "wanneer")
    if not first:
        return
    found: Draft = {GOAL: _("Zeggen waar mijn grens ligt: %(what)s") % {"what": lower_first(first)}}
    if (whom := _as_phrase(scene, "wie-zeggen")) and when != "nog-niet":
        step = (_("Het zeggen tegen %(whom)s") % {"whom": whom})[:SHORT_LIMIT]
        found[WEEK if when in SOON else MONTH] = [step]
    yield found


def _from_vitality(scene: Scene) -> Iterator[Draft]:
    """The one wish that the reflection on body, head, heart and soul ends in."""
    yield {GOAL: _text(scene, "wens")}


DRAFTS: dict[str, Callable[[Scene], Iterator[Draft]]] = {
    GOALS: _from_goals,
    BALANCE: _from_balance,
    LIMITS: _from_limits,
    VITALITY: _from_vitality,
}


def _how_often(scene: Scene, often: str) -> str:
    """Return how often as a step: the exercise asks "twee keer", a step says of what."""
    return f"{_text(scene, GOAL)}: {lower_first(often)}"[:SHORT_LIMIT]


def _readable(scene: Scene, question_id: str) -> tuple[str, ...]:
    question, value = scene.flow.question(question_id), scene.value(question_id)
    return () if question is None or value is None else question.readable(value, scene)


def _marks(scene: Scene, question_id: str) -> tuple[str, ...]:
    question, value = scene.flow.question(question_id), scene.value(question_id)
    return () if question is None or value is None else question.marks(value)


def _mark(scene: Scene, question_id: str) -> str:
    return "".join(_marks(scene, question_id)[:1])


def _text(scene: Scene, question_id: str) -> str:
    return ", ".join(_readable(scene, question_id))


def _as_phrase(scene: Scene, question_id: str) -> str | None:
    return scene.phrase(question_id) or None if scene.value(question_id) is not None else None
