"""Where a questionnaire came from, when it was read from a FHIR file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Origin:
    """The file that a questionnaire was read from, and which of our names is which of theirs.

    `links` goes from question to linkId, `types` to the type of the item, `options` from question
    and option to the Coding, text or number that stands in the file, `units` to the Coding of the
    unit of a quantity.
    """

    resource: Mapping[str, Any]
    links: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
