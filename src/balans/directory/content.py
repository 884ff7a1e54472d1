"""Who to call now and kinds of support, as content."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from balans.core.content import LANGUAGES, Content, Id, Provenance, Words, library
from balans.core.facts import fact, with_facts

Group = Literal["danger", "now", "care", "listen"]
Need = Literal["information", "practical", "emotional", "recognition"]
"""The four needs of carers in the palliative phase (seed 002, chapter 2: Visser)."""


class HelplineEntry(Provenance):
    """Structure of a helpline; contacts are names of facts."""

    order: int
    group: Group
    phone: str = ""
    sms: str = ""
    chat: str = ""
    mail: str = ""
    whatsapp: str = ""
    always: bool = False


class HelplineWords(Content):
    name: Words
    text: Words
    hours: str = ""
    how: str = ""
    bereaved_text: str = ""
    bereaved_how: str = ""
    """Words in place of text and how, for somebody whose loved one died."""


class SupportEntry(Provenance):
    """Structure of a kind of support; contacts are names of facts."""

    url: str = ""
    phone: str = ""
    needs: tuple[Need, ...]


class SupportWords(Content):
    title: Words
    text: Words
    how: Words
    cost: str = ""


@dataclass(frozen=True)
class Helpline:
    """Somebody to call, in one language."""

    id: Id
    group: Group
    order: int
    name: str
    text: str
    hours: str
    how: str
    bereaved_text: str
    bereaved_how: str
    always: bool
    phone: str
    sms: str
    chat: str
    mail: str
    whatsapp: str

    @property
    def phone_href(self) -> str:
        return dial(self.phone)

    @property
    def for_bereaved(self) -> "Helpline":
        """Return the same line in words that do not presume a loved one who lives."""
        text, how = self.bereaved_text or self.text, self.bereaved_how or self.how
        return replace(self, text=text, how=how)

    @property
    def whatsapp_href(self) -> str:
        return "https://wa.me/31" + re.sub(r"\D", "", self.whatsapp)[1:] if self.whatsapp else ""


@dataclass(frozen=True)
class Support:
    """A kind of help, in one language. `checked` is when its contacts were last looked at."""

    id: Id
    title: str
    text: str
    how: str
    cost: str
    phone: str
    url: str
    needs: tuple[Need, ...]
    sources: tuple[str, ...]
    reviewed: date
    checked: date | None

    @property
    def phone_href(self) -> str:
        return dial(self.phone)


def dial(number: str) -> str:
    """Return a link that dials a Dutch number, empty for no number."""
    digits = re.sub(r"\D", "", number)
    if not digits:
        return ""
    return (
        f"tel:+31{digits[1:]}" if digits.startswith("0") and len(digits) == 10 else f"tel:{digits}"
    )


@cache
def helplines(language: str) -> Mapping[str, Helpline]:
    """Return every helpline by id, in the order of the page. Raise ContentError."""
    found = [_helpline(name, language) for name in library().items("helplines")]
    return {each.id: each for each in sorted(found, key=lambda each: each.order)}


def _helpline(name: str, language: str) -> Helpline:
    where = f"helplines/{name}/helpline.toml"
    entry = library().decode(HelplineEntry, "helplines", name, "helpline.toml")
    words = library().decode(HelplineWords, "helplines", name, f"{language}.toml")
    contacts = {
        each: fact(named, where=where).value if (named := getattr(entry, each)) else ""
        for each in ("phone", "sms", "chat", "mail", "whatsapp")
    }
    texts = {
        each: with_facts(getattr(words, each), where=f"helplines/{name}/{language}.toml")
        for each in ("name", "text", "hours", "how", "bereaved_text", "bereaved_how")
    }
    return Helpline(
        id=name, group=entry.group, order=entry.order, always=entry.always, **texts, **contacts
    )


@cache
def support(language: str) -> Mapping[str, Support]:
    """Return every kind of support by id. Raise ContentError."""
    return {name: _support(name, language) for name in library().items("support")}


def _support(name: str, language: str) -> Support:
    where = f"support/{name}/support.toml"
    entry = library().decode(SupportEntry, "support", name, "support.toml")
    words = library().decode(SupportWords, "support", name, f"{language}.toml")
    known = [fact(each, where=where) for each in (entry.phone, entry.url) if each]
    texts = {
        each: with_facts(getattr(words, each), where=f"support/{name}/{language}.toml")
        for each in ("title", "text", "how", "cost")
    }
    return Support(
        id=name,
        phone=fact(entry.phone, where=where).value if entry.phone else "",
        url=fact(entry.url, where=where).value if entry.url else "",
        needs=entry.needs,
        sources=entry.sources,
        reviewed=entry.reviewed,
        checked=min((each.checked for each in known), default=None),
        **texts,
    )


def load() -> None:
    """Read everything in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        helplines(language)
        support(language)
