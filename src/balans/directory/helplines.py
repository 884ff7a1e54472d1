"""Who to call now, as content."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from balans.core.content import LANGUAGES, Content, Id, Provenance, Words, library
from balans.core.facts import fact, with_facts
from balans.directory.offer import dial, whatsapp

HELPLINES = "helplines"
Group = Literal["danger", "now", "care", "listen"]
CONTACTS = ("phone", "sms", "chat", "mail", "whatsapp")


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

    young_text: str = ""
    young_how: str = ""
    """Words in place of text and how, for a child or young person."""


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
    young_text: str
    young_how: str
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
    def for_young(self) -> "Helpline":
        """Return the same line in words to a child or young person."""
        text, how = self.young_text or self.text, self.young_how or self.how
        return replace(self, text=text, how=how)

    @property
    def whatsapp_href(self) -> str:
        return whatsapp(self.whatsapp)


@cache
def helplines(language: str) -> Mapping[str, Helpline]:
    """Return every helpline by id, in the order of the page. Raise ContentError."""
    found = [_helpline(name, language) for name in library().items(HELPLINES)]
    return {each.id: each for each in sorted(found, key=lambda each: each.order)}


def _helpline(name: str, language: str) -> Helpline:
    where = f"{HELPLINES}/{name}/helpline.toml"
    entry = library().decode(HelplineEntry, HELPLINES, name, "helpline.toml")
    words = library().decode(HelplineWords, HELPLINES, name, f"{language}.toml")
    contacts = {
        each: fact(named, where=where).value if (named := getattr(entry, each)) else ""
        for each in CONTACTS
    }
    texts = {
        each: with_facts(getattr(words, each), where=f"{HELPLINES}/{name}/{language}.toml")
        for each in HelplineWords.model_fields
    }
    return Helpline(
        id=name, group=entry.group, order=entry.order, always=entry.always, **texts, **contacts
    )


def load() -> None:
    """Read every helpline in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        helplines(language)
