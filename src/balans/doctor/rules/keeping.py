"""What must not be lost: keys, photos, and the work of the process beside."""

from datetime import datetime, timedelta

from balans.doctor.facts import BackupFacts, BlobFacts, KeyFacts, WorkFacts
from balans.doctor.finding import Findings, error, note, warning

ROTATE_AFTER = timedelta(days=400)
BACKUP_AFTER = timedelta(hours=50)
"""One night may fail; two are too many."""

SHOWN = 3


def keys(facts: KeyFacts | None, *, now: datetime) -> Findings:
    """Look whether every key is there and belongs to this database."""
    if facts is None:
        return []
    lost = sorted(set(facts.needed or ()) - set(facts.versions))
    if facts.fit is False or lost:
        which = f"master key {lost[0]} is missing" if lost else "its anchors are not of this place"
        return error(
            "keys-do-not-fit",
            f"{facts.folder} does not belong to this database: {which}.",
            "What people wrote cannot be opened.",
            "Stop the service and put the mirrored keys folder back (docs/operating.md).",
        )
    if not facts.versions:
        return note(
            "no-keys-yet",
            f"There is no master key in {facts.folder} yet.",
            "Nobody wrote anything here.",
            "balans run makes it.",
        )
    return _old(facts, now) + _mirror(facts)


def _old(facts: KeyFacts, now: datetime) -> Findings:
    if facts.newest_made is None or now - facts.newest_made < ROTATE_AFTER:
        return []
    days = (now - facts.newest_made).days
    return warning(
        "key-old",
        f"The newest master key is {days} days old.",
        "The longer a key lives, the more a copy of it opens.",
        "balans keys rotate, and later balans keys retire.",
    )


def _mirror(facts: KeyFacts) -> Findings:
    return note(
        "mirror-keys",
        f"Nobody can see from here whether {facts.folder} is mirrored to another machine.",
        "Losing it is losing all that people wrote; a backup with history keeps the erased.",
        "Mirror it every hour, deleting along: rsync --archive --delete (docs/operating.md).",
    )


def blobs(facts: BlobFacts | None) -> Findings:
    """Look whether photos and recordings that rows name are really there."""
    if facts is None:
        return []
    if facts.away:
        return error(
            "blobs-away",
            f"Photos and recordings cannot be reached ({facts.away}).",
            "People see empty places where their photos were.",
            "Look at BALANS_DATA/blobs, or at the bucket and its keys.",
        )
    if not facts.missing:
        return []
    return error(
        "blobs-missing",
        f"Of {facts.looked_at} photos and recordings {facts.missing} have no file.",
        "Somebody has lost a memory.",
        "Put the blobs of the last backup back beside what is there; none is overwritten.",
    )


def backup(facts: BackupFacts | None, *, now: datetime) -> Findings:
    """Look whether a backup was made lately."""
    if facts is None or (facts.made_at and now - facts.made_at < BACKUP_AFTER):
        return []
    hours = (now - facts.made_at).total_seconds() / 3600 if facts.made_at else 0
    return warning(
        "backup-old" if facts.made_at else "no-backup",
        f"The last backup is {hours:.0f} hours old." if facts.made_at else "There is no backup.",
        "What people wrote since is lost when this disk breaks.",
        "balans backup; deploy/systemd/ has a timer, and journalctl says why it stopped.",
    )


def work(facts: WorkFacts | None) -> Findings:
    """Look whether the process beside the web server does its work."""
    if facts is None:
        return []
    found: Findings = []
    if facts.late_letters or facts.late_erasures:
        found += error(
            "work-late",
            f"Work waits longer than ten minutes: {facts.late_letters} kinds of mail, "
            f"{facts.late_erasures} erasures.",
            "Codes do not arrive, and what should be gone is still there.",
            "See whether balans run is up and what it logs; then look at the mail server.",
        )
    if facts.refused_letters:
        found += warning(
            "letters-not-sent",
            f"{facts.refused_letters} letters of the last thirty days did not go out.",
            "Somebody waited for a mail.",
            "/beheer/ shows when and why.",
        )
    return found


def content(problems: tuple[str, ...]) -> Findings:
    """Look whether all content can be read, the overlay included."""
    if not problems:
        return []
    more = f" and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
    return error(
        "content",
        f"Content cannot be read: {'; '.join(problems[:SHOWN])}{more}.",
        "The site does not start with it.",
        "Mend the files in BALANS_CONTENT_OVERLAY; balans content check names everything.",
    )
