"""Serving: start the web server, do the chores, and let neither live on without the other."""

import ctypes
import errno
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
from types import FrameType

from django.utils import timezone

from balans.core import measures
from balans.core.bodies import THREADS, Application
from balans.core.chores import Rounds
from balans.core.clock import SteadyClock
from balans.core.logs import SERVER_LOGGING, take_over
from balans.core.parents import end_with_parent, let_the_newborn_be_stopped
from balans.core.sqlite import base as sqlite
from balans.preparing import CannotServe

log = logging.getLogger("balans")

START_SECONDS = 30
TURN_SECONDS = 0.5
LIVED_SECONDS = 30
"""A server that ended sooner than this is not begun again: something is wrong with it."""
FINISH_SECONDS = 20
"""How long those who are being answered may take when the server stops."""
BIRTH = "fork" if sys.platform == "linux" else "spawn"
M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3
"""From malloc.h."""
HEAPS = 2
"""Many threads that mostly wait need no heap of their own each."""
LARGE_BYTES = 4 * 1024 * 1024
"""What is larger goes back to the system at once. Left to itself the C library soon keeps pieces
of up to 32 MB, such as a photo unpacked, for the next time."""


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


def is_free(host: str, port: int) -> bool:
    """Return whether we can listen there."""
    try:
        require_place(host, port)
    except CannotServe:
        return False
    return True


def serve(*, host: str, port: int, workers: int) -> int:
    """Run web server and chores until told to stop; return the exit code of the server.

    Neither lives on without the other. A web server that was killed is begun again with all that
    belongs to it; when this process is killed its web server stops (`parents.end_with_parent`),
    and whoever started it starts it again.
    """
    take_over()
    load_once()
    from balans.core.believing import Belief
    from balans.measuring.adding import start_here

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
    start_here()
    rounds = Rounds(Belief())
    while web.is_alive():
        rounds.turn(time.monotonic())
        web.join(TURN_SECONDS)
    code = web.exitcode or 0
    if not told:
        log.error("the web server ended (%s)", code)
    _add_up_the_last()
    if told:
        return 0 if code in (-signal.SIGTERM, -signal.SIGINT) else code
    if time.monotonic() - began > LIVED_SECONDS:
        _begin_again(host, port)
    return abs(code) or 1


def _begin_again(host: str, port: int) -> None:
    """Put a whole new server in the place of this process, once the port is free."""
    end = time.monotonic() + FINISH_SECONDS + START_SECONDS
    while not is_free(host, port) and time.monotonic() < end:
        time.sleep(TURN_SECONDS)
    sys.stdout.flush()
    os.execv(sys.executable, sys.orig_argv)


def _add_up_the_last() -> None:
    """Keep what was counted in the last seconds. When that fails they are lost."""
    from balans.measuring.adding import add_up

    try:
        add_up()
    except Exception as error:
        log.warning("the last counts are lost: %s", type(error).__name__)
    measures.end()


def load_once() -> None:
    """Load what every process needs, before there is more than one: they share it in memory.

    What is here now stays: the collector of garbage need not look at it, nor copy it by looking. So
    it does not look now either: that takes a seventh of a second, for a megabyte of garbage.
    """
    _share_memory()
    steady_clock()
    sqlite.made()
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


def _share_memory() -> None:
    """Let the threads of a process share what memory they need, where that can be said (glibc)."""
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(M_ARENA_MAX, HEAPS)
        mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)


def steady_clock() -> None:
    """Have this process, and those born from it, go by a clock that follows no jump at once."""
    from balans.core.believing import report_jump

    if not isinstance(getattr(timezone.now, "__self__", None), SteadyClock):
        timezone.now = SteadyClock(timezone.now, told=report_jump).now


def _web(host: str, port: int, workers: int, parent: int) -> None:
    """Be the web server: its workers are born from this process, with all that is in it."""
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    end_with_parent(parent)
    let_the_newborn_be_stopped()
    server = Server(
        "balans.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        # As proxies speak to us: what else there is can only be understood in another way.
        http=HTTPModes.http1,
        workers=workers,
        blocking_threads=THREADS,
        backlog=1024,
        websockets=False,
        # Else the server stops when one of its workers is killed.
        respawn_failed_workers=True,
        log_level=LogLevels.error,
        log_dictconfig=SERVER_LOGGING,
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
