"""The second step: a code from an app or a passkey, asked of who has a role."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from balans.accounts.models import KeySlot, Owner
from balans.accounts.person import Person
from balans.accounts.staff import totp
from balans.accounts.staff.models import Role, SecondFactor
from balans.accounts.staff.roles import roles_of

FRESH = timedelta(hours=12)
FIELD = "totp"


def is_fresh(person: Person, *, late: timedelta = timedelta()) -> bool:
    """Return whether the second step was given in this browser, not longer ago than twelve hours.

    `late` is how much longer it may be.
    """
    at = person.slot.second_step_at
    return at is not None and timezone.now() - at < FRESH + late


def note_second_step(*, person: Person) -> None:
    """Remember that the person in this browser gave the second step now."""
    person.slot.second_step_at = timezone.now()
    KeySlot.objects.filter(pk=person.slot.pk).update(second_step_at=person.slot.second_step_at)


def app_of(person: Person) -> SecondFactor | None:
    """Return the app of a person, also one that is still being set up."""
    return SecondFactor.objects.filter(owner=person.owner).first()


def has_app(person: Person) -> bool:
    """Return whether a person has an app that gives codes."""
    return SecondFactor.objects.filter(owner=person.owner).exclude(confirmed_at=None).exists()


def has_passkey(person: Person) -> bool:
    """Return whether a person has a passkey, which asks for a finger, a face or a code itself."""
    return KeySlot.objects.filter(owner=person.owner, kind=KeySlot.Kind.PASSKEY).exists()


def may_change(person: Person) -> bool:
    """Return whether apps and passkeys may be added or removed now.

    Who has a role gives the second step first, once there is one: a mailbox alone must not do.
    """
    if is_fresh(person) or not roles_of(person):
        return True
    return not (has_app(person) or has_passkey(person))


@dataclass(frozen=True)
class Work:
    """What somebody's account page says about working here: roles in words, and the app."""

    roles: tuple[str, ...]
    is_administrator: bool
    is_editor: bool
    is_facilitator: bool


def work_of(person: Person) -> Work | None:
    """Return what the account page says; None for a carer without an app."""
    roles = roles_of(person)
    if not roles and not has_app(person):
        return None
    names = tuple(str(name.label) for name in Role.Name if name.value in roles)
    return Work(
        roles=names,
        is_administrator=Role.Name.ADMINISTRATOR in roles,
        is_editor=Role.Name.EDITOR in roles,
        is_facilitator=Role.Name.FACILITATOR in roles,
    )


@transaction.atomic
def begin_app(*, person: Person) -> None:
    """Make a secret to share with an app. One that works already stays."""
    if has_app(person):
        return
    SecondFactor.objects.filter(owner=person.owner).delete()
    app = SecondFactor(owner=person.owner, created_at=timezone.now())
    app.sealed = person.vault.seal(
        secrets.token_bytes(totp.SECRET_BYTES), record=str(app.pk), field=FIELD
    )
    app.save(force_insert=True)


def secret_of(app: SecondFactor, person: Person) -> bytes:
    """Return the secret that an app shares with us."""
    return person.vault.open(bytes(app.sealed), record=str(app.pk), field=FIELD)


@transaction.atomic
def give_code(*, person: Person, code: str) -> bool:
    """Take the second step with a code from the app; return whether it was right.

    The first right code also ends the setting up, unless there is a passkey to be asked for first.
    A code is used once, also by two at a time.
    """
    app = app_of(person)
    if app is None or not (app.confirmed_at or may_change(person)):
        return False
    now = timezone.now()
    step = totp.step_of_code(secret_of(app, person), code, now, after=app.last_step)
    if step is None:
        return False
    unused = SecondFactor.objects.filter(pk=app.pk, last_step__lt=step)
    if not unused.update(last_step=step, confirmed_at=app.confirmed_at or now):
        return False
    note_second_step(person=person)
    return True


@transaction.atomic
def turn_off_app(*, person: Person) -> None:
    """Forget the app. Twice changes nothing."""
    SecondFactor.objects.filter(owner=person.owner).delete()


@transaction.atomic
def forget_second_step(*, owner: Owner) -> None:
    """Forget app and passkeys of who lost them, by the host; the address still opens the account.

    In every browser the second step is asked anew.
    """
    SecondFactor.objects.filter(owner=owner).delete()
    KeySlot.objects.filter(owner=owner, kind=KeySlot.Kind.PASSKEY).delete()
    KeySlot.objects.filter(owner=owner).update(second_step_at=None)
