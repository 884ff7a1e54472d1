"""The vault: words open for their owner, in their place, with both keys; and for nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.core import vault
from balans.core.vault import CannotOpen


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path / "keys"


def test_words_come_back_as_they_were():
    made, _key = vault.new_vault("anna", vault.new_secret())
    sealed = made.seal("Jan 🌷 ğüş".encode(), record="1", field="naam")
    assert made.open(sealed, record="1", field="naam").decode() == "Jan 🌷 ğüş"
    assert b"Jan" not in sealed


@pytest.mark.parametrize(("record", "field"), [("2", "naam"), ("1", "zorg"), ("1n", "aam")])
def test_words_do_not_open_in_another_place(record, field):
    made, _key = vault.new_vault("anna", vault.new_secret())
    sealed = made.seal(b"Jan", record="1", field="naam")
    with pytest.raises(CannotOpen):
        made.open(sealed, record=record, field=field)


def test_words_do_not_open_for_another_owner():
    secret = vault.new_secret()
    anna, key = vault.new_vault("anna", secret)
    sealed = anna.seal(b"Jan", record="1", field="naam")
    bram, _key = vault.new_vault("bram", secret)
    with pytest.raises(CannotOpen):
        bram.open(sealed, record="1", field="naam")
    with pytest.raises(CannotOpen):
        vault.open_vault("bram", secret, key)


def test_the_host_alone_cannot_open_a_vault():
    _made, key = vault.new_vault("anna", vault.new_secret())
    with pytest.raises(CannotOpen):
        vault.open_vault("anna", vault.new_secret(), key)


def test_the_cookie_alone_cannot_open_a_vault(keys):
    secret = vault.new_secret()
    _made, key = vault.new_vault("anna", secret)
    vault.destroy_master_key(1)
    with pytest.raises(CannotOpen, match="master key 1 is missing"):
        vault.open_vault("anna", secret, key)


def test_a_rewrapped_key_opens_the_same_vault():
    secret = vault.new_secret()
    made, key = vault.new_vault("anna", secret)
    moved = vault.rewrap("anna", key, vault.make_master_key(2))
    assert moved.version == 2
    assert vault.open_vault("anna", secret, moved).data_key == made.data_key


@given(st.binary(max_size=80))
def test_changed_or_foreign_bytes_never_open(noise):
    made = vault.Vault(owner="anna", data_key=b"k" * 32)
    with pytest.raises(CannotOpen):
        made.open(noise, record="1", field="naam")


def test_key_files_are_for_their_owner_alone(keys):
    vault.current_version()
    assert (keys / "master-1").stat().st_mode & 0o777 == 0o600
    assert keys.stat().st_mode & 0o777 == 0o700


def test_a_master_key_is_never_written_over(keys):
    vault.make_master_key(1)
    first = (keys / "master-1").read_bytes()
    vault.make_master_key(1)
    assert (keys / "master-1").read_bytes() == first


def test_a_part_has_a_key_of_its_own():
    whole, _key = vault.new_vault("anna", vault.new_secret())
    sealed = whole.within("memory 1").seal(b"zee", record="1", field="words")
    assert whole.within("memory 1").open(sealed, record="1", field="words") == b"zee"
    for other in (whole, whole.within("memory 2")):
        with pytest.raises(CannotOpen):
            other.open(sealed, record="1", field="words")
