"""Meetings of a group as a page shows them: in words, with what is different this time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from balans.groups.content import Script, scripts
from balans.groups.models import Meeting
from balans.groups.saying import say_day, say_hours, say_time
from balans.groups.words import GroupWords


@dataclass(frozen=True)
class Dated:
    """One meeting in words."""

    meeting: Meeting
    words: GroupWords
    """The group's words, with what is different this time in place."""

    script: Script | None
    """Ours, in the language of the page; a facilitator's own is not for participants."""

    changes: GroupWords

    @property
    def title(self) -> str:
        return self.script.words.title if self.script else ""

    @property
    def day(self) -> str:
        return say_day(self.meeting.starts_at)

    @property
    def time(self) -> str:
        return say_time(self.meeting.starts_at)

    @property
    def hours(self) -> str:
        return say_hours(self.meeting.starts_at, self.meeting.ends_at)

    @property
    def is_off(self) -> bool:
        return self.meeting.cancelled_at is not None

    def is_past(self, now: datetime) -> bool:
        return self.meeting.ends_at <= now


def dated(meetings: Sequence[Meeting], words: GroupWords, language: str) -> list[Dated]:
    """Return meetings in words, in order."""
    known = scripts(language)
    return [_dated(each, words, known.get(each.script)) for each in meetings]


def _dated(meeting: Meeting, words: GroupWords, script: Script | None) -> Dated:
    changes = meeting.read_changes()
    return Dated(meeting=meeting, words=changed(words, changes), script=script, changes=changes)


def changed(words: GroupWords, changes: GroupWords) -> GroupWords:
    """Return the words of a group for one meeting: where nothing is different, the group's own.

    A meeting with a place of its own is not by the group's video link, and the other way round.
    """
    update = {name: text for name, text in changes.model_dump(exclude={"code"}).items() if text}
    if changes.place and not changes.link:
        update["link"] = ""
    if changes.link and not changes.place:
        update["place"] = ""
    return words.model_copy(update=update)
