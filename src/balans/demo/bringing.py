"""What a demo person brings to a group: the outcome of an exercise."""

from balans.accounts.person import Person, write_cookie
from balans.accounts.shares.actions import Wish, make_share
from balans.core.vault import new_secret
from balans.groups.models import Brought, Meeting, Participation
from balans.groups.words import BroughtCard
from balans.questionnaires.content import catalogue
from balans.questionnaires.journey import walk
from balans.questionnaires.models import Attempt
from balans.questionnaires.screen import Opened
from balans.questionnaires.sharing import thing_of

LANGUAGE = "nl"


def bring_outcome(
    *, person: Person, taking: Participation, meeting: Meeting, exercise: str
) -> None:
    """Bring the latest outcome of an exercise to a meeting, with which the share ends."""
    mine = Attempt.objects.visible_to(person).filter(flow=exercise).exclude(finished_at=None)
    attempt = mine.latest("started_at")
    flow = catalogue(LANGUAGE).get(attempt.flow, attempt.version)
    journey = walk(flow, attempt.read_answers(person.vault))
    thing = thing_of(Opened(person=person, attempt=attempt, slug=flow.words.slug, journey=journey))
    title = taking.group.read().title
    wish = Wish(with_whom=f"de groep {title}", sharer="", ends_at=meeting.ends_at)
    share, secret = make_share(person=person, thing=thing, wish=wish, secret=new_secret())
    brought = Brought(participation=taking, meeting=meeting, share=share)
    card = BroughtCard(title=thing.title, secret=write_cookie(secret))
    brought.box = taking.fill(taking.group, f"brought {brought.pk}", card)
    brought.save(force_insert=True)
