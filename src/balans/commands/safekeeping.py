"""Commands that keep things safe: backup, restore; and the mirror of the keys for `keys`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from balans.commands.adding import Commands, KnownProblem

if TYPE_CHECKING:
    from balans.backups.restoring import Restored


def add(commands: Commands) -> None:
    """Add these commands."""
    backup = commands.add_parser("backup", help="make a backup while people work")
    backup.add_argument("folder", nargs="?", help="where to (BALANS_BACKUPS)")
    backup.add_argument("--keep", type=int, help="remove older ones, in days (BALANS_BACKUP_DAYS)")
    backup.add_argument("--check", action="store_true", help="restore it elsewhere and compare")
    backup.add_argument("--without-blobs", action="store_true", help="name the photos alone")
    backup.set_defaults(act=_backup)

    restore = commands.add_parser("restore", help="put a backup back, or try whether one would")
    restore.add_argument("file", help="a file that `balans backup` made")
    restore.add_argument("--check", action="store_true", help="restore it elsewhere and compare")
    restore.add_argument("--keys", help="with --check: a mirror of the keys to try on it")
    restore.add_argument("--replace", action="store_true", help="in place of what is here")
    restore.set_defaults(act=_restore)


def _backup(options: argparse.Namespace) -> int:
    from django.conf import settings

    from balans.backups.making import make_backup, megabytes
    from balans.backups.problems import CannotBackUp

    folder = Path(options.folder or settings.BACKUPS).resolve()
    days = settings.BACKUP_DAYS if options.keep is None else options.keep
    if days < 0:
        raise KnownProblem(f"--keep is {days}. Say for how many days; 0 keeps all")
    try:
        made = make_backup(folder, days=days, with_blobs=not options.without_blobs)
    except CannotBackUp as error:
        raise KnownProblem(str(error)) from error
    note = made.note
    print(
        f"{made.path}: {note.rows:,} rows, {note.blobs:,} photos and recordings, "
        f"{megabytes(note.size_bytes)}, {note.took_seconds:g} s"
    )
    if made.erased_meanwhile:
        print(f"erased while it was made, and not in it: {made.erased_meanwhile}")
    for name in made.removed:
        print(f"removed: {name}")
    if note.missing_blobs:
        print(f"MISSING: {note.missing_blobs} photos or recordings that the database names")
    code = _check(made.path, None) if options.check else 0
    return 1 if note.missing_blobs else code


def _restore(options: argparse.Namespace) -> int:
    from balans.backups.problems import CannotRestore
    from balans.backups.restoring import restore

    path = Path(options.file).resolve()
    if options.check:
        return _check(path, options.keys)
    if options.keys:
        raise KnownProblem("--keys goes with --check. To restore, put the keys in the data folder")
    try:
        found = restore(path, replace=options.replace)
    except CannotRestore as error:
        raise KnownProblem(str(error)) from error
    print(
        f"restored, as it was at {found.manifest.made_at:%Y-%m-%d %H:%M} UTC: "
        f"{found.manifest.rows:,} rows in {len(found.tables)} tables, and "
        f"{found.blobs:,} photos and recordings, each the same as when they were kept"
    )
    print(_say_keys(found))
    if found.kept:
        print(f"what was there is kept in {found.kept} (docs/operating.md says how to let it go)")
    return 0


def _check(path: Path, keys: str | None) -> int:
    """Restore into an empty place, print what is the same; return 1 when something is not."""
    from balans.backups.problems import CannotRestore
    from balans.backups.restoring import check

    try:
        found = check(path, keys_folder=Path(keys).resolve() if keys else None)
    except CannotRestore as error:
        raise KnownProblem(str(error)) from error
    here = {table.name: table for table in found.tables}
    print(f"{'table':<40}{'in the backup':>15}{'restored':>12}")
    for table in found.manifest.tables:
        other = here.get(table.name)
        same = "same" if other == table else "DIFFERENT"
        print(f"{table.name:<40}{table.rows:>15,}{other.rows if other else 0:>12,}  {same}")
    same = "same" if found.blobs == found.manifest.blobs else "DIFFERENT"
    print(f"{'photos and recordings':<40}{found.manifest.blobs:>15,}{found.blobs:>12,}  {same}")
    print(_say_keys(found))
    for problem in found.problems:
        print(f"PROBLEM: {problem}")
    return 1 if found.problems else 0


def _say_keys(found: "Restored") -> str:
    if any("keys" in each for each in found.problems):
        return "keys: do not fit"
    return f"keys: fit; {found.anchored} of {found.accounts} accounts open" + (
        ", the others were erased since" if found.anchored < found.accounts else ""
    )


def mirror(folder: str, *, many: bool) -> int:
    """Mirror the keys into a folder; say what came of it."""
    from balans.backups.mirror import CannotMirror, mirror_keys

    if not folder:
        raise KnownProblem("say where to: balans keys mirror FOLDER")
    try:
        done = mirror_keys(Path(folder).resolve(), many=many)
    except CannotMirror as error:
        raise KnownProblem(str(error)) from error
    print(f"{done.total} keys mirrored: {done.added} added, {done.destroyed} destroyed")
    return 0


def fits() -> int:
    """Say whether the keys in the data folder open what is in the database; return 1 when not."""
    from balans.backups.fitting import fit

    found = fit()
    for problem in found.problems:
        print(f"PROBLEM: {problem}")
    print(f"{found.anchored} of {found.accounts} accounts have their anchor")
    print("the keys do not fit" if found.problems else "the keys fit")
    return 1 if found.problems else 0
