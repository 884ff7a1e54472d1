"""What was sent: the tests read the letters that wait, as the mail server would get them."""

import re

from balans.core import mail
from balans.core.models import Letter


def sent(kind: str = "") -> list[tuple[str, str, str]]:
    """Return the letters that wait, oldest first: to, subject and plain text."""
    letters = Letter.objects.filter(state=Letter.State.WAITING).order_by("created_at")
    made = [mail.message(each, None) for each in letters if kind in ("", each.kind)]
    return [(each.to[0], each.subject, each.body) for each in made]


def last_code() -> str:
    """Return the code of the newest letter with one."""
    _to, _subject, text = sent("code")[-1]
    return "".join(re.search(r"(\d{3}) (\d{3})", text).groups())


def sign_in(client, address: str = "anna@example.nl", **fields: str):
    """Come in with an address and the code that was sent to it; return the last response."""
    client.post("/mijn/inloggen/", {"adres": address})
    return client.post("/mijn/inloggen/code/", {"code": last_code(), **fields})
