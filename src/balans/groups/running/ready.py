"""What running a meeting tells the rest of the house, once, when the room is ready."""

from balans.accounts.space import weigh
from balans.groups.running import noting


def register_all() -> None:
    """Register what facilitators keep about meetings."""
    weigh("meeting_notes", noting.bytes_of_owner)
