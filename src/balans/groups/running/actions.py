"""What changes while a meeting runs, and the mail after it."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balans.core.mail import Mail
from balans.groups.content import scripts
from balans.groups.models import Meeting, Participation
from balans.groups.running.opened import Here, read_run
from balans.groups.running.run import Act, Run, after
from balans.groups.saying import say_moment
from balans.groups.telling import tell


@transaction.atomic
def move(*, here: Here, acts: Sequence[Act], now: datetime) -> Run | None:
    """Let acts happen to a meeting, one facilitator after the other; return how far it is then."""
    meeting = Meeting.objects.select_for_update().get(pk=here.meeting.pk)
    before = read_run(meeting)
    run = after(before, acts, here.steps, now=now) if here.steps else before
    if run is not None and run != before:
        meeting.run = run.model_dump(mode="json")
        meeting.save(update_fields=["run"])
    return run


@transaction.atomic
def mail_home(*, here: Here) -> int:
    """Mail what to do before the next time to who takes part and gave an address; return how many.

    Twice sends nothing more.
    """
    inside = here.led.group.participations.inside().select_related("owner")
    return tell(inside, lambda each: home_mail(here, each), once=f"home {here.meeting.pk}")


def home_mail(here: Here, taking: Participation) -> Mail:
    """Return the mail with what to do before the next time, in the language that is active.

    Who told that their loved one died, and did not choose yet to go on coming, is asked to do
    nothing: they get the same mail with other words, so that the number of mails tells nobody.
    """
    upcoming = here.next_meeting
    when = (
        _("We zien elkaar weer op %(moment)s.") % {"moment": say_moment(upcoming.starts_at)}
        if (upcoming)
        else ""
    )
    welcome = _("Je plek in de groep is er nog. Je bent welkom zoals je bent.")
    what = welcome if taking.rests else home_words(here)
    return Mail(
        subject=_("Voor de volgende keer: %(group)s") % {"group": here.led.words.title},
        paragraphs=tuple(each for each in (what, when) if each),
        link=settings.SITE + reverse("groups:mine", args=[taking.group_id]),
        link_text=_("Naar je groep"),
    )


def home_words(here: Here) -> str:
    """Return what participants do before the next time, in the language that is active."""
    if here.script is None:
        return ""
    if here.meeting.own_script is not None:
        return here.script.words.home
    return scripts(get_language() or here.language)[here.meeting.script].words.home
