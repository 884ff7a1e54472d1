"""Groups as the database keeps them: dates in plain, words sealed for whom they are meant.

Who reads what (docs/adr/0029): how a group is described, the host (mail, the public list); names,
replies and attendance, the facilitators of that group; notes, the one who wrote them; everything
of a participant, that participant.
"""

from balans.groups.models.group import Facilitation, Facilitator, Group, Handover
from balans.groups.models.meeting import AttendanceSheet, Meeting, MeetingNote
from balans.groups.models.script import OwnScript, ScriptVersion
from balans.groups.models.taking_part import Brought, Evaluation, Invite, Participation, Reply

__all__ = [
    "AttendanceSheet",
    "Brought",
    "Evaluation",
    "Facilitation",
    "Facilitator",
    "Group",
    "Handover",
    "Invite",
    "Meeting",
    "MeetingNote",
    "OwnScript",
    "Participation",
    "Reply",
    "ScriptVersion",
]
