"""Passes: leave to open one vault for one job, while its owner's browser is not there.

The key of the vault is wrapped once more, with a secret that stands in a file of its own: beside
the keys, in passes/, never in the database nor in its backup. A pass is good for one job and for an
hour at most; then its file is overwritten and removed, and nothing opens any more
(docs/adr/0012).
"""

import os
import uuid
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from balans.core.keyfiles import destroy_private, write_private
from balans.core.keys import keys_folder, require_folder
from balans.core.vault import CannotOpen, Vault, WrappedKey, new_secret, open_vault, wrap

GOOD_FOR = timedelta(hours=1)


class PassGone(Exception):
    """The pass was used up, or its hour is over."""


def give(vault: Vault) -> tuple[uuid.UUID, WrappedKey]:
    """Make a pass for a vault; return its id and the wrapped key to keep with the job."""
    pass_id, secret = uuid.uuid4(), new_secret()
    key = wrap(vault, secret)
    write_private(_path(pass_id), secret)
    return pass_id, key


def use(pass_id: uuid.UUID, owner: str, key: WrappedKey, *, now: datetime | None = None) -> Vault:
    """Return the vault. Raise PassGone when the pass ended, is too old, or fits another vault."""
    path = _path(pass_id)
    try:
        if _is_over(path, now or timezone.now()):
            raise PassGone("its hour is over")
        return open_vault(owner, path.read_bytes(), key)
    except FileNotFoundError as error:
        require_folder()
        raise PassGone("it was used up") from error
    except CannotOpen as error:
        raise PassGone("it opens another vault") from error


def end(pass_id: uuid.UUID) -> None:
    """Destroy a pass. Twice changes nothing."""
    destroy_private(_path(pass_id))


def sweep(*, now: datetime | None = None) -> int:
    """Destroy every pass whose hour is over, such as that of a job that was cut off."""
    moment, swept = now or timezone.now(), 0
    folder = keys_folder() / "passes"
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            is_over = _is_over(path, moment)
        except FileNotFoundError:
            continue
        if is_over:
            destroy_private(path)
            swept += 1
    return swept


def _path(pass_id: uuid.UUID) -> Path:
    return keys_folder() / "passes" / str(pass_id)


def _is_over(path: Path, now: datetime) -> bool:
    return now.timestamp() - os.stat(path).st_mtime > GOOD_FOR.total_seconds()
