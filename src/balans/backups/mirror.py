"""A mirror of the keys: what is there now and never what was, so that erased stays erased."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from balans.core import keys
from balans.core.keyfiles import destroy_private, make_private_folder, write_private

OURS = re.compile(r"^(master-\d+|host|secret|anchors/[0-9a-f-]{36})$")
FEW = 20
"""So many anchors may go at once without asking: people who erased themselves in an hour."""


class CannotMirror(Exception):
    """The keys were not mirrored; nothing was changed."""


@dataclass(frozen=True)
class Mirrored:
    """What came of it."""

    added: int
    destroyed: int
    total: int


def mirror_keys(folder: Path, *, many: bool = False) -> Mirrored:
    """Make a folder hold the keys of now: what is new is added, what is gone is destroyed there.

    People go on working: a key made meanwhile comes along next time. Keys of work in progress are
    left out. Raise CannotMirror for the keys of another installation, when the folder of the keys
    itself is empty, or when more than half would be destroyed, unless `many` says so.
    """
    origin = keys.keys_folder()
    here, there = _names(origin), _names(folder)
    if not any(name.startswith("master-") for name in here):
        raise CannotMirror(f"{origin} holds no master key: there is nothing to mirror")
    gone = sorted(there - here)
    if not many and len(gone) > FEW and len(gone) > len(there) / 2:
        raise CannotMirror(
            f"{len(gone)} of {len(there)} keys in {folder} would be destroyed, for they are not in "
            f"{origin}. Is that folder whole? If it is: --many"
        )
    try:
        added = _add(origin, folder, here, there)
        for name in gone:
            destroy_private(folder / name)
    except OSError as error:
        raise CannotMirror(
            f"cannot write in {error.filename or folder}: {error.strerror}"
        ) from error
    return Mirrored(added=added, destroyed=len(gone), total=len(here))


def _names(folder: Path) -> set[str]:
    found = set(os.listdir(folder)) if folder.is_dir() else set()
    anchors = folder / "anchors"
    if anchors.is_dir():
        found |= {f"anchors/{name}" for name in os.listdir(anchors)}
    return {name for name in found if OURS.match(name)}


def _add(origin: Path, folder: Path, here: set[str], there: set[str]) -> int:
    """Copy what is missing, once it is sure that what is there is the same."""
    wanted = dict[str, bytes]()
    for name in sorted(here):
        try:
            content = (origin / name).read_bytes()
        except FileNotFoundError:
            continue  # Destroyed in between.
        if name not in there:
            wanted[name] = content
        elif (folder / name).read_bytes() != content:
            raise CannotMirror(
                f"{folder} holds the keys of another installation ({name}). Give it another folder"
            )
    make_private_folder(folder)
    for name, content in wanted.items():
        write_private(folder / name, content)
    return len(wanted)
