"""Restoring into an empty place and comparing: what is the same, and everything that is not."""

import os
from collections import namedtuple

import pytest
from django.conf import settings as told

from balans.accounts.tests.letters import sign_in
from balans.backups import restoring
from balans.backups.in_sqlite import MEMBER
from balans.backups.last import last_backup
from balans.backups.making import make_backup
from balans.backups.problems import CannotRestore
from balans.backups.restoring import check
from balans.backups.tests.packed import repacked, with_blob, with_database, with_manifest
from balans.core import blobs, keys
from balans.core.tests.test_blobs import bucket, folder, place  # noqa: F401

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(bool(told.DATABASE_URL), reason="tests/test_backup.py does so there"),
]
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def backup(settings, tmp_path, anna, place):  # noqa: F811
    settings.DATA = tmp_path / "data"
    keys._hosts.clear()
    keys._read_master.cache_clear()
    sign_in(anna)
    blobs.put(blobs.new_name(), b"\x01sealed")
    yield make_backup(tmp_path / "backups", days=30).path
    keys._hosts.clear()
    keys._read_master.cache_clear()
    assert not list((tmp_path / "data").glob(".restoring-*")), "nothing was left behind"


def test_a_good_backup_is_the_same_in_every_table_and_that_is_noted(backup):
    found = check(backup)
    assert found.problems == [] and found.tables == list(found.manifest.tables)
    assert (found.blobs, found.accounts, found.anchored) == (1, 1, 1)
    assert last_backup().checked_at is not None


@pytest.mark.parametrize("place", ["folder"], indirect=True)
class TestOfFiles:
    def test_an_older_version_is_brought_forward_after_comparing(self, backup):
        older = with_database(
            "DROP TABLE backups_backup",
            "DELETE FROM django_migrations WHERE app = 'backups'",
            told=True,
        )
        found = check(repacked(backup, older))
        assert found.problems == [] and found.accounts == 1
        assert "backups_backup" not in {table.name for table in found.tables}

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (with_database("DELETE FROM accounts_keyslot", told=False), "has 0 rows, not"),
            (
                with_database("UPDATE accounts_owner SET language = 'en'", told=False),
                "accounts_owner has other words in its 1 rows",
            ),
            (with_blob(lambda sealed: sealed[:-1] + b"?"), "1 of 1 photos and recordings"),
        ],
    )
    def test_what_is_not_the_same_is_told(self, backup, change, said):
        found = check(repacked(backup, change))
        assert any(said in each for each in found.problems)
        assert last_backup().checked_at is None

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (with_manifest(kind="postgresql"), "is of PostgreSQL, and this installation uses SQL"),
            (
                with_manifest(migrations=(("accounts", "0099_later"),)),
                "of a later version .*0099_later",
            ),
            (with_manifest(format=2), "has format 2, and this version reads 1"),
            (lambda found: found.pop(MEMBER), "has no database/"),
            (lambda found: found.update({"manifest.json": b"{}"}), "writes backups in another way"),
            (lambda found: found.update({"blobs.sha256": b""}), "its list of photos is not"),
            (lambda found: found.update({MEMBER: b"no gzip"}), "cannot use|damaged"),
        ],
    )
    def test_what_cannot_be_restored_at_all_is_one_clear_line(self, backup, change, said):
        with pytest.raises(CannotRestore, match=said) as told_of:
            check(repacked(backup, change))
        assert "\n" not in str(told_of.value)

    def test_too_little_room_is_said_before(self, backup, monkeypatch):
        monkeypatch.setattr(restoring.shutil, "disk_usage", lambda path: Usage(1, 1, 5_000_000))
        with pytest.raises(CannotRestore, match="has 5 MB free and restoring takes"):
            check(backup)

    def test_keys_that_do_not_fit_are_told_and_nothing_is_made_among_them(self, backup, tmp_path):
        other = tmp_path / "other"
        (other / "anchors").mkdir(parents=True)
        (other / "master-1").write_bytes(b"\x00" * 32)
        (other / "anchors" / "6a1f2d3c-0000-4000-8000-000000000001").write_bytes(b"\x00" * 32)
        found = check(backup, keys_folder=other)
        assert found.problems == [
            "the keys do not fit: keys/master-1 is of another installation",
            "the keys do not fit: keys/host is missing",
            "the keys do not fit: none of the accounts has its anchor in keys/anchors",
        ]
        assert sorted(os.listdir(other)) == ["anchors", "master-1"]
