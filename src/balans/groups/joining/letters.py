"""What mails about taking part say. Nothing about health, and no name of another participant."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from balans.core.mail import Mail
from balans.core.vault import host_digest
from balans.groups.joining.hosts import who_invites
from balans.groups.models import Group, Meeting, Participation
from balans.groups.saying import say_day, say_moment
from balans.groups.words import GroupWords, PublicWords

STOP_LENGTH = 32


def mine_address(group: Group) -> str:
    """Return the whole address of a participant's page, in the language that is active."""
    return settings.SITE + reverse("groups:mine", args=[group.pk])


def stop_name(participation: Participation) -> str:
    """Return what stands in the link that stops somebody's reminders; only the host can make it."""
    return host_digest("stop group reminders", str(participation.pk))[:STOP_LENGTH]


def stop_address(participation: Participation) -> str:
    """Return the whole address that stops the reminders of one participation."""
    args = [participation.pk, stop_name(participation)]
    return settings.SITE + reverse("groups:stop_reminders", args=args)


def invitation(
    words: GroupWords, hosts: Sequence[PublicWords], first: Meeting | None, token: str
) -> Mail:
    """Return the mail with a personal link."""
    told = {"who": who_invites(hosts), "title": words.title}
    when = first and _("De eerstvolgende bijeenkomst is op %(moment)s.") % {
        "moment": say_moment(first.starts_at)
    }
    return Mail(
        subject=_("Je bent uitgenodigd voor een groep"),
        paragraphs=(
            _("Dag,"),
            _("%(who)s nodigt je uit voor de groep “%(title)s”.") % told,
            *([when] if when else []),
            *([_("De plek: %(place)s.") % {"place": words.place}] if words.place else []),
            _(
                "Op de pagina lees je wat voor groep het is, en wie wat van je ziet. "
                "Jij kiest of je komt."
            ),
        ),
        link=settings.SITE + reverse("groups:invited", args=[token]),
        link_text=_("Bekijk de uitnodiging"),
        small=_(
            "Deze link is voor jou alleen en werkt één keer. "
            "Ken je deze groep niet? Dan hoef je niets te doen."
        ),
    )


def reminder(participation: Participation, meeting: Meeting, words: GroupWords) -> Mail:
    """Return the mail of the day before a meeting; `words` say how it is this time."""
    place = _("De plek: %(place)s.") % {"place": words.place}
    video = _("De link voor het videogesprek staat op je pagina.")
    where = place if words.place else video if words.link else ""
    stop = stop_address(participation)
    return Mail(
        subject=_("Je groep komt weer bij elkaar"),
        paragraphs=(
            _("Dag,"),
            _("De bijeenkomst van “%(title)s” is op %(moment)s.")
            % {"title": words.title, "moment": say_moment(meeting.starts_at)},
            *([where] if where else []),
            _("Kun je niet komen? Laat het weten op je pagina. Dat mag zonder reden."),
        ),
        link=mine_address(participation.group),
        link_text=_("Naar mijn groep"),
        small=_("Wil je deze seintjes niet meer? Stop ze hier: %(link)s") % {"link": stop},
        stop=stop,
    )


def days_almost_over(participation: Participation, title: str) -> Mail:
    """Return the mail to a guest whose days are over soon, and with them their place."""
    stop = stop_address(participation)
    return Mail(
        subject=_("Je plek in de groep loopt bijna af"),
        paragraphs=(
            _("Dag,"),
            _("Je doet mee met “%(title)s” zonder account. Na %(day)s wissen we je plek.")
            % {"title": title, "day": say_day(participation.owner.expires_at)},
            _("Wil je blijven? Open je pagina waar je dat eerder deed. Dan schuift die dag op."),
            _("Of bewaar je plek in een account. Dat kan op diezelfde pagina."),
        ),
        link=mine_address(participation.group),
        link_text=_("Naar mijn groep"),
        small=_("Wil je deze seintjes niet meer? Stop ze hier: %(link)s") % {"link": stop},
        stop=stop,
    )
