"""Work within a restored copy, as a process of its own: `python -m balans.backups.within`.

Its settings name the copy and not the installation, so that nothing that migrations do can touch
what people use. Prints what it found as JSON.
"""

import json
import sys
from pathlib import Path


def main() -> None:
    """Do what the first argument says: `make` tables, or `finish` a restored copy."""
    import django

    django.setup()
    what, paper = sys.argv[1], json.loads(Path(sys.argv[2]).read_text())
    found = make(paper) if what == "make" else finish(paper)
    from django.db import connections

    connections.close_all()
    print(json.dumps(found))


def make(migrations: list[list[str]]) -> dict[str, object]:
    """Make the tables as they were under these migrations."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.migrate([(app, name) for app, name in migrations])
    return {}


def finish(old_blobs: list[str]) -> dict[str, object]:
    """Bring the copy to this version, note the blobs that only what was there named, try the keys.

    So these blobs are taken away by the sweep, an hour after people are back.
    """
    from django.core.management import call_command
    from django.utils import timezone

    from balans.backups.fitting import fit
    from balans.core.models import StoredBlob

    call_command("migrate", verbosity=0, interactive=False)
    now = timezone.now()
    notes = [StoredBlob(name=name, kept_at=now) for name in old_blobs]
    StoredBlob.objects.bulk_create(notes, ignore_conflicts=True, batch_size=500)
    found = fit()
    return {"problems": found.problems, "accounts": found.accounts, "anchored": found.anchored}


if __name__ == "__main__":
    main()
