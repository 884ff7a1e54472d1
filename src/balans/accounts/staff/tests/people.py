"""Staff for the tests: signed in, with a role, and with an app that makes codes."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from balans.accounts.models import KeySlot
from balans.accounts.staff import second_step as steps
from balans.accounts.staff import totp
from balans.accounts.staff.models import SecondFactor
from balans.accounts.staff.roles import give_role
from balans.accounts.tests.letters import come_in, person_behind

SETUP = "/mijn/tweede-stap/app/"
STEP = "/mijn/tweede-stap/"


def secret_on(page: bytes) -> bytes:
    """Return the secret that the page shows, as an app would take it in."""
    import base64
    import re

    shown = re.search(r'class="recovery-code" translate="no">([A-Z2-7 ]+)<', page.decode())[1]
    return base64.b32decode(shown.replace(" ", ""))


def code_of(secret: bytes, *, steps: int = 0) -> str:
    """Return the code that an app shows now, or so many half minutes later."""
    return totp.code_at(secret, totp.step_of(timezone.now()) + steps)


def set_up_app(client) -> bytes:
    """Have an app; return its secret. As if half an hour ago, so that the code now is unused."""
    person = person_behind(client)
    steps.begin_app(person=person)
    secret = steps.secret_of(SecondFactor.objects.get(owner=person.owner), person)
    assert steps.give_code(person=person, code=code_of(secret))
    SecondFactor.objects.update(last_step=F("last_step") - 60)
    return secret


def become(client, role: str, address: str = "dora@example.nl") -> None:
    """Sign in with a role; the second step is still to come."""
    give_role(address=address, role=role)
    come_in(client, address)


def let_hours_pass(hours: float) -> None:
    """Make every second step so much older."""
    for slot in KeySlot.objects.exclude(second_step_at=None):
        slot.second_step_at -= timedelta(hours=hours)
        slot.save(update_fields=["second_step_at"])
