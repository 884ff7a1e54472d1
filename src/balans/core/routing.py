"""Finding the page of an address by its first word, not by looking through all rooms in turn."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, ResolverMatch
from django.utils.translation import get_language

Address = URLPattern | URLResolver
ANY = None
"""Stands for an address whose first word is not fixed."""


class ByFirstWord(URLResolver):
    """Knows which rooms have an address that begins with a word, in each language.

    A page has some two hundred addresses before it in the order of rooms; looking through them
    took a fourteenth of a page's time, and again for its link to the other language.
    """

    def resolve(self, path: Any) -> ResolverMatch:
        """Return the match of a path without its first slash. Raise Resolver404."""
        below = str(path).removeprefix(str(self.pattern))
        return self._room_of(below.partition("/")[0]).resolve(path)

    def _room_of(self, word: str) -> URLResolver:
        rooms = self._rooms.setdefault(get_language() or "", {})
        if not rooms:
            rooms |= self._by_word()
        return rooms.get(word, rooms[ANY])

    @cached_property
    def _rooms(self) -> dict[str, dict[str | None, URLResolver]]:
        return {}

    def _by_word(self) -> dict[str | None, URLResolver]:
        begins = [(each, set(first_words(each))) for each in self.url_patterns]
        words = {ANY} | {word for _each, found in begins for word in found}
        return {
            word: URLResolver(self.pattern, [each for each, found in begins if found & {word, ANY}])
            for word in words
        }


def first_words(address: Address) -> Iterable[str | None]:
    """Yield the first words of an address and those below it, ANY for one that is not fixed."""
    word, slash, _rest = str(address.pattern).partition("/")
    if isinstance(address.pattern, RegexPattern):
        yield ANY
    elif word or slash:
        yield ANY if "<" in word else word
    elif isinstance(address, URLResolver):
        for below in address.url_patterns:
            yield from first_words(below)
    else:
        yield ""


def in_each_language(*addresses: Address) -> list[URLResolver]:
    """Return addresses that stand at the root in Dutch, and under its code in another language."""
    return [ByFirstWord(LocalePrefixPattern(prefix_default_language=False), list(addresses))]
