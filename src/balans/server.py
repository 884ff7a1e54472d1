"""Serving: prepare the data folder, start the web server, do the chores."""

import ctypes
import gc
import logging
import multiprocessing
import os
import signal
import socket
import sys
import time
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from balans.core.bodies import THREADS, Application
from balans.core.chores import Rounds
from balans.core.clock import SteadyClock
from balans.core.parents import end_with_parent
from balans.core.sqlite import base as sqlite

log = logging.getLogger("balans")

START_SECONDS = 30
TURN_SECONDS = 0.5
LIVED_SECONDS = 30
"""A server that ended sooner than this is not begun again: something is wrong with it."""
FINISH_SECONDS = 20
"""How long those who are being answered may take when the server stops."""
SOME = 50
BIRTH = "fork" if sys.platform == "linux" else "spawn"
M_ARENA_MAX = -8
"""From malloc.h. Many threads that mostly wait need no heap of their own each."""


class CannotServe(Exception):
    """The server cannot start; says why and what to do."""


def prepare(*, demo: bool) -> None:
    """Make the data folder ready: database, static files, keys, search index, demo people."""
    from balans.core.believing import ClockIsEarly, require_clock
    from balans.core.blobs import require_library
    from balans.core.keys import current_version
    from balans.search.actions import prepare as prepare_search

    require_library()
    data = Path(settings.DATA)
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chmod(data, 0o700)
        (data / ".write").touch()
        (data / ".write").unlink()
    except OSError as error:
        raise CannotServe(f"cannot write in {data} ({error.strerror}). Set BALANS_DATA.") from error
    os.umask(0o077)
    migrate()
    try:
        require_clock()
    except ClockIsEarly as error:
        raise CannotServe(str(error)) from error
    require_keys()
    collect_static()
    current_version()
    prepare_search()
    if demo:
        call_command("load_demo", verbosity=0)


def migrate() -> None:
    """Bring the database to the newest schema, when it is not there yet."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def require_keys() -> None:
    """Refuse to start beside a keys folder that is not the one of this database.

    Else everybody would look erased, and would be taken for it. Raise CannotServe.
    """
    from balans.accounts.models import Owner
    from balans.core import keys

    accounts = list(Owner.objects.accounts()[:SOME])
    if not accounts or any(keys.has_anchor(str(each.pk)) for each in accounts):
        return
    if keys.anchors_folder().is_dir() and not keys.anchored_owners():
        # Everybody in an old backup was erased since.
        return
    raise CannotServe(
        f"the keys of the accounts in this database are not in {keys.keys_folder()}. "
        "Put the mirrored keys folder back (docs/operating.md)"
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


def port_is_free(host: str, port: int) -> bool:
    """Return whether nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def serve(*, host: str, port: int, workers: int) -> int:
    """Run web server and chores until told to stop; return the exit code of the server.

    Neither lives on without the other. A web server that was killed is begun again with all that
    belongs to it; when this process is killed its web server stops (`parents.end_with_parent`),
    and whoever started it starts it again.
    """
    if not port_is_free(host, port):
        raise CannotServe(f"port {port} is in use. Choose another: PORT=8001 make run")
    load_once()
    multiprocessing.set_start_method(BIRTH, force=True)
    web = multiprocessing.Process(target=_web, args=(host, port, workers, os.getpid()))
    began, told = time.monotonic(), False
    web.start()

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal told
        told = True
        web.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    _announce(web, host, port)
    from balans.core.believing import Belief

    rounds = Rounds(Belief())
    while web.is_alive():
        rounds.turn(time.monotonic())
        web.join(TURN_SECONDS)
    code = web.exitcode or 0
    if told:
        return 0 if code in (-signal.SIGTERM, -signal.SIGINT) else code
    log.error("the web server ended (%s)", code)
    if time.monotonic() - began > LIVED_SECONDS:
        _begin_again(host, port)
    return abs(code) or 1


def _begin_again(host: str, port: int) -> None:
    """Put a whole new server in the place of this process, once the port is free."""
    end = time.monotonic() + FINISH_SECONDS + START_SECONDS
    while not port_is_free(host, port) and time.monotonic() < end:
        time.sleep(TURN_SECONDS)
    sys.stdout.flush()
    os.execv(sys.executable, sys.orig_argv)


def load_once() -> None:
    """Load what every process needs, before there is more than one: they share it in memory.

    What is here now stays: the collector of garbage need not look at it, nor copy it by looking. So
    it does not look now either: that takes a seventh of a second, for a megabyte of garbage.
    """
    _few_heaps()
    steady_clock()
    sqlite.made()
    from django.db import connections
    from django.urls import get_resolver

    import balans.wsgi  # noqa: F401

    get_resolver()._populate()
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


def steady_clock() -> None:
    """Have this process, and those born from it, go by a clock that follows no jump at once."""
    from balans.core.believing import report_jump

    if not isinstance(getattr(timezone.now, "__self__", None), SteadyClock):
        timezone.now = SteadyClock(timezone.now, told=report_jump).now


def _web(host: str, port: int, workers: int, parent: int) -> None:
    """Be the web server: its workers are born from this process, with all that is in it."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    end_with_parent(parent)
    server = Server(
        "balans.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backlog=1024,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=FINISH_SECONDS,
    )
    server.serve(target_loader=partial(_worker, os.getpid()), wrap_loader=False)


def _worker(parent: int) -> Application:
    """Be a worker: it ends with its web server, which else would leave it behind on the port."""
    end_with_parent(parent)
    steady_clock()
    sqlite.made()
    from balans.wsgi import application

    return application


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
