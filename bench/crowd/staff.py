"""The staff beside the crowd: an administrator, an editor of the country, one of a municipality."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model

from balans.accounts.staff.models import EditorArea, Role
from bench.crowd.people import begun
from bench.crowd.shapes import Shape

ADMINISTRATOR, EDITOR, LOCAL_EDITOR = "administrator", "editor", "local-editor"
STAFF = {ADMINISTRATOR: None, EDITOR: "", LOCAL_EDITOR: "utrecht"}
"""Of an editor: the municipality, empty for the whole country."""

NOTHING = Shape(True, (), 0, 0, 0, 0, 0, False)


def rows_of(seed: int, now: datetime) -> Iterator[Model]:
    """Yield everybody of the staff, with the second step given."""
    for who, area in STAFF.items():
        made = begun(seed, who, now, NOTHING)
        made.slots[0].second_step_at = now
        yield from (made.owner, *made.slots)
        name = Role.Name.ADMINISTRATOR if area is None else Role.Name.EDITOR
        yield Role(owner=made.owner, name=name, given_at=now)
        if area is not None:
            yield EditorArea(owner=made.owner, municipality=area, given_at=now)
