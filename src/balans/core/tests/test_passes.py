"""A pass opens one vault for one job and an hour, and then nothing any more."""

import os
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from balans.core import passes
from balans.core.keys import keys_folder
from balans.core.vault import new_secret, new_vault

OWNER = str(uuid.uuid4())


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def vault():
    return new_vault(OWNER, new_secret())[0]


def test_a_pass_opens_the_vault_it_was_given_for(vault):
    pass_id, key = passes.give(vault)
    assert passes.use(pass_id, OWNER, key).data_key == vault.data_key


def test_the_secret_stands_in_the_keys_folder_for_the_service_alone(vault):
    pass_id, key = passes.give(vault)
    path = keys_folder() / "passes" / str(pass_id)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() not in key.wrapped
    assert vault.data_key not in path.read_bytes() + key.wrapped


def test_an_ended_pass_opens_nothing_and_leaves_no_file(vault):
    pass_id, key = passes.give(vault)
    passes.end(pass_id)
    passes.end(pass_id)
    assert not list((keys_folder() / "passes").iterdir())
    with pytest.raises(passes.PassGone):
        passes.use(pass_id, OWNER, key)


def test_what_ends_is_overwritten_first(vault):
    pass_id, _key = passes.give(vault)
    path = keys_folder() / "passes" / str(pass_id)
    twin = path.with_name("twin")
    os.link(path, twin)
    secret = twin.read_bytes()
    passes.end(pass_id)
    assert twin.read_bytes() != secret


def test_after_an_hour_a_pass_is_over_and_swept(vault):
    pass_id, key = passes.give(vault)
    later = timezone.now() + passes.GOOD_FOR + timedelta(seconds=5)
    assert passes.sweep() == 0
    with pytest.raises(passes.PassGone):
        passes.use(pass_id, OWNER, key, now=later)
    assert passes.sweep(now=later) == 1
    assert not list((keys_folder() / "passes").iterdir())


def test_a_pass_does_not_open_somebody_else_s_vault(vault):
    pass_id, _key = passes.give(vault)
    other, _wrapped = new_vault(str(uuid.uuid4()), new_secret())
    other_pass, other_key = passes.give(other)
    with pytest.raises(passes.PassGone):
        passes.use(pass_id, other.owner, other_key)
    assert passes.use(other_pass, other.owner, other_key) == other


def test_sweeping_where_nobody_ever_had_a_pass_finds_nothing():
    assert passes.sweep() == 0
