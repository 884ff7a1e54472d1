from collections.abc import Iterator

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.utils.translation import override

from balans.core.routing import ByFirstWord, first_words

EXAMPLES = {
    "<uuid:": "0b9f3a52-6b0e-4d27-8c1f-0a2b3c4d5e6f",
    "<int:": "7",
    "<path:": "a/b",
    "<": "iets",
}


def by_first_word() -> ByFirstWord:
    return next(each for each in get_resolver().url_patterns if isinstance(each, ByFirstWord))


def routes(resolver: URLResolver, begin: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        route = begin + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, route)
        else:
            yield route


def filled(route: str) -> str:
    """Return an address of a route, with something in the place of what is not fixed."""
    for begin, example in EXAMPLES.items():
        while begin in route:
            before, _begin, after = route.partition(begin)
            route = before + example + after.partition(">")[2]
    return route


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_address_leads_where_looking_through_all_rooms_in_turn_leads(language):
    ours = by_first_word()
    with override(language):
        all_in_turn = URLResolver(ours.pattern, ours.url_patterns)
        found = [str(ours.pattern) + filled(route) for route in routes(ours)]
        assert len(found) > 250
        for path in found:
            try:
                expected = all_in_turn.resolve(path)
            except Resolver404:
                continue
            match = ours.resolve(path)
            assert (match.func, match.kwargs) == (expected.func, expected.kwargs), path
            assert match.view_name == expected.view_name


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/mijn/bestaat-niet/", "/en/mijn/", "/~"])
def test_an_address_that_is_not_there_is_not_found(path):
    with override("en" if path.startswith("/en/") else "nl"), pytest.raises(Resolver404):
        resolve(path)


def test_the_first_word_of_an_address_that_begins_with_anything_is_not_fixed():
    from django.urls import include, path, re_path

    def page() -> None: ...

    assert list(first_words(path("<slug:name>/", page))) == [None]
    assert list(first_words(path("agenda/<str:token>.ics", page))) == ["agenda"]
    assert list(first_words(path("", page))) == [""]
    assert list(first_words(re_path("^a/", page))) == [None]
    both = path("", include([path("een/", page), path("twee/drie/", page)]))
    assert isinstance(both, URLResolver) and not isinstance(both, URLPattern)
    assert list(first_words(both)) == ["een", "twee"]
