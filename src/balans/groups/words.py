"""What is said about a group, and what its facilitators keep together: types without a store."""

import uuid
from datetime import date

from pydantic import Field

from balans.core.content import Content


class GroupWords(Content):
    """How a group is described; the host reads it, for mail and for who looks for a group."""

    title: str = ""
    place: str = ""
    """Where one goes: name, street, town. Empty for a group that meets by video."""

    link: str = ""
    """The address of the video call; never shown to who did not join."""

    note: str = ""
    """What participants must know, such as which door."""

    code: str = ""
    """The code to join by; see codes.py. Its digest stands in the row."""


class PublicWords(Content):
    """A facilitator's own page: what participants and who looks for a group may read."""

    name: str = ""
    about: str = ""
    organisation: str = ""
    address: str = ""
    phone: str = ""
    mail: str = ""
    website: str = ""


class Card(Content):
    """What a participant tells the facilitators of a group: the name they like."""

    name: str = ""


class Note(Content):
    """A few words with a reply, such as why somebody cannot come. Maybe empty."""

    words: str = ""


class BroughtCard(Content):
    """What opens an outcome that was brought to a meeting: its title and the secret of the link."""

    title: str
    secret: str
    """As it stands in the address of the link (person.write_cookie)."""


class Extra(Content):
    """Somebody in the group who does not use this site: a name on the facilitators' own list."""

    id: uuid.UUID
    name: str


class Roster(Content):
    """Who is in the group without joining here; kept by the facilitators together."""

    extras: tuple[Extra, ...] = ()


class Mark(Content):
    """What facilitators note of one person at one meeting."""

    who: uuid.UUID
    """A participation, or an extra. No name: who is erased leaves only a number."""

    came: bool = False
    look_on: date | None = None
    """The day on which they agreed to look how the plan goes ("Mijn plan", question 8)."""


class Attendance(Content):
    """Who came to a meeting."""

    marks: tuple[Mark, ...] = Field(default=(), max_length=200)

    @property
    def came(self) -> int:
        """Return how many came."""
        return sum(each.came for each in self.marks)
