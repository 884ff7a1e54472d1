"""What the demo people keep beside their answers: memories with photos, plans, a book.

Read only when somebody is loaded. Days count back from that day, so that it is never stale.
"""

from datetime import date, timedelta
from typing import Any

from pydantic import NonNegativeInt

from balans.accounts.place.profile import Profile
from balans.core.content import Content, Id, Words, library
from balans.demo.nearby import DemoKept
from balans.demo.people import stored
from balans.demo.year import DemoChecks
from balans.diary.when import when_of
from balans.diary.words import Kind, MemoryWords, Mood, Undated
from balans.plans.form import page
from balans.plans.plan import How, Look, Plan, State, Then
from balans.plans.steps import monday_of, planned
from balans.questionnaires.kinds.base import own_item

A_WEEK = timedelta(weeks=1)


class DemoPhoto(Content):
    """A scene that we paint (scenes.py, indoors.py), with what a carer writes below it."""

    scene: Id
    caption: Words


class DemoLook(Content):
    """A time that somebody looked at what is shared, some hours ago."""

    name: Words
    hours: NonNegativeInt


class DemoShare(Content):
    with_whom: Words
    looks: tuple[DemoLook, ...] = ()


class DemoMemory(Content):
    """A memory; its date is a number of days ago, or as it is kept, or there is none."""

    kind: Kind = "memory"
    title: str = ""
    text: str = ""
    things: tuple[Words, ...] = ()
    days: NonNegativeInt | None = None
    when: str = ""
    undated: Undated = ""
    mood: Mood = ""
    prompt: str = ""
    draft: bool = False
    photos: tuple[DemoPhoto, ...] = ()
    shared: DemoShare | None = None

    def words(self, today: date, question: str) -> MemoryWords:
        """Return what was written; `question` is the one that invited, empty for none."""
        ago = "" if self.days is None else str(when_of(today - timedelta(days=self.days)))
        return MemoryWords(
            kind=self.kind,
            title=self.title,
            text=self.text,
            things=self.things,
            when=ago or self.when,
            undated=self.undated,
            mood=self.mood,
            prompt=self.prompt,
            question=question,
        )


class DemoPlanLook(Content):
    days: NonNegativeInt
    how: How
    then: Then
    note: str = ""


class DemoPlan(Content):
    """A plan: its answers, and of its steps which are done, moved to next week, or left lying."""

    answers: dict[str, Any]
    done: tuple[Words, ...] = ()
    moved: tuple[Words, ...] = ()
    left: tuple[Words, ...] = ()
    looks: tuple[DemoPlanLook, ...] = ()
    let_go: bool = False

    def plan(self, today: date) -> Plan:
        """Return the plan as it stands today."""
        weeks = {
            **{own_item(text).key: monday_of(today) + A_WEEK for text in self.moved},
            **{own_item(text).key: monday_of(today) - A_WEEK for text in self.left},
        }
        states: dict[str, State] = {own_item(text).key: "done" for text in self.done}
        looks = tuple(
            Look(day=today - timedelta(days=e.days), how=e.how, then=e.then, note=e.note)
            for e in self.looks
        )
        open_questions = dict.fromkeys(question.id for question in page().questions)
        answers = open_questions | {key: stored(each) for key, each in self.answers.items()}
        plan = Plan(answers=answers, states=states, meant=weeks, looks=looks, let_go=self.let_go)
        return planned(plan, today)


class DemoBook(Content):
    title: Words
    author_line: Words
    dedication: Words
    cover: Id
    """The scene of the photo on the cover."""


class Life(Content):
    """Everything that one demo person keeps."""

    profile: Profile
    died_days: NonNegativeInt | None = None
    """How many days ago the loved one died."""

    address: str = ""
    """Whoever has an address has an account."""

    reminder: NonNegativeInt | None = None
    """The hour at which reminders come; none without."""

    memories: tuple[DemoMemory, ...]
    plans: tuple[DemoPlan, ...] = ()
    book: DemoBook | None = None
    kept: tuple[DemoKept, ...] = ()
    checks: tuple[DemoChecks, ...] = ()


def life_of(person_id: str) -> Life:
    """Return what a demo person keeps. Raise ContentError."""
    return library().decode(Life, "demo", f"{person_id}.toml")
