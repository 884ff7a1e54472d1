"""The machine: cores, memory, limits, disk, clock."""

import os
import resource
import shutil
import subprocess
import time
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from balans.core.content import library
from balans.doctor.facts import DiskFacts, MachineFacts

SECONDS = 5
KEPT_RIGHT = Path("/run/systemd/timesync/synchronized")
PRINTED = (
    "AtkinsonHyperlegibleNext_400Regular.ttf",
    "AtkinsonHyperlegibleNext_700Bold.ttf",
    "Fraunces_400Regular.ttf",
    "Fraunces_600SemiBold.ttf",
    "NotoSans_400Regular.ttf",
    "NotoSansArabic_400Regular.ttf",
    "NotoSansHebrew_400Regular.ttf",
    "NotoEmoji_400Regular.ttf",
)


def machine() -> MachineFacts:
    """Return the facts about this machine."""
    return MachineFacts(
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1,
        workers=settings.WORKERS,
        memory_bytes=memory(_read("/proc/meminfo"), _read("/sys/fs/cgroup/memory.max")),
        open_files=_open_files(),
        missing_fonts=missing_fonts(settings.PACKAGE / "documents" / "fonts"),
    )


def _open_files() -> int:
    """Return how many files a process may open: the server raises its limit as far as it may."""
    return max(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 0) or 1_000_000


def missing_fonts(folder: Path) -> tuple[str, ...]:
    """Return the fonts of the papers that are not in a folder."""
    return tuple(name for name in PRINTED if not (folder / name).is_file())


def _read(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""


def memory(meminfo: str, limit: str) -> int | None:
    """Return all memory in bytes, from what Linux says; None when it says nothing.

    A container has a limit of its own (cgroup v2, memory.max).
    """
    lines = (line.split() for line in meminfo.splitlines())
    whole = next((int(words[1]) * 1024 for words in lines if words[:1] == ["MemTotal:"]), None)
    if limit.strip().isdigit():
        return min(whole or int(limit), int(limit))
    return whole


def disk(data: Path) -> DiskFacts | None:
    """Return how full the disk is; None when there is no folder yet."""
    there = next((each for each in (data, *data.parents) if each.exists()), None)
    if there is None:
        return None
    state = os.statvfs(there)
    return DiskFacts(
        path=str(there),
        free_bytes=state.f_bavail * state.f_frsize,
        all_bytes=state.f_blocks * state.f_frsize,
        free_inodes=state.f_favail,
        all_inodes=state.f_files,
        kept_bytes=_size(data / "balans.sqlite3"),
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def newest_file(data: Path) -> float | None:
    """Return how many seconds in the future the newest file of ours was written."""
    names = ("balans.sqlite3", "balans.sqlite3-wal", "keys", "keys/anchors", "static/.stamp")
    times = [(data / name).stat().st_mtime for name in names if (data / name).exists()]
    return max(times) - time.time() if times else None


def clock_kept_right() -> bool | None:
    """Return whether the system says that its clock follows a time server; None without systemd."""
    if KEPT_RIGHT.exists():
        return True
    if not shutil.which("timedatectl"):
        return None
    asked = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, timeout=SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return {"yes": True, "no": False}.get(said.stdout.strip())


def time_zones() -> bool:
    """Return whether the time of the Netherlands is known."""
    try:
        ZoneInfo(settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, OSError):
        return False
    return True


def missing_content() -> list[str]:
    """Return what to say of folders with content that are named and are not there."""
    return [f"{root}: there is no such folder" for root in library().roots if not root.is_dir()]
