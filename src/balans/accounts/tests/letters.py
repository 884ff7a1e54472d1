"""What was sent: the tests read the letters that wait, as the mail server would get them."""

import re

from django.conf import settings

from balans.accounts.entry.address import normalised
from balans.accounts.entry.entering import Browser, enter_with_address
from balans.accounts.models import KeySlot
from balans.accounts.person import Person, read_cookie, write_cookie
from balans.core import mail
from balans.core.models import Letter
from balans.core.vault import lookup, open_vault


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


def come_in(client, address: str) -> None:
    """Have a browser be signed in, without the pages and the letter that lead there."""
    guest = person_behind(client) if settings.KEY_COOKIE in client.cookies else None
    browser = Browser(device="Firefox op Linux")
    entered = enter_with_address(address=normalised(address), guest=guest, browser=browser)
    client.cookies[settings.KEY_COOKIE] = write_cookie(entered.secret)


def person_behind(client) -> Person:
    """Return who a browser belongs to, with the vault open."""
    secret = read_cookie(client.cookies[settings.KEY_COOKIE].value)
    slot = KeySlot.objects.select_related("owner").get(lookup=lookup(secret))
    opened = open_vault(str(slot.owner_id), secret, slot.key)
    return Person(owner=slot.owner, vault=opened, slot=slot)
