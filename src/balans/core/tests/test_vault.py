"""The vault: words open for their owner, in their place, with both keys; and for nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.core import keys, vault
from balans.core.vault import CannotOpen


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
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


def test_a_digest_finds_a_thing_back_for_its_owner_alone():
    anna, _key = vault.new_vault("anna", vault.new_secret())
    bram, _key = vault.new_vault("bram", vault.new_secret())
    found = anna.digest("luisterlijn", purpose="kept offer")
    assert found == anna.digest("luisterlijn", purpose="kept offer")
    assert found != anna.digest("luisterlijn", purpose="other")
    assert found != bram.digest("luisterlijn", purpose="kept offer")
    assert "luisterlijn" not in found


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


def test_the_cookie_alone_cannot_open_a_vault(folder):
    secret = vault.new_secret()
    _made, key = vault.new_vault("anna", secret)
    keys.destroy_master_key(1)
    with pytest.raises(CannotOpen, match="master key 1 is missing"):
        vault.open_vault("anna", secret, key)


def test_a_rewrapped_key_opens_the_same_vault():
    secret = vault.new_secret()
    made, key = vault.new_vault("anna", secret)
    moved = vault.rewrap("anna", key, keys.make_master_key(2))
    assert moved.version == 2
    assert vault.open_vault("anna", secret, moved).data_key == made.data_key


@given(st.binary(max_size=80))
def test_changed_or_foreign_bytes_never_open(noise):
    made = vault.Vault(owner="anna", data_key=b"k" * 32)
    with pytest.raises(CannotOpen):
        made.open(noise, record="1", field="naam")


def test_key_files_are_for_their_owner_alone(folder):
    keys.current_version()
    assert (folder / "master-1").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_master_key_is_never_written_over(folder):
    keys.make_master_key(1)
    first = (folder / "master-1").read_bytes()
    keys.make_master_key(1)
    assert (folder / "master-1").read_bytes() == first


def test_a_part_has_a_key_of_its_own():
    whole, _key = vault.new_vault("anna", vault.new_secret())
    sealed = whole.within("memory 1").seal(b"zee", record="1", field="words")
    assert whole.within("memory 1").open(sealed, record="1", field="words") == b"zee"
    for other in (whole, whole.within("memory 2")):
        with pytest.raises(CannotOpen):
            other.open(sealed, record="1", field="words")


OWNER = "6a1f2d3c-0000-4000-8000-000000000001"


def test_a_second_secret_opens_the_same_vault():
    first, second = vault.new_secret(), vault.new_secret()
    opened, _key = vault.new_vault(OWNER, first)
    assert vault.open_vault(OWNER, second, vault.wrap(opened, second)) == opened
    with pytest.raises(CannotOpen):
        vault.open_vault(OWNER, first, vault.wrap(opened, second))


def test_a_wrapped_part_opens_that_part_alone():
    secret = vault.new_secret()
    opened, _key = vault.new_vault(OWNER, vault.new_secret())
    part = opened.within("memory 1")
    assert vault.open_vault(OWNER, secret, vault.wrap(part, secret)) == part != opened


def test_without_the_anchor_nothing_that_was_wrapped_with_it_opens():
    secret = vault.new_secret()
    opened, _key = vault.new_vault(OWNER, secret)
    key = vault.wrap(opened, secret)
    assert keys.anchored_owners() == [OWNER]
    keys.destroy_anchor(OWNER)
    keys.destroy_anchor(OWNER)
    assert keys.anchored_owners() == []
    with pytest.raises(CannotOpen):
        vault.open_vault(OWNER, secret, key)


def test_the_anchor_is_made_once(folder):
    assert keys.make_anchor(OWNER) == keys.make_anchor(OWNER)
    assert (folder / "anchors" / OWNER).stat().st_mode & 0o777 == 0o600


def test_the_host_finds_an_address_without_keeping_it():
    digest = vault.host_digest("mail", "anna@example.nl")
    assert digest == vault.host_digest("mail", "anna@example.nl")
    assert digest != vault.host_digest("mail", "bram@example.nl")
    assert digest != vault.host_digest("code", "anna@example.nl")


def test_what_the_host_seals_opens_in_its_place_alone():
    sealed = vault.host_seal(b"anna@example.nl", place="letter 1")
    assert vault.host_open(sealed, place="letter 1") == b"anna@example.nl"
    with pytest.raises(CannotOpen):
        vault.host_open(sealed, place="letter 2")
