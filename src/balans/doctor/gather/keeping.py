"""Keys, blobs, and the work of the process beside. Nothing of anybody is opened."""

import secrets
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from balans.accounts.actions import key_versions_in_use
from balans.accounts.fitting import keys_fit
from balans.administration.state import state_now
from balans.backups.last import last_backup
from balans.core import blobs as kept
from balans.core import keys as files
from balans.core.models import StoredBlob
from balans.doctor.facts import BackupFacts, BlobFacts, KeyFacts, WorkFacts

SAMPLE = 50
OLD_ENOUGH = timedelta(hours=1)


def keys(*, ready: bool) -> KeyFacts:
    """Return the facts about the keys folder; `ready` when the database can be asked."""
    folder, versions = files.keys_folder(), files.key_versions()
    newest = folder / f"master-{versions[-1]}" if versions else None
    return KeyFacts(
        folder=str(folder),
        versions=tuple(versions),
        needed=tuple(sorted(key_versions_in_use())) if ready else None,
        fit=keys_fit() if ready else None,
        newest_made=datetime.fromtimestamp(newest.stat().st_mtime, UTC) if newest else None,
    )


def blobs() -> BlobFacts:
    """Return how many of a sample of blobs that rows name are not there."""
    noted = StoredBlob.objects.filter(kept_at__lt=timezone.now() - OLD_ENOUGH).order_by("name")
    names = list(
        noted.filter(name__gte=secrets.token_hex(16)).values_list("name", flat=True)[:SAMPLE]
    )
    names = names or list(noted.values_list("name", flat=True)[:SAMPLE])
    needed = kept.needed(names)
    try:
        missing = sum(not kept.is_there(name) for name in needed)
    except kept.NoRoom as error:
        return BlobFacts(looked_at=len(needed), away=str(error))
    return BlobFacts(looked_at=len(needed), missing=missing)


def backup() -> BackupFacts:
    """Return when the last good backup was made."""
    last = last_backup()
    return BackupFacts(made_at=last.made_at if last else None)


def work() -> WorkFacts:
    """Return what waits for the process beside, as the administrator's page counts it."""
    state = state_now()
    return WorkFacts(
        late_letters=state.post.late,
        refused_letters=len(state.post.letters),
        late_erasures=state.late_erasures,
    )
