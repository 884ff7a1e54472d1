"""In which state content and support map are: what an ETag goes by, without making an answer."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max

from balans.core.content import library
from balans.directory.models import LocalOffer

HERE = Path(__file__).parent
HOW_WE_SAY_IT = (
    HERE,
    HERE.parent / "directory",
    HERE.parent / "articles",
    HERE.parent / "questionnaires",
)


@dataclass(frozen=True)
class State:
    """A digest of all that an answer can depend on, and when something last changed if known."""

    digest: str
    changed: datetime | None = None


@cache
def of_content() -> State:
    """Return the state of content, and of the code that puts it into words.

    Content is read when the product starts, so this is worked out once.
    """
    digest = hashlib.sha256(f"{settings.SITE} {settings.CHECKS_OFF}".encode())
    for folder, suffix in [
        *((root, "*") for root in library().roots),
        *((root, "*.py") for root in HOW_WE_SAY_IT),
    ]:
        for path in sorted(folder.rglob(suffix)):
            if path.is_file():
                digest.update(str(path.relative_to(folder)).encode())
                digest.update(path.read_bytes())
    return State(digest.hexdigest())


def of_support() -> State:
    """Return the state of content and published local offers together; one query.

    What is no longer published changed too, and so did what is no longer there: they are counted.
    """
    known = LocalOffer.objects.aggregate(at=Max("changed_at"), count=Count("*"))
    text = f"{of_content().digest} {known['at']} {known['count']}"
    return State(hashlib.sha256(text.encode()).hexdigest(), known["at"])


def tag(state: str, address: str, language: str) -> str:
    """Return a weak ETag of one answer."""
    text = f"{state} {address} {language}"
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'
