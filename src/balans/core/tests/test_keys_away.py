"""A keys folder that is away (a mount that fell off) is never taken for people who were erased."""

import pytest
from django.db import IntegrityError

from balans.accounts.actions import finish_erasing
from balans.accounts.models import Erasing, Owner
from balans.accounts.tests.letters import sign_in
from balans.core import keys
from balans.core.keys import KeyGone, KeysAway
from balans.core.models import KeysMark
from balans.preparing import CannotServe, note_keys, require_keys

OWNER = "6a1f2d3c-0000-4000-8000-000000000001"
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path, settings):
    settings.KEYS = str(tmp_path / "mount")
    keys.host_secret()
    keys.make_anchor(OWNER)
    return tmp_path / "mount"


def fall_off(folder):
    """Leave what a mount leaves: the empty folder below it."""
    folder.rename(folder.with_name("elsewhere"))
    folder.mkdir()


def come_back(folder):
    folder.rmdir()
    folder.with_name("elsewhere").rename(folder)


def test_who_is_erased_is_gone_and_who_cannot_be_reached_is_away(folder):
    other = "6a1f2d3c-0000-4000-8000-000000000002"
    assert keys.has_anchor(OWNER) and not keys.has_anchor(other)
    with pytest.raises(KeyGone):
        keys.anchor(other)
    fall_off(folder)
    for act in (keys.has_anchor, keys.anchor, keys.make_anchor, keys.destroy_anchor):
        with pytest.raises(KeysAway):
            act(OWNER)
    assert list(folder.iterdir()) == [], "nothing may be made where the keys should be"
    come_back(folder)
    assert keys.has_anchor(OWNER)


def test_another_folder_in_its_place_is_not_ours(folder, settings):
    fall_off(folder)
    (folder / "host").write_text("of somebody else")
    with pytest.raises(KeysAway):
        keys.make_anchor(OWNER)


def test_what_must_be_destroyed_waits_until_the_keys_are_back(folder):
    Erasing.objects.create(owner_id=OWNER)
    fall_off(folder)
    with pytest.raises(KeysAway):
        finish_erasing()
    come_back(folder)
    assert finish_erasing() == 1 and not keys.has_anchor(OWNER)


def test_people_read_that_it_does_not_work_now_and_nothing_is_lost(client, folder):
    sign_in(client)
    fall_off(folder)
    page = client.get("/mijn/account/")
    assert page.status_code == 503 and "Het lukt nu even niet" in page.content.decode()
    assert "deze pagina nu niet laten zien" in page.content.decode()
    come_back(folder)
    assert client.get("/mijn/account/").status_code == 200
    assert Owner.objects.accounts().exists()


def test_a_server_with_other_keys_does_not_start_also_when_there_are_only_guests(
    folder, settings, tmp_path
):
    note_keys()
    note_keys()
    require_keys()
    settings.KEYS = str(tmp_path / "own")
    with pytest.raises(CannotServe, match="BALANS_KEYS"):
        require_keys()
    assert not (tmp_path / "own").exists()


def test_the_mark_gives_nothing_away(folder):
    note_keys()
    (kept,) = KeysMark.objects.all()
    assert (folder / "host").read_text() not in kept.mark and len(kept.mark) == 64
    with pytest.raises(IntegrityError):
        KeysMark.objects.create(mark=kept.mark)
