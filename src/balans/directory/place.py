"""For which place a carer looks for help: a municipality in a cookie, and nothing else.

The cookie holds the id of a municipality. It is never kept with a person.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from balans.core.text import clean
from balans.directory.municipalities import Municipality, find, is_postcode, municipality

YEAR_SECONDS = 31_536_000
FIELD = "plaats"
MOST_SIGNS = 80


@dataclass(frozen=True)
class Sought:
    """What somebody typed for a place, and the municipalities that it may mean."""

    typed: str
    found: tuple[Municipality, ...] = ()

    @property
    def sure(self) -> Municipality | None:
        """Return the one municipality that it means, None for several or none."""
        return self.found[0] if len(self.found) == 1 else None

    @property
    def looks_like_a_postcode(self) -> bool:
        return is_postcode(self.typed)


def place_of(request: HttpRequest) -> Municipality | None:
    """Return the municipality that this browser looks in; None when none was chosen."""
    return municipality(request.COOKIES.get(settings.PLACE_COOKIE, ""))


def seek(text: str) -> Sought:
    """Return which municipalities a postcode, a town or a name may mean."""
    typed = clean(text)[:MOST_SIGNS]
    return Sought(typed=typed, found=tuple(find(typed)))


def remember(response: HttpResponse, chosen: Municipality) -> None:
    """Keep a municipality in this browser for a year."""
    response.set_cookie(
        settings.PLACE_COOKIE,
        chosen.slug,
        max_age=YEAR_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Forget the municipality of this browser."""
    response.delete_cookie(settings.PLACE_COOKIE, samesite="Lax")
