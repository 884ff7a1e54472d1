"""What costs much to make is asked for only so often from one network and by one browser.

Counted in each process, in memory: it is the work of that process that is guarded, a count in the
database would cost as much as what it guards, and nothing of who asked is written anywhere. Why not
where tries are counted (accounts/entry/counting.py): docs/adr/0040-at-the-door.md. A home
or a library asks through one address: reading pages is never counted.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from balans.accounts.entry import limits
from balans.pages.errors import too_many_asked

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True)
class Cost:
    """How often something may be asked for within so many seconds."""

    name: str
    from_network: int
    seconds: int = MINUTE
    from_browser: int = 0
    """Zero: as often as from the network."""


PAPER = Cost("paper", from_network=120, from_browser=60)
SEARCH = Cost("search", from_network=600, from_browser=200)
PROGRAMS = Cost("programs", from_network=600)
EXPORTS = Cost("exports", from_network=30)
LARGE = Cost("large", from_network=200, seconds=HOUR, from_browser=20)
LISTS = Cost("lists", from_network=200, seconds=HOUR, from_browser=60)
WRITING = Cost("writing", from_network=1200, from_browser=240)

BY_NAME = {
    "search:index": SEARCH,
    "search:suggestions": SEARCH,
    "diary:search": SEARCH,
    "directory:offers": SEARCH,
    "groups:find": SEARCH,
    "feed": PROGRAMS,
}
POSTED = {
    "diary:book_make": LARGE,
    "accounts:take_along": LARGE,
    "editing:imports": LISTS,
    "editing:import": LISTS,
}
LARGE_FILES = {"accounts:parcel", "diary:book_pdf"}


def cost_of(method: str, path: str, name: str) -> Cost | None:
    """Return what answering costs; None for what anybody may ask as often as they like."""
    if method == "POST":
        return POSTED.get(name, WRITING)
    if name in LARGE_FILES:
        return LARGE
    if name.startswith("api:export") or path.endswith(".zip"):
        return EXPORTS
    if name.startswith("api:"):
        return PROGRAMS
    return PAPER if path.endswith((".pdf", ".pptx")) else BY_NAME.get(name)


class Windows:
    """Counts what was asked in the window that runs now; what is over is forgotten."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock, self._lock = clock, Lock()
        self._counts: dict[int, tuple[int, Counter[tuple[str, str]]]] = {}

    def wait_for(self, cost: Cost, who: str, most: int) -> int:
        """Count one more; return 0 when it is within the limit, else the seconds to wait."""
        now = self._clock()
        number = int(now // cost.seconds)
        with self._lock:
            running, counts = self._counts.get(cost.seconds, (number, Counter()))
            if running != number:
                counts = Counter()
            self._counts[cost.seconds] = number, counts
            counts[cost.name, who] += 1
            if counts[cost.name, who] <= most:
                return 0
        return max(1, int((number + 1) * cost.seconds - now))


windows = Windows()
"""Those of this process."""


class Costly:
    """Refuse, for a while, who asks for more than people do; say how long on every 429."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if wait := self._wait(request):
            return too_many_asked(request, wait)
        response = self.get_response(request)
        if response.status_code == 429:
            response.headers.setdefault("Retry-After", str(HOUR))
        return response

    def _wait(self, request: HttpRequest) -> int:
        place = limits.from_where(request)
        if not limits.is_of_one_network(place):
            return 0
        try:
            name = resolve(request.path_info).view_name
        except Resolver404:
            return 0
        cost = cost_of(request.method or "", request.path_info, name)
        if cost is None:
            return 0
        asked = [(place, cost.from_network)]
        if cost.from_browser and (key := request.COOKIES.get(settings.KEY_COOKIE)):
            asked.append((hashlib.sha256(key.encode()).hexdigest(), cost.from_browser))
        wait = max(windows.wait_for(cost, who, most) for who, most in asked)
        if wait:
            # No view answers, so nothing else notes which page it was.
            request.balans_route = name  # type: ignore[attr-defined]
        limits.reached(cost.name, wait > 0)
        return wait
