"""The mirror of the keys: what is there now, and nothing that was."""

import stat
import uuid

import pytest

from balans.backups.mirror import CannotMirror, mirror_keys
from balans.core import keys


@pytest.fixture(autouse=True)
def origin(settings, tmp_path):
    settings.DATA = tmp_path / "data"
    keys._hosts.clear()
    keys.current_version()
    keys.host_secret()
    yield tmp_path / "data" / "keys"
    keys._hosts.clear()


def people(number: int) -> list[str]:
    owners = [str(uuid.uuid4()) for _each in range(number)]
    for owner in owners:
        keys.make_anchor(owner)
    return owners


def content(folder) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_mirror_is_the_same_to_the_last_byte_and_for_the_service_alone(origin, tmp_path):
    people(3)
    done = mirror_keys(tmp_path / "mirror")
    assert (done.added, done.destroyed, done.total) == (5, 0, 5)
    assert content(tmp_path / "mirror") == content(origin)
    for path in (tmp_path / "mirror").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    assert mirror_keys(tmp_path / "mirror").added == 0


def test_who_was_erased_is_destroyed_in_the_mirror_too(origin, tmp_path):
    owner, *_others = people(3)
    mirror_keys(tmp_path / "mirror")
    keys.destroy_anchor(owner)
    assert mirror_keys(tmp_path / "mirror").destroyed == 1
    assert content(tmp_path / "mirror") == content(origin)


def test_a_keys_folder_that_was_lost_does_not_take_the_mirror_along(origin, tmp_path):
    people(60)
    mirror_keys(tmp_path / "mirror")
    before = content(tmp_path / "mirror")
    for path in (origin / "anchors").iterdir():
        path.unlink()
    with pytest.raises(CannotMirror, match=r"60 of 62 keys .* would be destroyed"):
        mirror_keys(tmp_path / "mirror")
    (origin / "master-1").unlink()
    with pytest.raises(CannotMirror, match="no master key"):
        mirror_keys(tmp_path / "mirror", many=True)
    assert content(tmp_path / "mirror") == before


def test_that_most_went_can_be_said_to_be_right(origin, tmp_path):
    for owner in (people(60), mirror_keys(tmp_path / "mirror"))[0]:
        keys.destroy_anchor(owner)
    assert mirror_keys(tmp_path / "mirror", many=True).destroyed == 60


def test_the_keys_of_another_installation_are_left_alone(origin, tmp_path):
    (tmp_path / "mirror").mkdir()
    (tmp_path / "mirror" / "host").write_text("another")
    people(1)
    with pytest.raises(CannotMirror, match=r"another installation \(host\)"):
        mirror_keys(tmp_path / "mirror")
    assert content(tmp_path / "mirror") == {"host": b"another"}


def test_keys_of_work_in_progress_and_strange_files_stay_out(origin, tmp_path):
    (origin / "passes").mkdir()
    (origin / "passes" / "one").write_text("for an hour")
    (tmp_path / "mirror").mkdir()
    (tmp_path / "mirror" / "README").write_text("keep me")
    mirror_keys(tmp_path / "mirror")
    assert set(content(tmp_path / "mirror")) == {"README", "host", "master-1"}
