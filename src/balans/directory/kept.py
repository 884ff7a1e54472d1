"""An offer that somebody kept: which one, what they did with it, and their own words. Pure."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from django.utils.translation import gettext as _
from pydantic import StringConstraints

from balans.core.content import Content
from balans.core.padding import with_room

Did = Literal["saved", "called", "waiting", "helps", "unfit"]
DID: tuple[Did, ...] = get_args(Did)
TITLE_LIMIT, ORGANISATION_LIMIT, NOTE_LIMIT = 120, 200, 1000
BLOCK_BYTES = 256
"""What is sealed is filled up to a multiple of this: its length must not tell which offer it is."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,80}$")]


class KeptWords(Content):
    """What is sealed of a kept offer."""

    key: Key
    """Its name in content, or its id in the database."""

    local: bool
    title: Annotated[str, StringConstraints(max_length=TITLE_LIMIT)]
    """How it was called when it was kept, for when it is there no more."""

    organisation: Annotated[str, StringConstraints(max_length=ORGANISATION_LIMIT)] = ""
    did: Did = "saved"
    note: Annotated[str, StringConstraints(max_length=NOTE_LIMIT)] = ""

    @property
    def identity(self) -> str:
        """Return which offer it is, over both kinds."""
        return f"{'local' if self.local else 'national'} {self.key}"

    def padded(self) -> bytes:
        """Return all of it as JSON, filled up with spaces."""
        return with_room(self.model_dump_json().encode(), BLOCK_BYTES)


def did_words() -> Mapping[Did, str]:
    """Return what one can have done with an offer."""
    return {
        "saved": _("Bewaard voor later"),
        "called": _("Ik heb gebeld of gemaild"),
        "waiting": _("Ik wacht op antwoord"),
        "helps": _("Dit helpt"),
        "unfit": _("Dit past niet bij mij"),
    }
