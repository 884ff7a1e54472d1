"""Making the demo people real, by the same actions as anybody's visit."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from balans.accounts.actions import create_guest, erase_owner, guest_lifetime
from balans.accounts.entry.address import lookup_of, secret_of
from balans.accounts.entry.entering import OWN_DEVICE, become_account, give_address, open_by
from balans.accounts.entry.slots import Way, add_slot
from balans.accounts.life import tell_death
from balans.accounts.models import KeySlot
from balans.accounts.person import Person
from balans.accounts.place.profile import change_profile
from balans.accounts.place.since import Since
from balans.accounts.staff.roles import give_role
from balans.core.vault import lookup, new_secret
from balans.demo.keeping import ask_for_the_book, keep_memories, keep_plans
from balans.demo.leading import load_groups
from balans.demo.lives import Life, life_of
from balans.demo.nearby import keep_offers, load_offers
from balans.demo.people import DemoPerson, demo_secret, people, stored
from balans.demo.reminding import remind_today
from balans.demo.year import keep_checks
from balans.questionnaires.actions import begin_attempt
from balans.questionnaires.content import catalogue
from balans.questionnaires.journey import walk

FIRST = "nl"
DEVICE = "Demonstratie"


def load_people() -> list[str]:
    """Load the local offers, every demo person who is not there, and their groups; return names."""
    load_offers()
    there = _slots_there([demo_secret(each, settings.SECRET_KEY) for each in people()])
    came = []
    if len(there) < len(people()):
        came = [person.name for person in people().values() if load_person(person)]
    load_groups()
    return came


def _slots_there(secrets: list[bytes]) -> dict[str, KeySlot]:
    """Return the ways in of demo people who stay for a while, by their lookup."""
    enough = timezone.now() + guest_lifetime() / 2
    slots = KeySlot.objects.alive(enough).select_related("owner")
    return {each.lookup: each for each in slots.filter(lookup__in=map(lookup, secrets))}


def load_person(person: DemoPerson) -> bool:
    """Make the person with everything they keep; return False when already there.

    The way in comes last, in one transaction with the address: a person who was made by half is a
    guest whom nobody can be, and goes like any guest.
    """
    secret = demo_secret(person.id, settings.SECRET_KEY)
    if _slots_there([secret]):
        return False
    for slot in KeySlot.objects.filter(lookup=lookup(secret)).select_related("owner"):
        # Their days are nearly over. An account whose browser was signed out stays as it is.
        slot.delete() if slot.owner.has_account else erase_owner(owner=slot.owner)
    life = life_of(person.id)
    if life.address and (known := open_by(lookup_of(life.address), secret_of(life.address))):
        owner, opened = known
        _let_in(Person(owner=owner, vault=opened, slot=KeySlot(owner=owner)), secret)
        if person.role:
            give_role(address=life.address, role=person.role)
        return False
    made = _make(person, life)
    try:
        _finish(made, life, secret, person.role)
    except IntegrityError:
        # Somebody else loaded the same person meanwhile.
        erase_owner(owner=made.owner)
        return False
    return True


def _make(person: DemoPerson, life: Life) -> Person:
    slot, vault = create_guest(secret=new_secret())
    guest = Person(owner=slot.owner, vault=vault, slot=slot)
    with transaction.atomic():
        for name, answers in person.answers.items():
            given = {key: stored(value) for key, value in answers.items()}
            do_exercise(person=guest, name=name, answers=given)
    change_profile(person=guest, change=lambda _known: life.profile)
    keep_memories(person=guest, memories=life.memories)
    keep_plans(person=guest, plans=life.plans)
    keep_checks(person=guest, checks=life.checks)
    keep_offers(person=guest, kept=life.kept, language=FIRST)
    if life.died_days is not None:
        day = timezone.localdate() - timedelta(days=life.died_days)
        tell_death(person=guest, since=Since(year=day.year, month=day.month, day=day.day))
    return guest


@transaction.atomic
def _finish(guest: Person, life: Life, secret: bytes, role: str) -> None:
    """Open the door for who steps into these shoes, and begin what goes on by itself."""
    person = guest
    if life.address:
        owner, opened = become_account(guest=guest)
        give_address(owner=owner, opened=opened, address=life.address)
        person = Person(owner=owner, vault=opened, slot=guest.slot)
    else:
        KeySlot.objects.filter(owner=guest.owner).delete()
    _let_in(person, secret)
    if role:
        give_role(address=life.address, role=role)
    if life.reminder is not None:
        remind_today(person=person, hour=life.reminder)
    if life.book is not None:
        ask_for_the_book(person=person, book=life.book, life=life, language=FIRST)


def _let_in(person: Person, secret: bytes) -> None:
    way = Way(
        kind=KeySlot.Kind.BROWSER,
        secret=secret,
        lookup=lookup(secret),
        about={"device": DEVICE},
    )
    lasts = OWN_DEVICE if person.has_account else None
    add_slot(owner=person.owner, opened=person.vault, way=way, expires_in=lasts)


def do_exercise(*, person: Person, name: str, answers: dict[str, object]) -> None:
    """Walk through an exercise page by page with these answers; what is left out is skipped."""
    flow = catalogue(FIRST).newest(name)
    given: dict[str, object] = {}
    while (step := walk(flow, given).current) is not None:
        given |= {question.id: answers.get(question.id) for question in step.questions}
    begin_attempt(person=person, flow=flow, wanted_id=uuid.uuid4(), values=given, finished=True)
