"""Blobs: kept whole or not at all, in files or a bucket, and gone when nobody needs them."""

import errno
import os
import resource
import stat
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.utils import timezone

from balans.core import blobs
from balans.core.blobs import BlobGone, NoRoom
from balans.core.checks import check_blob_storage
from balans.core.models import StoredBlob

pytestmark = pytest.mark.django_db
SEALED = b"\x01" + os.urandom(5_000)


@pytest.fixture
def folder(tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "sealed": {
            "BACKEND": "balans.core.blobs.SealedFiles",
            "OPTIONS": {"location": tmp_path / "blobs"},
        },
    }
    return tmp_path / "blobs"


@pytest.fixture
def bucket(settings, monkeypatch):
    moto = pytest.importorskip("moto")
    import boto3

    with moto.mock_aws():
        made = boto3.resource("s3", region_name="eu-west-1").create_bucket(
            Bucket="balans", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
        )
        settings.S3_BUCKET = "balans"
        options = {"bucket_name": "balans", "region_name": "eu-west-1"}
        options |= {"access_key": "a", "secret_key": "b"}
        backend = "balans.core.bucket.SealedBucket"
        settings.STORAGES = {
            **settings.STORAGES,
            "sealed": {"BACKEND": backend, "OPTIONS": options},
        }
        yield made


@pytest.fixture(params=["folder", "bucket"])
def place(request):
    return request.getfixturevalue(request.param)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_put_is_got_back_until_it_is_deleted(place):
    name = blobs.new_name()
    blobs.put(name, SEALED)
    assert blobs.get(name) == SEALED
    blobs.delete(name)
    blobs.delete(name)
    with pytest.raises(BlobGone):
        blobs.get(name)
    assert not StoredBlob.objects.exists()


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "/etc/passwd", "A" * 32, "a" * 33])
def test_a_name_that_is_not_ours_is_no_path(folder, name):
    with pytest.raises(BlobGone):
        blobs.get(name)
    with pytest.raises(BlobGone):
        blobs.put(name, SEALED)


def test_files_and_folders_are_for_the_service_alone(folder):
    blobs.put(blobs.new_name(), SEALED)
    (file,) = files(folder)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for parent in (file.parent, file.parent.parent, folder):
        assert stat.S_IMODE(parent.stat().st_mode) == 0o700


@contextmanager
def files_no_larger_than(most: int):
    """Let the kernel itself refuse to write on, as it does on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_fills_up_half_way_leaves_nothing(folder):
    blobs.put(blobs.new_name(), b"an earlier one")
    large = b"\x01" + os.urandom(2_000_000)
    name = blobs.new_name()
    with files_no_larger_than(1_000_000), pytest.raises(NoRoom):
        blobs.put(name, large)
    (left,) = files(folder)
    assert left.read_bytes() == b"an earlier one"
    with pytest.raises(BlobGone):
        blobs.get(name)


def test_a_disk_that_cannot_write_down_leaves_nothing(folder, monkeypatch):
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises((NoRoom, OSError)):
        blobs.put(blobs.new_name(), SEALED)
    assert files(folder) == []


def test_a_bucket_that_is_gone_is_no_room(bucket):
    bucket.delete()
    with pytest.raises(NoRoom):
        blobs.put(blobs.new_name(), SEALED)


def test_storage_that_does_not_answer_is_not_taken_for_an_empty_one(folder, monkeypatch):
    name = blobs.new_name()
    blobs.put(name, SEALED)

    def away(*arguments: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(type(blobs.storage()), "open", away)
    with pytest.raises(NoRoom):
        blobs.get(name)


@pytest.fixture
def silent(settings, monkeypatch):
    """A bucket on a machine that does not pick up. `answers` counts how often it was tried."""
    pytest.importorskip("storages")
    settings.S3_BUCKET = "balans"
    options = {"bucket_name": "balans", "region_name": "eu-west-1"}
    options |= {"access_key": "a", "secret_key": "b", "endpoint_url": "http://127.0.0.1:9"}
    backend = "balans.core.bucket.SealedBucket"
    settings.STORAGES = {**settings.STORAGES, "sealed": {"BACKEND": backend, "OPTIONS": options}}
    now = [1_000.0]
    monkeypatch.setattr(blobs.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(blobs, "_away_until", 0.0)
    return now


def test_a_bucket_that_is_away_is_left_alone_for_a_while_so_that_no_page_waits(silent, monkeypatch):
    name, tries = blobs.new_name(), []
    real = blobs.storage
    monkeypatch.setattr(blobs, "storage", lambda: (tries.append(1), real())[1])
    for act in (lambda: blobs.put(name, SEALED), lambda: blobs.get(name)):
        with pytest.raises(NoRoom):
            act()
    blobs.delete(name)
    assert len(tries) == 1
    # What was cut off is still known, so that it goes when the bucket is back.
    assert StoredBlob.objects.filter(name=name).exists()
    silent[0] += blobs.AWAY_SECONDS
    with pytest.raises(NoRoom):
        blobs.get(name)
    assert len(tries) == 2


def test_a_bucket_that_refuses_is_there(bucket, monkeypatch):
    monkeypatch.setattr(blobs, "_away_until", 0.0)
    bucket.delete()
    with pytest.raises(NoRoom):
        blobs.put(blobs.new_name(), SEALED)
    blobs.require_there()


def test_what_was_deleted_while_the_folder_was_away_goes_when_it_is_back(folder, monkeypatch):
    monkeypatch.setattr(blobs, "_keepers", [])
    name = blobs.new_name()
    blobs.put(name, SEALED)
    away = folder.with_name("away")
    folder.rename(away)
    blobs.delete(name)
    assert StoredBlob.objects.filter(name=name).exists()
    away.rename(folder)
    assert blobs.sweep(now=later()) == 1 and files(folder) == []


def test_below_a_mount_that_fell_off_nothing_is_kept_and_nothing_is_taken_for_gone(
    folder, settings
):
    settings.BLOBS = str(folder)
    name = blobs.new_name()
    assert blobs.make_ready()
    blobs.put(name, SEALED)
    away = folder.with_name("away")
    folder.rename(away)
    folder.mkdir()
    for act in (lambda: blobs.put(blobs.new_name(), SEALED), lambda: blobs.get(name)):
        with pytest.raises(NoRoom):
            act()
    blobs.delete(name)
    assert list(folder.iterdir()) == [] and not blobs.make_ready()
    folder.rmdir()
    away.rename(folder)
    assert blobs.make_ready() and blobs.get(name) == SEALED


def later() -> object:
    return timezone.now() + timedelta(hours=2)


def test_what_no_row_names_is_swept_after_an_hour(place, monkeypatch):
    needed, orphan = blobs.new_name(), blobs.new_name()
    monkeypatch.setattr(blobs, "_keepers", [lambda names: set(names) & {needed}])
    blobs.put(needed, SEALED)
    blobs.put(orphan, SEALED)
    assert blobs.sweep() == 0
    assert blobs.sweep(now=later()) == 1
    assert blobs.get(needed) == SEALED
    with pytest.raises(BlobGone):
        blobs.get(orphan)


def test_a_blob_that_another_database_put_there_is_left_alone(place, monkeypatch):
    name = blobs.new_name()
    monkeypatch.setattr(blobs, "_keepers", [])
    blobs.put(name, SEALED)
    StoredBlob.objects.all().delete()
    assert blobs.sweep(now=later()) == 0
    assert blobs.get(name) == SEALED


def test_sweeping_goes_through_any_number_in_turns(folder, monkeypatch):
    monkeypatch.setattr(blobs, "BATCH", 2)
    monkeypatch.setattr(blobs, "_keepers", [])
    for _turn in range(5):
        blobs.put(blobs.new_name(), SEALED)
    assert blobs.sweep(now=later()) == 5
    assert files(folder) == []


def test_the_library_for_buckets_is_not_loaded_without_a_bucket():
    code = (
        "import django, sys; django.setup();"
        "from balans.core import blobs; blobs.storage();"
        "sys.exit('boto3' in sys.modules or 'storages' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=os.environ, check=False)
    assert done.returncode == 0


def test_a_bucket_without_its_library_is_said_clearly(settings, monkeypatch):
    settings.S3_BUCKET = "balans"
    monkeypatch.setattr(blobs, "LIBRARIES", ("a_library_that_is_not_there",))
    with pytest.raises(ImproperlyConfigured, match="BALANS_S3_BUCKET"):
        blobs.storage()
    (error,) = check_blob_storage(None)
    assert error.id == "balans.E001" and error.hint


def test_half_a_pair_of_keys_is_said_clearly(settings):
    settings.S3_BUCKET, settings.S3_ACCESS_KEY, settings.S3_SECRET_KEY = "balans", "a", ""
    assert [each.id for each in check_blob_storage(None)] == ["balans.E002"]


def test_the_settings_choose_files_by_default(settings):
    assert type(storages["sealed"]).__name__ == "SealedFiles"
