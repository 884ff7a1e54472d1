"""Text as people type it, made fit to keep."""

import re
import unicodedata
import uuid


def clean(text: object, *, lines: bool = False) -> str:
    """Return text in NFC without control characters; newlines stay when asked.

    Words of every script and every emoji stay as they are.
    """
    raw = unicodedata.normalize("NFC", str(text)).replace("\r\n", "\n").replace("\r", "\n")
    seen = "".join(
        sign for sign in raw if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cs"}
    )
    return re.sub(r"[^\S\n]+" if lines else r"\s+", " ", seen).strip()


def fold(text: str) -> str:
    """Return a text in which case and accents make no difference."""
    low = text.casefold()
    if low.isascii():
        return low
    apart = unicodedata.normalize("NFKD", low)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def read_uuid(text: str) -> uuid.UUID | None:
    """Return the id, None for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
