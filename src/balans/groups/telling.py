"""Mail to participants of a group: to who gave an address for it, in their own language."""

from collections.abc import Callable, Iterable

from django.utils.translation import override

from balans.core import mail
from balans.core.keys import has_anchor
from balans.core.mail import Mail
from balans.groups.models import Participation


def tell(
    takings: Iterable[Participation],
    words: Callable[[Participation], Mail],
    *,
    once: str,
    by_day: bool = False,
) -> int:
    """Queue a mail to each participant with an address; return how many.

    `words` makes the mail in the participant's language. The same `once` twice sends nothing more
    to the same participant. Who was erased hears nothing from an old backup that was put back.
    What goes `by_day` never goes in the quiet hours.
    """
    number = 0
    for each in takings:
        to = each.read_address() if has_anchor(str(each.owner_id)) else ""
        if to:
            language = each.owner.language
            with override(language):
                made = words(each)
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
