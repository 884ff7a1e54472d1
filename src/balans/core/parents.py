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
TOLD_TO_STOP = (signal.SIGTERM, signal.SIGINT)


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


def let_the_newborn_be_stopped() -> None:
    """Have every child that is born from here end when it is told to, from its first moment on.

    It has the handlers of its parent, which do nothing in a child, until it sets its own: what it
    was told before would be lost, and whoever stops us would wait for it in vain.
    """
    os.register_at_fork(
        before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, TOLD_TO_STOP),
        after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD_TO_STOP),
        after_in_child=_born,
    )


def _born() -> None:
    for each in TOLD_TO_STOP:
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD_TO_STOP)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
