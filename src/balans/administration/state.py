"""How the installation is doing: counts and times, never an address and never a word of anybody."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q, Value
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
INVITED = "invited"


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
    people = Owner.objects.aggregate(
        guests=Count("pk", filter=Q(account_since=None)),
        accounts=Count("pk", filter=Q(account_since__isnull=False)),
        late=Count("pk", filter=Q(expires_at__lt=now - LATE) | Q(leaves_at__lt=now - LATE)),
    )
    counted = _staff(now)
    needed = key_versions_in_use()
    return State(
        post=_post(now),
        late_erasures=people["late"],
        guests=rounded(people["guests"]),
        accounts=rounded(people["accounts"]),
        staff=tuple((str(name.label), counted.get(name.value, 0)) for name in Role.Name),
        invited=counted.get(INVITED, 0),
        keys=tuple((version, version in needed) for version in keys.key_versions()),
        current_key=keys.current_version(),
    )


def _staff(now: datetime) -> dict[str, int]:
    """Return how many have each role, and how many are invited, in one query."""
    roles = Role.objects.values_list("name").annotate(number=Count("pk"))
    open_ones = Invitation.objects.filter(expires_at__gt=now).annotate(name=Value(INVITED))
    return dict(roles.union(open_ones.values_list("name").annotate(number=Count("pk")), all=True))


def _post(now: datetime) -> Post:
    groups = Letter.objects.values_list("kind", "state").annotate(
        number=Count("pk"), first_due=Min("due_at"), last_ended=Max("ended_at")
    )
    rows = list(groups.order_by("kind", "state"))
    sent, waiting = Letter.State.SENT, Letter.State.WAITING
    stuck = Letter.objects.filter(state__in=(Letter.State.REFUSED, Letter.State.UNSURE))
    return Post(
        last_sent=max((row[4] for row in rows if row[1] == sent), default=None),
        late=sum(row[1] == waiting and row[3] < now - LATE for row in rows),
        unsent=tuple(Unsent(*row[:3]) for row in rows if row[1] != sent),
        letters=tuple(stuck.defer("sealed").order_by("-created_at")[:SHOWN]),
    )
