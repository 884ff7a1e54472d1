"""Mail to participants of a group: to who gave an address for it, in their own language."""

from collections.abc import Callable, Iterable

from django.utils.translation import override

from balans.core import mail
from balans.core.mail import Mail
from balans.groups.models import Participation


def tell(
    takings: Iterable[Participation], words: Callable[[Participation], Mail], *, once: str
) -> int:
    """Queue a mail to each participant with an address; return how many.

    `words` makes the mail in the participant's language. The same `once` twice sends nothing more
    to the same participant.
    """
    number = 0
    for each in takings:
        if to := each.read_address():
            language = each.owner.language
            with override(language):
                made = words(each)
            mail.queue(to=to, mail=made, language=language, kind="group", once=f"{once} {each.pk}")
            number += 1
    return number
