"""Making a backup: what is in it, what erasing meanwhile does, and what stops it."""

import errno
import gzip
import os
import sqlite3
from collections import namedtuple

import pytest
from django.db import connection
from django.utils import timezone

from balans.accounts.tests.letters import sign_in
from balans.backups import making
from balans.backups.container import own_turn
from balans.backups.last import last_backup
from balans.backups.making import make_backup
from balans.backups.problems import CannotBackUp
from balans.backups.tests.packed import blobs_of, digest, manifest_of, members, names_in
from balans.core import blobs
from balans.core.models import StoredBlob
from balans.core.tests.test_blobs import bucket, folder, place  # noqa: F401

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path / "data"
    return tmp_path / "data"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "backups"


def photo(content: bytes = b"\x01sealed") -> str:
    name = blobs.new_name()
    blobs.put(name, content)
    return name


def test_a_backup_holds_every_table_and_every_photo_and_no_key(anna, place, out, data):  # noqa: F811
    sign_in(anna)
    name = photo()
    made = make_backup(out, days=30)
    manifest = manifest_of(made.path)
    assert set(connection.introspection.table_names()) - {"search_words"} <= {
        table.name for table in manifest.tables
    }
    rows = {table.name: table.rows for table in manifest.tables}
    assert rows["accounts_owner"] == rows["core_storedblob"] == 1
    found = members(made.path)
    assert found[f"blobs/{name[:2]}/{name[2:4]}/{name}"] == b"\x01sealed"
    assert digest(b"\x01sealed") in found["blobs.sha256"].decode()
    secrets = [path.read_bytes() for path in (data / "keys").rglob("*") if path.is_file()]
    assert len(secrets) == 3, "the master key, the host's own, and an anchor"
    for content in found.values():
        plain = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
        assert not any(each in plain or each.hex().encode() in plain for each in secrets)
    assert oct(made.path.stat().st_mode)[-3:] == "600" and oct(out.stat().st_mode)[-3:] == "700"
    assert os.listdir(out) == [made.path.name]


def test_the_last_backup_is_noted(out):
    assert last_backup() is None
    made = make_backup(out, days=30)
    note = last_backup()
    assert note == made.note and note.checked_at is None
    assert note.size_bytes == made.path.stat().st_size
    assert (timezone.now() - note.made_at).total_seconds() < 60


def test_a_photo_that_is_erased_while_it_is_made_is_counted_and_no_matter(folder, out, monkeypatch):  # noqa: F811
    stays, goes = sorted((photo(b"\x01stays"), photo(b"\x01goes")))
    monkeypatch.setattr(blobs, "_keepers", [set])
    real = blobs.get

    def get(name):
        if name == stays:
            blobs.delete(goes)
        return real(name)

    monkeypatch.setattr(blobs, "get", get)
    made = make_backup(out, days=30)
    assert (made.erased_meanwhile, made.note.missing_blobs) == (1, 0)
    assert blobs_of(made.path) == [stays]


def test_a_photo_that_is_added_while_it_is_made_is_for_the_next(folder, out, monkeypatch):  # noqa: F811
    first = photo()
    real = blobs.get
    monkeypatch.setattr(blobs, "get", lambda name: (photo(), real(name))[1])
    made = make_backup(out, days=30)
    assert blobs_of(made.path) == [first] and StoredBlob.objects.count() == 2


@pytest.mark.parametrize(("is_named", "missing"), [(True, 1), (False, 0)])
def test_a_photo_that_a_row_names_and_that_is_not_there_is_told(
    folder,  # noqa: F811
    out,
    monkeypatch,
    is_named,
    missing,
):
    name = photo()
    monkeypatch.setattr(blobs, "_keepers", [set if is_named else lambda names: set()])
    blobs.storage().delete(blobs.path_of(name))
    made = make_backup(out, days=30)
    assert made.note.missing_blobs == missing and made.erased_meanwhile == 1 - missing


def test_without_photos_their_names_alone_are_in_it(folder, out):  # noqa: F811
    name = photo()
    made = make_backup(out, days=30, with_blobs=False)
    assert not manifest_of(made.path).blobs_inside and blobs_of(made.path) == [name]
    assert not [each for each in names_in(made.path) if each.startswith("blobs/")]


def test_older_backups_go_once_the_new_one_stands(out):
    out.mkdir()
    for day in ("01", "02", "03"):
        (out / f"balans-202001{day}T030000Z.tar").touch()
    (out / "balans-notes.txt").touch()
    made = make_backup(out, days=30)
    assert made.removed == ["balans-20200101T030000Z.tar", "balans-20200102T030000Z.tar"]
    assert sorted(os.listdir(out)) == [
        "balans-20200103T030000Z.tar",
        made.path.name,
        "balans-notes.txt",
    ]


def nothing_left(out) -> bool:
    return not out.exists() or os.listdir(out) == ["balans-20200101T030000Z.tar"]


@pytest.fixture
def full(monkeypatch, out):
    """A disk that fills up in the middle, with an older backup on it."""
    out.mkdir()
    (out / "balans-20200101T030000Z.tar").touch()

    def fail(*_what):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("balans.backups.container.Packing.add_file", fail)


def test_a_disk_that_fills_up_leaves_nothing_and_takes_no_older_one(full, out):
    with pytest.raises(CannotBackUp, match="no room left"):
        make_backup(out, days=1)
    assert nothing_left(out) and last_backup() is None


def test_a_disk_that_fills_up_under_sqlite_itself_is_one_line_too(out, monkeypatch):
    def fail(_folder):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(making.kind(), "copy_out", fail)
    with pytest.raises(CannotBackUp, match="disk is full"):
        make_backup(out, days=30)
    assert os.listdir(out) == []


def test_where_nothing_is_installed_there_is_nothing_to_back_up(out, monkeypatch):
    monkeypatch.setattr(making.kind(), "is_empty", lambda: True)
    with pytest.raises(CannotBackUp, match="nothing here to back up"):
        make_backup(out, days=30)
    assert not out.exists()


def test_too_little_room_is_said_before_anything_is_written(out, monkeypatch):
    monkeypatch.setattr(making.shutil, "disk_usage", lambda path: Usage(1, 1, 150_000_000))
    with pytest.raises(CannotBackUp, match="has 150 MB free and a backup may take"):
        make_backup(out, days=30)
    assert os.listdir(out) == []


def test_a_folder_that_cannot_be_written_is_said_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CannotBackUp, match=r"cannot write in .*Not a directory"):
        make_backup(tmp_path / "file" / "backups", days=30)


def test_storage_that_is_away_stops_it_with_nothing_left(folder, out, monkeypatch):  # noqa: F811
    photo()

    def away(_name):
        raise blobs.NoRoom("ConnectTimeout")

    monkeypatch.setattr(blobs, "get", away)
    with pytest.raises(CannotBackUp, match="storage of photos did not answer"):
        make_backup(out, days=30)
    assert os.listdir(out) == []


def test_one_at_a_time_and_what_a_killed_one_left_is_taken_away(out):
    out.mkdir()
    with own_turn(out), pytest.raises(CannotBackUp, match="another backup"):
        make_backup(out, days=30)
    (out / f"{making.SCRATCH}left").mkdir()
    (out / f"{making.SCRATCH}left" / "balans.sqlite3").touch()
    made = make_backup(out, days=30)
    assert os.listdir(out) == [made.path.name]
