"""Whether a person asks for a page, as far as the program that asks says so honestly."""

import re
from functools import lru_cache

from django.http import HttpRequest

NO_PERSON = re.compile(
    r"bot|crawl|spider|slurp|archiv|preview|fetch|monitor|uptime|lighthouse|headless|scan|feed"
    r"|curl|wget|python|java/|go-http|httpclient|okhttp|axios|node|ruby|perl|php",
    re.IGNORECASE,
)
KEPT_NAMES = 512


@lru_cache(KEPT_NAMES)
def is_browser(agent: str) -> bool:
    """Return whether a program says it is a browser. Who hides what it is passes for one."""
    return bool(agent) and not NO_PERSON.search(agent)


def a_person_asks(request: HttpRequest) -> bool:
    """Return whether somebody asked for this page, and not a crawler or a browser that guesses."""
    is_ahead = "prefetch" in request.META.get("HTTP_SEC_PURPOSE", "")
    return not is_ahead and is_browser(request.META.get("HTTP_USER_AGENT", ""))
