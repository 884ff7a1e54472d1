"""What the host seals about groups, to read it itself."""

from typing import TypeVar

from pydantic import BaseModel

from balans.core.vault import host_open, host_seal

Words = TypeVar("Words", bound=BaseModel)


def host_sealed(words: BaseModel, place: str) -> bytes:
    """Return words sealed by the host for one place."""
    return host_seal(words.model_dump_json().encode(), place=place)


def host_read(kind: type[Words], sealed: bytes, place: str) -> Words:
    """Return what the host sealed. Raise CannotOpen."""
    return kind.model_validate_json(host_open(sealed, place=place))
