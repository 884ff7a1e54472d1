"""Mail to participants of a group: to who gave an address for it, in their own language."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.core import mail
from balans.core.addresses import whole_address
from balans.core.keys import has_anchor
from balans.core.mail import Mail
from balans.core.vault import host_digest
from balans.groups.models import Participation

STOP_LENGTH = 32


def quiet_name(taking: Participation) -> str:
    """Return what stands in the link that stops all mail of a group; only the host can make it."""
    return host_digest("stop group mail", str(taking.pk))[:STOP_LENGTH]


def with_way_out(mail: Mail, taking: Participation) -> Mail:
    """Return a mail that says how to stop all mail of this group, by one POST (RFC 8058) too.

    One with a stop of its own, such as a reminder, keeps that for the mail program.
    """
    link = whole_address("groups:stop_mail", taking.pk, quiet_name(taking))
    said = _("Ken je deze groep niet, of wil je er geen mail meer van? Stop hier: %(link)s")
    small = "\n".join(each for each in (mail.small, said % {"link": link}) if each)
    return replace(mail, small=small, stop=mail.stop or link)


def tell(
    takings: Iterable[Participation],
    words: Callable[[Participation], Mail],
    *,
    once: str,
    by_day: bool = False,
) -> int:
    """Queue a mail to each participant with an address; return how many.

    Each says how to stop it. `words` makes the mail in the participant's language. The same `once`
    twice sends nothing more to the same participant. Who was erased hears nothing from an old
    backup that was put back. What goes `by_day` never goes in the quiet hours.
    """
    number = 0
    for each in takings:
        to = each.read_address() if has_anchor(str(each.owner_id)) else ""
        if to:
            language = each.owner.language
            with override(language):
                made = with_way_out(words(each), each)
            mail.queue(
                to=to,
                mail=made,
                language=language,
                kind="group",
                once=f"{once} {each.pk}",
                by_day=by_day,
            )
            number += 1
    return number
