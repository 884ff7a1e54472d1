"""Making ready, before there is a server: the data folder, the database, keys, static files."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from balans.core import measures


class CannotServe(Exception):
    """The server cannot start; says why and what to do."""


def prepare(*, demo: bool) -> None:
    """Make the data folder ready: database, static files, keys, search index, demo people.

    Of servers that start at the same moment one does what they share; the others wait and find it
    done.
    """
    from balans.accounts.entry import counting
    from balans.core.alone import alone
    from balans.core.blobs import make_ready, require_library
    from balans.core.keys import current_version
    from balans.search.actions import prepare as prepare_search

    require_library()
    counting.require_library()
    require_folder(Path(settings.DATA))
    os.umask(0o077)
    require_database()
    measures.begin()
    collect_static()
    with alone("prepare", wait=True):
        migrate()
        require_clock()
        require_keys()
        current_version()
        note_keys()
        if not make_ready():
            raise CannotServe(f"no photos are in {settings.BLOBS}. Mount what all servers share")
        prepare_search()
        if demo:
            call_command("load_demo", verbosity=0)


def require_folder(data: Path) -> None:
    """Make the data folder, for us alone. Raise CannotServe when we cannot write there."""
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chmod(data, 0o700)
        (data / ".write").touch()
        (data / ".write").unlink()
    except OSError as error:
        raise CannotServe(f"cannot write in {data} ({error.strerror}). Set BALANS_DATA.") from error


def require_database() -> None:
    """Refuse to start when the database is away, or newer than this version. Raise CannotServe."""
    from balans.core import readiness

    if reason := readiness.why_away():
        raise CannotServe(reason)
    if newer := readiness.newer():
        raise CannotServe(
            f"a newer version made this database ({newer[-1]}). Install that version again, or "
            "put back the backup from before it (docs/upgrading.md)"
        )


def migrate() -> None:
    """Bring the database to the newest schema, when it is not there yet."""
    from balans.core import readiness

    if readiness.waiting():
        call_command("migrate", verbosity=0, interactive=False)


def require_clock() -> None:
    """Refuse to start under a clock that is before what the database saw. Raise CannotServe."""
    from balans.core import believing

    try:
        believing.require_clock()
    except believing.ClockIsEarly as error:
        raise CannotServe(str(error)) from error


def require_keys() -> None:
    """Refuse to start beside a keys folder that is not the one of this database.

    Else everybody would look erased, and would be taken for it. Raise CannotServe.
    """
    from balans.accounts.fitting import keys_fit
    from balans.core import keys

    if keys_fit():
        return
    raise CannotServe(_not_these(keys.keys_folder()))


def note_keys() -> None:
    """Have the database remember which keys folder it goes with. The first one stands."""
    from balans.core import keys
    from balans.core.models import KeysMark

    keys.host_secret()
    if not KeysMark.objects.exists():
        KeysMark.objects.create(mark=keys.folder_mark())


def _not_these(folder: Path) -> str:
    return (
        f"the keys of this database are not in {folder}. Put the mirrored keys folder back, or "
        "mount the one that all servers share (BALANS_KEYS; docs/operating.md)"
    )


def collect_static() -> None:
    """Bring the static files to where they are served from, when one of them changed."""
    from balans.walkthroughs.pictures import picture_files

    package = Path(__file__).resolve().parent
    sources = [
        *package.glob("*/static/**/*"),
        *package.glob("ui/css/**/*"),
        *package.glob("ui/js/*"),
        *picture_files(),
    ]
    mark = f"{len(sources)} {max(path.stat().st_mtime_ns for path in sources)}"
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    if settings.DEBUG or (stamp.is_file() and stamp.read_text() == mark):
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(mark)
