"""The browser of tests, measures and pictures: no window, no calls home, nothing kept.

Chromium without its window's machinery, where the distribution has it, takes a third less
processor than the whole program.
"""

import os
from pathlib import Path
from typing import Any

SHELL, WHOLE = "/usr/bin/chromium-headless-shell", "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def program() -> str:
    """Return the path of the browser: what BALANS_CHROMIUM says, else what is there."""
    return os.environ.get("BALANS_CHROMIUM") or (SHELL if Path(SHELL).exists() else WHOLE)


def begin(playwright: Any, *more: str) -> Any:
    """Begin the browser, with more of its own options; whoever begins it closes it."""
    return playwright.chromium.launch(executable_path=program(), args=[*QUIET, *more])
