"""Serving: prepare the data folder, start the web server, do the chores."""

import ctypes
import errno
import gc
import multiprocessing
import os
import signal
import socket
import sys
import time
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from balans.core import measures
from balans.core.bodies import THREADS
from balans.core.chores import Rounds
from balans.core.logs import SERVER_LOGGING, take_over

START_SECONDS = 30
TURN_SECONDS = 0.5
BIRTH = "fork" if sys.platform == "linux" else "spawn"
M_ARENA_MAX = -8
"""From malloc.h. Many threads that mostly wait need no heap of their own each."""


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
    data = Path(settings.DATA)
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chmod(data, 0o700)
        (data / ".write").touch()
        (data / ".write").unlink()
    except OSError as error:
        raise CannotServe(f"cannot write in {data} ({error.strerror}). Set BALANS_DATA.") from error
    os.umask(0o077)
    require_database()
    measures.begin()
    collect_static()
    with alone("prepare", wait=True):
        migrate()
        require_keys()
        current_version()
        note_keys()
        if not make_ready():
            raise CannotServe(f"no photos are in {settings.BLOBS}. Mount what all servers share")
        prepare_search()
        if demo:
            call_command("load_demo", verbosity=0)


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
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


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


def require_place(host: str, port: int) -> None:
    """Raise CannotServe when we cannot listen there; it says why and what to do."""
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError as error:
            raise CannotServe(f"port {port} is none. Choose one from 1024 to 65535") from error
        except OSError as error:
            raise CannotServe(_why_not_there(host, port, error)) from error


def _why_not_there(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use. Choose another: balans run --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"port {port} is for root. Choose one above 1023 and put a proxy before it"
    return f"'{host}' is no address of this machine. Leave --host out, or give 0.0.0.0"


def serve(*, host: str, port: int, workers: int) -> int:
    """Run web server and chores until told to stop; return the exit code of the server."""
    take_over()
    load_once()
    from balans.measuring.adding import start_here

    multiprocessing.set_start_method(BIRTH, force=True)
    web = multiprocessing.Process(target=_web, args=(host, port, workers))
    web.start()

    def stop(number: int, frame: FrameType | None) -> None:
        web.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    _announce(web, host, port)
    start_here()
    rounds = Rounds()
    while web.is_alive():
        rounds.turn(time.monotonic())
        web.join(TURN_SECONDS)
    _add_up_the_last()
    code = web.exitcode or 0
    return 0 if code in (-signal.SIGTERM, -signal.SIGINT) else code


def _add_up_the_last() -> None:
    """Keep what was counted in the last seconds; when the database is away they are lost."""
    from django.db import DatabaseError

    from balans.measuring.adding import add_up

    try:
        add_up()
    except DatabaseError:
        pass
    measures.end()


def load_once() -> None:
    """Load what every process needs, before there is more than one: they share it in memory.

    What is here now stays: the collector of garbage need not look at it, nor copy it by looking. So
    it does not look now either: that takes a seventh of a second, for a megabyte of garbage.
    """
    _few_heaps()
    from django.db import connections
    from django.urls import get_resolver

    import balans.wsgi  # noqa: F401

    get_resolver()._populate()
    measures.measures()
    for each in connections.all(initialized_only=True):
        each.close()
        if hasattr(each, "close_pool"):
            each.close_pool()
    gc.freeze()
    gc.enable()


def _few_heaps() -> None:
    """Let the threads of a process share two heaps, where the C library can (glibc)."""
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(M_ARENA_MAX, 2)


def _web(host: str, port: int, workers: int) -> None:
    """Be the web server: its workers are born from this process, with all that is in it."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "balans.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backlog=1024,
        websockets=False,
        # Else the server stops when one of its workers is killed.
        respawn_failed_workers=True,
        log_level=LogLevels.error,
        log_dictconfig=SERVER_LOGGING,
    ).serve()


def _announce(web: BaseProcess, host: str, port: int) -> None:
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0") else host
    for _attempt in range(START_SECONDS * 20):
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                print(f"MantelzorgBalans is ready at http://{shown}:{port}", flush=True)
                return
        if not web.is_alive():
            return
        time.sleep(0.05)
