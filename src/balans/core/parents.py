"""Processes that belong together: a child that outlives its parent keeps the port."""

import ctypes
import os
import signal
import sys
import time
from threading import Thread

PR_SET_PDEATHSIG = 1
"""From linux/prctl.h: the kernel sends a signal when the parent is gone, however it went."""
LOOK_EVERY_SECONDS = 1.0


def end_with_parent(parent: int) -> None:
    """Have this process told to stop (SIGTERM) when its parent, by its id, is no more.

    Where the kernel does not say so, this process looks every second.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    else:
        Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
