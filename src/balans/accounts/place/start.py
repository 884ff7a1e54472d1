"""What stands on Mijn plek for one person, in its order: little, and what matters first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from balans.accounts.belongings import Belonging, Trace, traces_of
from balans.accounts.coming import Coming, coming_for
from balans.accounts.person import Person
from balans.accounts.place.profile import Profile, profile_of
from balans.accounts.place.since import Anniversary, Season, anniversary, season
from balans.accounts.place.suggestion import Known, Suggestion, all_suggestions, choose

MOST_LEFT, MOST_MADE, MOST_COMING = 3, 5, 3
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Place:
    """Mijn plek of one person."""

    profile: Profile
    season: Season
    anniversary: Anniversary | None
    left: Sequence[Belonging]
    coming: Sequence[Coming]
    suggestion: Suggestion | None
    made: Sequence[Belonging]
    more: int
    """How many things are not shown here."""


def place_of(person: Person, now: datetime) -> Place:
    """Return what to show now (local time). What is not shown is not opened.

    For the bereaved nothing waits and nothing comes: what they made is there, without a task.
    """
    profile, traces, today = profile_of(person), traces_of(person), now.date()
    tone = season(profile.since, today)
    first_weeks = profile.bereaved and tone == "first-weeks"
    waiting = [each for each in traces if each.unfinished]
    left = [] if profile.bereaved else waiting[:MOST_LEFT]
    coming = [] if profile.bereaved else _near(coming_for(person), now)
    made = [each for each in traces if each not in left]
    known = Known(
        there=frozenset(each.mark for each in traces),
        finished=frozenset(each.mark for each in traces if not each.unfinished),
        quiet=bool(left) or any(each.day <= today for each in coming) or first_weeks,
    )
    return Place(
        profile=profile,
        season=tone,
        anniversary=anniversary(profile.since, today) if profile.losses else None,
        left=_shown(left),
        coming=coming,
        suggestion=choose(all_suggestions(), known, profile) if traces else None,
        made=_shown(made[:MOST_MADE]),
        more=max(len(made) - MOST_MADE, 0),
    )


def _near(coming: Sequence[Coming], now: datetime) -> list[Coming]:
    return [each for each in coming if each.day <= now.date() + AHEAD][:MOST_COMING]


def _shown(traces: Sequence[Trace]) -> list[Belonging]:
    return [each.show() for each in traces]
