"""The rows of carers: made as the product makes them, and kept by nobody yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from django.conf import settings
from django.db.models import Model

from balans.accounts.actions import ACCOUNT_LIFETIME
from balans.accounts.entry.address import lookup_of, sealed_address
from balans.accounts.entry.address import secret_of as secret_of_address
from balans.accounts.entry.slots import sealed_about
from balans.accounts.models import KeySlot, Owner
from balans.accounts.person import Person
from balans.checks.models import Chosen, Rhythm
from balans.core import vault
from balans.demo.people import people, stored
from balans.diary import timeline
from balans.diary.models import Memory, MemoryIndex
from balans.diary.timeline import entry_of
from balans.diary.words import MOODS, MemoryWords
from balans.directory.keeping import PURPOSE
from balans.directory.kept import KeptWords
from balans.directory.models import KeptOffer
from balans.directory.national import support
from balans.plans.models import KeptPlan
from balans.plans.plan import Plan
from balans.plans.reminding import NAME as PLANS
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.kinds import Question
from balans.questionnaires.kinds.choice import Scale, SeveralChoices
from balans.questionnaires.kinds.statement import Answerable
from balans.questionnaires.models import Answer, Attempt, seal_reading, seal_value
from balans.questionnaires.reading import reading_of
from balans.reminders.actions import stop_name
from balans.reminders.models import ReminderDay, Reminders
from bench.crowd import hanging
from bench.crowd.pouring import Light
from bench.crowd.shapes import Shape, Who, address_of, dice_of, id_of, secret_of, shape_of

TWO_YEARS = 700
EXERCISES = ("grenzen", "activiteiten", "doelen", "contact")
SENTENCES = (
    "We liepen langs het water en aten een ijsje.",
    "Mijn vader vertelde over de oorlog, voor het eerst.",
    "De buurvrouw bracht soep en bleef tot het donker werd.",
    "Ze lachte zo hard dat de hond begon te blaffen.",
    "Vandaag ging alles langzaam, en dat was goed.",
)


@dataclass(frozen=True)
class Made:
    """Somebody of the crowd, with the vault open."""

    person: Person
    slots: tuple[KeySlot, ...]
    dice: Random
    now: datetime
    shape: Shape

    @property
    def owner(self) -> Owner:
        return self.person.owner

    def moment(self) -> datetime:
        """Return a moment in the past, within the days that somebody is kept."""
        days = TWO_YEARS if self.owner.has_account else settings.GUEST_DAYS - 1
        return self.now - timedelta(minutes=self.dice.randrange(1, days * 1440))


def begun(seed: int, who: Who, now: datetime, shape: Shape) -> Made:
    """Return somebody new: an owner with the ways in."""
    dice, secret = dice_of(seed, who), secret_of(seed, who)
    seen = now - timedelta(minutes=dice.randrange((settings.GUEST_DAYS - 1) * 1440))
    owner = Owner(id=id_of(seed, who), created_at=seen, seen_at=seen)
    owner.expires_at = now + timedelta(days=settings.GUEST_DAYS)
    opened, key = vault.new_vault(str(owner.pk), secret)
    slots = [_slot(owner, KeySlot.Kind.BROWSER, vault.lookup(secret), key, seen)]
    if shape.account:
        owner.created_at = owner.account_since = now - timedelta(days=dice.randrange(TWO_YEARS))
        owner.expires_at = now + ACCOUNT_LIFETIME - timedelta(days=dice.randrange(TWO_YEARS // 2))
        owner.address = sealed_address(owner, address_of(who))
        slots = list(_account(owner, opened, who, secret, seen))
    person = Person(owner=owner, vault=opened, slot=slots[0])
    return Made(person=person, slots=tuple(slots), dice=dice, now=now, shape=shape)


def _account(
    owner: Owner, opened: vault.Vault, who: Who, secret: bytes, seen: datetime
) -> Iterator[KeySlot]:
    """Yield the ways in of an account: one browser, and its mail address."""
    address = address_of(who)
    for kind, found, lookup in (
        (KeySlot.Kind.BROWSER, secret, vault.lookup(secret)),
        (KeySlot.Kind.MAIL, secret_of_address(address), lookup_of(address)),
    ):
        slot = _slot(owner, kind, lookup, vault.wrap(opened, found), seen)
        slot.about = sealed_about(slot.pk, opened, {"device": "android-phone"})
        if kind == KeySlot.Kind.BROWSER:
            slot.expires_at = seen + timedelta(days=365)
        yield slot


def _slot(
    owner: Owner, kind: KeySlot.Kind, lookup: str, key: vault.WrappedKey, seen: datetime
) -> KeySlot:
    return KeySlot(
        owner=owner,
        kind=kind,
        lookup=lookup,
        wrapped_key=key.wrapped,
        key_version=key.version,
        created_at=owner.created_at,
        seen_at=seen,
    )


def rows_of(seed: int, number: int, now: datetime) -> tuple[Made, list[Model | Light]]:
    """Return a carer and every row of theirs."""
    made = begun(seed, number, now, shape_of(number))
    rows: list[Model | Light] = [made.owner, *made.slots]
    attempts = list(_attempts(made))
    rows += attempts
    rows += _memories(made)
    rows += _plans(made)
    rows += _kept_offers(made)
    rows += hanging.shared(made, attempts)
    rows += hanging.letters(made)
    rows += hanging.tries(made)
    return made, rows


@cache
def _flow(name: str) -> Flow:
    return catalogue("nl").newest(name)


@cache
def _exercise(name: str) -> dict[str, Any]:
    """Return the answers of a demo person to an exercise."""
    for each in people().values():
        if name in each.answers:
            return {key: stored(value) for key, value in each.answers[name].items()}
    raise LookupError(name)


def answers_of(flow: Flow, dice: Random) -> dict[str, Any]:
    """Return answers to a questionnaire, valid for it."""
    if flow.name in EXERCISES:
        return _exercise(flow.name)
    return {each.id: _value(each, dice) for each in flow.questions}


def _value(question: Question, dice: Random) -> Any:
    """Return an answer that fits a question, or none: then it was skipped."""
    value: Any = dice.choice(SENTENCES) if dice.random() < 0.5 else None
    if isinstance(question, Scale):
        value = dice.randint(question.low, question.high)
    elif isinstance(question, Answerable):
        value = dice.choice(_names(question))
    elif isinstance(question, SeveralChoices) and question.options:
        value = {"chosen": [dice.choice(question.options)], "own": []}
    return value if value is not None and question.fits(value) else None


_known_names: dict[int, list[str]] = {}


def _names(question: Answerable) -> list[str]:
    """Return what can be answered; asked once for each question, which is put in words each time.

    Questions live as long as their questionnaire, which is kept: so an id is never another one's.
    """
    if id(question) not in _known_names:
        _known_names[id(question)] = list(question.names())
    return _known_names[id(question)]


def _attempts(made: Made) -> Iterator[Model | Light]:
    opened = made.person.vault
    for name, times in made.shape.attempts:
        flow = _flow(name)
        for _time in range(times):
            moment, answers = made.moment(), answers_of(flow, made.dice)
            attempt = Attempt(owner=made.owner, flow=name, version=flow.version)
            place, attempt.started_at, attempt.changed_at = attempt.pk, moment, moment
            attempt.finished_at = moment if made.dice.random() < 0.9 else None
            if flow.scores:
                reading = reading_of(flow, answers)
                attempt.sealed_reading = seal_reading(opened, attempt.pk, reading)
            yield attempt
            for question, value in answers.items():
                sealed = seal_value(opened, place, question, value)
                yield Light(
                    Answer, attempt_id=place, question=question, sealed=sealed, saved_at=moment
                )


def _memories(made: Made) -> Iterator[Model]:
    entries, dice = [], made.dice
    for number in range(made.shape.memories):
        moment = made.moment()
        day = date(1960, 1, 1) + timedelta(days=dice.randrange(24_000))
        words = MemoryWords(
            title=f"Herinnering {number}" if number % 3 else "",
            text=" ".join(dice.choices(SENTENCES, k=dice.randint(1, 12))),
            when=day.isoformat(),
            mood=dice.choice(MOODS),
        )
        memory = Memory(owner=made.owner, created_at=moment, changed_at=moment)
        memory.seal(made.person, words)
        entries.append(entry_of(memory.pk, words, moment))
        yield memory
        if number < made.shape.photos:
            yield from hanging.photo(made, memory)
    if entries:
        index = MemoryIndex(owner=made.owner)
        index.seal(made.person, timeline.in_order(entries))
        yield index


def _plans(made: Made) -> Iterator[Model]:
    reminders = Reminders(owner=made.owner, hour=9, stop=stop_name(made.owner))
    if made.shape.reminded:
        yield reminders
        kept = Rhythm(owner=made.owner, changed_at=made.moment())
        since = made.now.date() - timedelta(days=made.dice.randrange(30))
        kept.seal(made.person.vault, Chosen(flow="csi", every="month", since=since))
        yield kept
    for number in range(made.shape.plans):
        day = made.now.date() + timedelta(days=made.dice.randrange(1, 60))
        plan = Plan(answers=_planned(number, day))
        moment = made.moment()
        row = KeptPlan(owner=made.owner, created_at=moment, changed_at=moment)
        row.seal(made.person.vault, plan)
        yield row
        if made.shape.reminded:
            yield ReminderDay(reminders=reminders, room=PLANS, thing=row.pk, day=day)


def _planned(number: int, day: date) -> dict[str, Any]:
    return {
        "doel": f"Elke week een avond voor mezelf {number}",
        "maand": ["Vragen wie er kan komen"],
        "week": ["Mijn zus bellen", "Naar het koor"],
        "nodig": ["Iemand die blijft"],
        "helper": ["Mijn zus"],
        "obstakel": "Ik voel me schuldig",
        "dan": "Dan denk ik aan wat de huisarts zei",
        "tevreden": "Als het twee keer lukt",
        "check": day.isoformat(),
    }


def _kept_offers(made: Made) -> Iterator[Model]:
    known = list(support("nl").values())
    for offer in made.dice.sample(known, min(made.shape.kept, len(known))):
        words = KeptWords(key=offer.key, local=False, title=offer.words.title)
        digest = made.person.vault.digest(words.identity, purpose=PURPOSE)
        moment = made.moment()
        row = KeptOffer(owner=made.owner, digest=digest, created_at=moment, changed_at=moment)
        row.seal(made.person.vault, words)
        yield row
