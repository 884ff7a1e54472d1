"""What is known of somebody beside their answers: who helps near them, and whether they grieve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from balans.directory.offer import Offer


@dataclass(frozen=True)
class Around:
    """Looked up once for a page, so that an outcome stays a pure function."""

    place: str = ""
    """The name of the municipality; empty when it is not known."""

    near: Mapping[str, Sequence[Offer]] = field(default_factory=dict)
    """By need: local offers that name it, the best first."""

    bereaved: bool = False
    """Whether the loved one died and nobody else is cared for."""


NOTHING_KNOWN = Around()
