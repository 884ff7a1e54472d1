"""How the installation is doing: counts and times, never an address and never a word of anybody."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Value
from django.utils import timezone

from balans.accounts.actions import key_versions_in_use
from balans.accounts.models import Owner
from balans.accounts.staff.models import Invitation, Role
from balans.core import keys
from balans.core.models import Letter

LATE = timedelta(minutes=10)
"""How long something may wait for the process beside before we say that it stands still."""

SHOWN = 20
ROUND_TO = 10
EVERYBODY, ACCOUNTS, OVERDUE, INVITED = "everybody", "accounts", "overdue", "invited"
"""Under which names they are counted; no role is called so."""

UNSENT = (Letter.State.WAITING, Letter.State.REFUSED, Letter.State.UNSURE)


@dataclass(frozen=True)
class Unsent:
    """How many letters of a kind wait or did not go."""

    kind: str
    state: str
    number: int


@dataclass(frozen=True)
class Post:
    """How the mail is doing."""

    last_sent: datetime | None
    late: int
    """How many kinds of letters have been waiting too long."""

    unsent: tuple[Unsent, ...]
    letters: tuple[Letter, ...]
    """The newest that did not go: their ids, kinds and times."""


@dataclass(frozen=True)
class State:
    """All that the page shows."""

    post: Post
    late_erasures: int
    guests: int
    accounts: int
    staff: tuple[tuple[str, int], ...]
    invited: int
    keys: tuple[tuple[int, bool], ...]
    """Each version of the master key, and whether something needs it."""

    current_key: int = field(default=0)

    @property
    def runs(self) -> bool:
        """Return whether the process beside does its work in time."""
        return not self.post.late and not self.late_erasures


def rounded(number: int) -> int:
    """Return a number of people in tens; 0 stands for fewer than ten."""
    return number // ROUND_TO * ROUND_TO


def state_now() -> State:
    """Return how the installation is doing, in five queries."""
    now = timezone.now()
    counted = _counted(now)
    needed = key_versions_in_use()
    return State(
        post=_post(now),
        late_erasures=counted.get(OVERDUE, 0),
        guests=rounded(counted.get(EVERYBODY, 0) - counted.get(ACCOUNTS, 0)),
        accounts=rounded(counted.get(ACCOUNTS, 0)),
        staff=tuple((str(name.label), counted.get(name.value, 0)) for name in Role.Name),
        invited=counted.get(INVITED, 0),
        keys=tuple((version, version in needed) for version in keys.key_versions()),
        current_key=keys.current_version(),
    )


def _counted(now: datetime) -> dict[str, int]:
    """Return how many people there are of each kind and role, in one query.

    Each is counted along an index of its own: nobody's row is read.
    """
    late = Q(expires_at__lt=now - LATE) | Q(leaves_at__lt=now - LATE)
    wanted: dict[str, QuerySet[Any]] = {
        EVERYBODY: Owner.objects.all(),
        ACCOUNTS: Owner.objects.accounts(),
        OVERDUE: Owner.objects.filter(late),
        INVITED: Invitation.objects.filter(expires_at__gt=now),
    }
    counts = (
        rows.annotate(named=Value(name)).values_list("named").annotate(number=Count("*"))
        for name, rows in wanted.items()
    )
    roles = Role.objects.values_list("name").annotate(number=Count("pk"))
    return dict(roles.union(*counts, all=True))


def _post(now: datetime) -> Post:
    """Return how the mail is doing. What went is not counted: it is most of it by far."""
    # Each state by itself: asked for several at once, a database reads every letter there is.
    first, *rest = (
        Letter.objects.filter(state=each)
        .order_by()
        .values_list("kind", "state")
        .annotate(number=Count("pk"), first_due=Min("due_at"))
        for each in UNSENT
    )
    rows = sorted(first.union(*rest, all=True))
    sent = Letter.objects.filter(state=Letter.State.SENT, ended_at__isnull=False)
    refused, unsure = (
        Letter.objects.filter(state=each).order_by().defer("sealed")
        for each in (Letter.State.REFUSED, Letter.State.UNSURE)
    )
    stuck = refused.union(unsure, all=True).order_by("-created_at")
    return Post(
        last_sent=sent.order_by("-ended_at").values_list("ended_at", flat=True).first(),
        late=sum(row[1] == Letter.State.WAITING and row[3] < now - LATE for row in rows),
        unsent=tuple(Unsent(*row[:3]) for row in rows),
        letters=tuple(stuck[:SHOWN]),
    )
