"""Putting photos where the product looks for them, in files and in a bucket, or not at all."""

import pytest
from django.conf import settings as told

from balans.backups import in_sqlite, placing, restoring
from balans.backups.making import make_backup
from balans.backups.manifest import BlobLine
from balans.backups.problems import CannotRestore
from balans.backups.restoring import check
from balans.backups.tests.packed import digest
from balans.core import blobs
from balans.core.tests.test_blobs import bucket, folder, place  # noqa: F401

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(bool(told.DATABASE_URL), reason="photos know no database"),
]
WORDS = b"\x01sealed"


@pytest.fixture
def unpacked(tmp_path, settings, place):  # noqa: F811
    settings.DATA = tmp_path / "data"
    (tmp_path / "data").mkdir()
    return tmp_path / "unpacked"


def line_of(unpacked, content=WORDS) -> BlobLine:
    """Return a photo that was unpacked."""
    line = BlobLine(digest=digest(content), name=blobs.new_name())
    (unpacked / line.member).parent.mkdir(parents=True)
    (unpacked / line.member).write_bytes(content)
    return line


def test_a_photo_comes_where_it_was_and_one_that_is_there_is_left(unpacked):
    placed, line = [], line_of(unpacked)
    placing._place_blob(unpacked / line.member, line, placed)
    placing._place_blob(unpacked / line.member, line, placed)
    assert blobs.get(line.name) == WORDS and placed == [line.name]


def test_another_photo_under_the_name_is_never_written_over(unpacked):
    line = line_of(unpacked)
    blobs.put(line.name, b"\x01other")
    with pytest.raises(CannotRestore, match="another photo"):
        placing._place_blob(unpacked / line.member, line, [])
    assert blobs.get(line.name) == b"\x01other"


def test_when_the_database_cannot_take_its_place_the_photos_do_not_either(unpacked, monkeypatch):
    def fail(*_what):
        raise OSError("no")

    monkeypatch.setattr(in_sqlite, "put_in_place", fail)
    lines = [line_of(unpacked), line_of(unpacked)]
    blobs.put(lines[0].name, WORDS)
    with pytest.raises(OSError, match="no"):
        placing.put_in_place(unpacked, ("", ""), lines, [], placing.room_for_before())
    assert [blobs.is_there(each.name) for each in lines] == [True, False]
    assert not list(placing.Path(told.DATA).glob("before_restore_*"))


def test_a_backup_without_photos_needs_them_where_they_are(unpacked, tmp_path):
    stays, goes = blobs.new_name(), blobs.new_name()
    for name in (stays, goes):
        blobs.put(name, WORDS)
    backup = make_backup(tmp_path / "out", days=30, with_blobs=False).path
    assert check(backup).problems == []
    blobs.storage().delete(blobs.path_of(goes))
    assert check(backup).problems == ["1 of 2 photos and recordings are not there"]


def test_one_restore_at_a_time(unpacked, tmp_path):
    backup = make_backup(tmp_path / "out", days=30).path
    with (
        restoring.own_turn(tmp_path / "data"),
        pytest.raises(CannotRestore, match="another restore is going on"),
    ):
        check(backup)
