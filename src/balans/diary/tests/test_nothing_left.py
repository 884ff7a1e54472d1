"""Erased is erased: of somebody with everything that one can have here, nothing is left."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.utils import timezone

from balans.accounts.actions import destroy_expired, finish_erasing
from balans.accounts.models import Owner
from balans.accounts.tests.letters import sign_in
from balans.accounts.tests.passkeys import Authenticator
from balans.accounts.tests.test_sharing import look, share
from balans.core import blobs, passes
from balans.core.keys import anchored_owners, keys_folder
from balans.diary.tests.photos import photo
from balans.diary.tests.sounds import webm
from balans.diary.tests.test_attachments import file, folder, stored, write
from balans.plans.tests.test_views import FILLED

assert folder  # a fixture that every test here uses
pytestmark = pytest.mark.django_db(transaction=True)
OF_NOBODY = {"Count", "Challenge", "Entry", "IndexState", "KnownWord"}
"""Counts under a digest and questions of a quarter of an hour, which are swept; the index of what
everybody may read, which is made when somebody searches."""


def rows() -> dict[str, int]:
    """Return how many rows each table has, without those of nobody."""
    found = {model.__name__: model.objects.count() for model in apps.get_models()}
    return {name: many for name, many in found.items() if many and name not in OF_NOBODY}


def have_everything(client: Client) -> None:
    """Do all that one can do here."""
    write(client, file(photo(300, 200)), sound=file(webm(), "a.webm"))
    look(Client(), share(client), "Inge")
    client.post("/mijn/gegevens/", {"naam": "Greet"})
    client.post("/oefeningen/grenzen/begin/", {"naam": "Jan"})
    client.post("/hoe-gaat-het/csi/ritme/", {"ritme": "week"})
    client.post("/mijn-plan/nieuw/", FILLED)
    client.post("/mijn-plan/agenda/", {"_actie": "maak", "namen": "ja"})
    client.post("/herinneringen/boek/")
    client.post("/herinneringen/boek/maken/")


def have_an_account(client: Client) -> None:
    """Do all that only an account can."""
    sign_in(client)
    client.post("/mijn/account/herstelblad/")
    Authenticator().make(client, "/mijn/account/passkey/")
    client.post("/mijn/account/wachtwoord/", {"wachtwoord": "drie woorden samen"})
    client.post("/mijn/seintjes/", {"uur": "9"})
    client.post("/mijn/tweede-stap/app/")
    client.post("/mijn/wissen/", {"_actie": "later"})


def sweep() -> None:
    later = timezone.now() + timedelta(hours=3)
    blobs.sweep(now=later)
    passes.sweep(now=later)
    finish_erasing()


def nothing_is_left(folder, owner: uuid.UUID) -> bool:
    return not (rows() or stored(folder) or str(owner) in anchored_owners() or kept_passes())


def kept_passes() -> list[Path]:
    return [path for path in (keys_folder() / "passes").glob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def no_passes_of_others():
    """Other tests leave passes in the folder that all tests share."""
    for path in kept_passes():
        path.unlink()


def test_of_an_account_that_is_erased_nothing_is_left(anna, folder):
    have_everything(anna)
    have_an_account(anna)
    assert {"Memory", "Share", "Look", "KeptPlan", "Feed", "Reminders", "Letter"} <= set(rows())
    assert {"BookJob", "SecondFactor", "Attachment", "StoredBlob", "KeySlot"} <= set(rows())
    assert {"Rhythm", "ReminderDay"} <= set(rows())
    owner = Owner.objects.get().pk
    stale = Client()
    stale.cookies = anna.cookies.copy()
    anna.post("/mijn/wissen/", {"_actie": "nu"})
    assert set(rows()) == {"StoredBlob"}
    sweep()
    assert nothing_is_left(folder, owner)
    response = stale.post("/mijn/wissen/", {"_actie": "nu"})
    assert response.status_code == 302 and stale.cookies[settings.KEY_COOKIE].value == ""
    assert not Owner.objects.exists()


def test_of_a_guest_whose_days_are_over_nothing_is_left(anna, folder):
    have_everything(anna)
    owner = Owner.objects.get().pk
    Owner.objects.update(expires_at=timezone.now())
    destroy_expired()
    sweep()
    assert nothing_is_left(folder, owner)
