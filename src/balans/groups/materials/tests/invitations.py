"""A group as its materials tell of it, for the tests, and a logo that we paint ourselves."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

from balans.core.references import Reference
from balans.documents.logo import Picture, picture
from balans.groups.materials.days import Day
from balans.groups.materials.invitation import Invitation
from balans.outreach.organisation import Organisation

FIRST = datetime(2027, 3, 11, 14, 0, tzinfo=timezone.get_default_timezone())
"""Two weeks before the clock changes to summer time."""
LONG = "Samen stilstaan bij wie zorgt voor iemand die niet meer beter wordt, Noordoost en Zuidwest"
ODD = "Zorg 🌿 met 👩‍👧 مركز دعم مقدمي الرعاية"
LINK = "https://bel.example/geheim"


def png(width: int = 600, height: int = 200) -> bytes:
    """Return a logo: a stone and a bar on a ground that one sees through."""
    made = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    brush = ImageDraw.Draw(made)
    brush.ellipse((0, 0, min(width, height) - 1, min(width, height) - 1), fill="#5b2a86")
    brush.rectangle((width // 2, height // 3, width - 1, height * 2 // 3), fill="#334455")
    stored = BytesIO()
    made.save(stored, "PNG")
    return stored.getvalue()


def logo(width: int = 600, height: int = 200) -> Picture:
    return picture(png(width, height), "Steunpunt De Waard")


def day(week: int = 0, **changed: Any) -> Day:
    """Return a meeting of an hour, some weeks after the first."""
    start = FIRST.replace(tzinfo=None) + timedelta(weeks=week)
    starts_at = timezone.make_aware(start)
    values = {"kind": "meeting", "script": "grenzen", "starts_at": starts_at}
    values["ends_at"] = timezone.make_aware(start + timedelta(hours=1))
    return Day(**(values | changed))


def days(count: int) -> tuple[Day, ...]:
    return tuple(day(week) for week in range(count))


def invitation(**changed: Any) -> Invitation:
    values: dict[str, Any] = {
        "language": "nl",
        "title": "Samen op adem",
        "days": days(4),
        "is_over": False,
        "place": "Buurthuis De Linde, Dorpsstraat 4",
        "link": LINK,
        "code": "ABCDEFGHJK",
        "facilitator": "Dora Jansen",
        "organisation": Organisation(
            organisatie="Steunpunt De Waard",
            adres="Markt 1, 4811 XW Breda",
            telefoon="076 123 45 67",
            mail="info@voorbeeld.nl",
            website="www.voorbeeld.nl",
        ),
        "logo": logo(),
        "exercise": Reference("exercise", "grenzen", "Nadenken over je grenzen", "/oefeningen/x/"),
    }
    return Invitation(**(values | changed))


CASES: dict[str, dict[str, Any]] = {
    "as usual": {},
    "nothing known": {
        "title": "",
        "days": (),
        "place": "",
        "link": "",
        "facilitator": "",
        "organisation": Organisation(),
        "logo": None,
        "exercise": None,
    },
    "online, without a logo": {"place": "", "logo": None},
    "a long title and twelve days": {
        "title": LONG,
        "days": (day(kind="information", place="Wijkcentrum voor Ontmoeting, Laan 1"), *days(12)),
        "place": "Wijkcentrum voor Ontmoeting en Samenwerking, Burgemeester van Zijplaan 1234",
        "facilitator": "Wilhelmina van den Boogaardt-Oosterhuis en Mohammed ben Abdullah",
    },
    "other scripts and emoji": {"title": ODD, "place": ODD, "facilitator": ODD},
    "one endless word": {"title": "Mantelzorgondersteuning" * 5},
    "markup": {"title": "#set page() *vet* <b>{code}</b> $x$", "facilitator": "{link} {site}"},
    "a tall logo": {"logo": logo(80, 600)},
    "over": {"is_over": True, "days": ()},
}
"""What a group may be like."""


def typesets_tagged_alone(monkeypatch: Any, module: Any) -> None:
    """Let what a module of documents makes fail when it can only be made without tags."""
    plain = module.typeset

    def strict(template: str, inputs: dict[str, Any], *, tagged: bool) -> Any:
        assert tagged, "this could not be tagged"
        return plain(template, inputs, tagged=tagged)

    monkeypatch.setattr(module, "typeset", strict)
