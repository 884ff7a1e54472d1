"""What the materials of one group say of it: gathered once, in the language of the page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import override

from balans.core.addresses import whole_address
from balans.core.references import Reference, refer_if_there
from balans.documents.logo import Picture, picture
from balans.groups.codes import spoken_code
from balans.groups.content import scripts
from balans.groups.materials.days import Day, coming, is_over
from balans.groups.models import Facilitator, Meeting
from balans.groups.opened import Led
from balans.groups.words import PublicWords
from balans.outreach.organisation import Organisation


@dataclass(frozen=True)
class Invitation:
    """A group as its materials tell of it. What is not known is empty."""

    language: str
    title: str
    days: tuple[Day, ...]
    """What one can still come to."""

    is_over: bool
    place: str
    """Empty for a group by video."""

    link: str
    """The address of the video call: only for who takes part."""

    code: str
    facilitator: str
    organisation: Organisation
    logo: Picture | None
    exercise: Reference | None
    """What one does before the next time."""

    @property
    def spoken_code(self) -> str:
        """Return the code as it stands on paper."""
        return spoken_code(self.code)

    @property
    def join(self) -> str:
        """Return the address that opens this group; it goes in a QR code."""
        return whole_address("groups:join", self.code, language=self.language)

    @property
    def enter(self) -> str:
        """Return the address at which one types the code."""
        return whole_address("groups:code", language=self.language)


def invitation(led: Led, language: str, now: datetime) -> Invitation:
    """Return what the materials of a group say, in a language."""
    page = Facilitator.objects.filter(pk=led.person.owner.pk).first()
    public = page.read() if page else PublicWords()
    days = [day_of(each) for each in led.meetings]
    ahead = coming(days, now) if led.group.stopped_at is None else ()
    return Invitation(
        language=language,
        title=led.words.title,
        days=ahead,
        is_over=led.group.stopped_at is not None or is_over(days, now),
        place=led.words.place,
        link=led.words.link,
        code=led.words.code,
        facilitator=public.name,
        organisation=organisation_of(public),
        logo=_logo(page, public),
        exercise=_exercise(ahead, language),
    )


def day_of(meeting: Meeting) -> Day:
    """Return a meeting as the rules of days know it."""
    changes = meeting.read_changes()
    return Day(
        kind=meeting.kind,
        script=meeting.script,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        is_off=meeting.cancelled_at is not None,
        place=changes.place,
        link=changes.link,
    )


def organisation_of(public: PublicWords) -> Organisation:
    """Return who a facilitator works for, as a material names it."""
    return Organisation(
        organisatie=public.organisation,
        adres=", ".join(each.strip() for each in public.address.splitlines() if each.strip()),
        telefoon=public.phone,
        mail=public.mail,
        website=public.website,
    )


def _logo(page: Facilitator | None, public: PublicWords) -> Picture | None:
    png = page.read_logo() if page else None
    if png is None:
        return None
    try:
        return picture(png, public.organisation or public.name or "Logo")
    except OSError:
        return None


def _exercise(days: tuple[Day, ...], language: str) -> Reference | None:
    script = scripts(language).get(days[0].script) if days else None
    if script is None:
        return None
    with override(language):
        return refer_if_there("exercise", script.exercise, language)
