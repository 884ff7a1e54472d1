"""What an example is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Example:
    """A component in use: a name, how a template writes it, and what it is given."""

    name: str
    source: str
    context: Mapping[str, Any] = field(default_factory=dict)
