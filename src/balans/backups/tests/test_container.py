"""The one file: whole or not there, and refused when one bit is not as it was."""

import random
import stat
import tarfile

import pytest

from balans.backups.container import SEAL_BYTES, member, packing, unpacking
from balans.backups.problems import CannotRestore

WORDS = b"sealed words " * 900


@pytest.fixture
def backup(tmp_path):
    path = tmp_path / "balans.tar"
    with packing(tmp_path / "scratch", path) as pack:
        pack.add("one", WORDS)
        pack.add("two", b"")
    return path


def read(path) -> dict[str, bytes]:
    with unpacking(path) as tar:
        return {name: member(tar, name).read() for name in tar.getnames()}


def test_what_was_packed_comes_back_and_only_the_service_may_read_it(backup):
    assert read(backup) == {"one": WORDS, "two": b""}
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [each.name for each in backup.parent.iterdir()] == ["balans.tar"]


def test_any_tar_can_read_it(backup):
    with tarfile.open(backup) as tar:
        assert tar.extractfile("one").read() == WORDS


def test_when_something_fails_there_is_no_file_at_all(tmp_path):
    with pytest.raises(ZeroDivisionError), packing(tmp_path / "scratch", tmp_path / "new") as pack:
        pack.add("one", WORDS)
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())


def test_a_file_of_that_name_is_not_written_over(backup):
    with (
        pytest.raises(FileExistsError),
        packing(backup.with_name("scratch"), backup) as pack,
    ):
        pack.add("other", b"")
    assert read(backup) == {"one": WORDS, "two": b""}
    assert [each.name for each in backup.parent.iterdir()] == ["balans.tar"]


def test_a_file_that_was_cut_short_is_refused_wherever_it_was_cut(backup):
    whole = backup.read_bytes()
    lengths = [0, 1, SEAL_BYTES, 512, len(whole) - SEAL_BYTES, len(whole) - 1]
    for length in [*lengths, *random.Random(1).sample(range(len(whole)), 40)]:
        backup.write_bytes(whole[:length])
        with pytest.raises(CannotRestore, match=r"cut short|damaged"):
            read(backup)


def test_one_bit_that_changed_is_refused_wherever_it_is(backup):
    whole = backup.read_bytes()
    dice = random.Random(2)
    places = [0, len(whole) - 1, len(whole) - SEAL_BYTES, *dice.sample(range(len(whole)), 200)]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        backup.write_bytes(changed)
        with pytest.raises(CannotRestore, match=r"cut short|damaged"):
            read(backup)


def test_what_is_not_there_is_said_in_one_line(tmp_path):
    with pytest.raises(CannotRestore, match=r"cannot read .*none: No such file"):
        read(tmp_path / "none")
