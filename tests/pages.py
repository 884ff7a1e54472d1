"""Asking every page, to see whether two servers answer the same."""

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from itertools import takewhile, zip_longest
from zipfile import ZipFile

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from tests.visiting import Visitor

LEAVES_ALONE = re.compile(r"/(static|demo/[a-z]+|api/export|metingen)")
LINK = re.compile(r'(?:href|src)="(/[^"#]*)')
Answer = tuple[int, str, bytes]
"""Its status, where it leads, and what it says."""

CHANGES = [
    ("the token of a form", re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')),
    ("when a PDF was made", re.compile(rb"/(CreationDate|ModDate)\s*\(D:[^)]*\)")),
    ("when a PDF was made, in its metadata", re.compile(rb"<xmp:(\w+Date)>[^<]*</xmp:\1>")),
    ("the number of a PDF", re.compile(rb"/ID\s*\[[^\]]*\]")),
    ("the number of a PDF, in its metadata", re.compile(rb"<(xmpMM:\w+ID)>[^<]*</\1>")),
    ("the number of a form", re.compile(rb'name="_formulier" value="[^"]*"')),
    ("the number of a memory that is new", re.compile(rb'name="_nummer" value="[^"]*"')),
    ("the number of a participant who is added", re.compile(rb'name="nummer" value="[^"]*"')),
    ("the moment on the screen of a meeting", re.compile(rb"&quot;now&quot;: \d+")),
    ("when it would end, if it began now", re.compile(rb'data-part="(ends|time)">[^<]*<')),
    ("the number of a plan that is new", re.compile(rb'name="_plan" value="[^"]*"')),
    ("the number of a check that begins", re.compile(rb'name="_poging" value="[^"]*"')),
    ("the key of a link that may be made", re.compile(rb'name="_sleutel" value="[^"]*"')),
    ("the name of a part of a font in a PDF", re.compile(rb"/[A-Z]{6}\+Atkinson")),
    (
        "how we greet at this hour",
        re.compile(rb"Goede(morgen|middag|navond)|Good (morning|afternoon|evening)"),
    ),
    ("when a calendar was asked", re.compile(rb"(DTSTAMP|LAST-MODIFIED):\d{8}T\d{6}Z")),
    ("which time this is that a calendar was asked", re.compile(rb"SEQUENCE:\d{7,}")),
    ("when was last looked whether all is well", re.compile(rb"(nagekeken op|Last checked)[^<]*<")),
    ("when data was made", re.compile(rb'"(made_at|date)": ?"[^"]*T[^"]*"')),
]
"""What may differ between two answers to one question, each with its reason."""


def same_as_ever(body: bytes) -> bytes:
    """Return an answer without what changes at every asking; of what is packed, what is in it."""
    if body.startswith(b"PK"):
        return repr(sorted(ZipFile(BytesIO(body)).namelist())).encode()
    for _why, each in CHANGES:
        body = each.sub(b"", body)
    return body


def plain_addresses() -> Iterator[str]:
    """Yield every address of the product that needs no argument, in both languages."""
    for language in ("nl", "en"):
        with override(language):
            for name in sorted(_names(get_resolver())):
                with suppress(NoReverseMatch):
                    yield reverse(name)


def _names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            space = f"{prefix}{each.namespace}:" if each.namespace else prefix
            yield from _names(each, space)
        elif isinstance(each, URLPattern) and each.name and not each.pattern.converters:
            yield prefix + each.name


@dataclass
class Walk:
    """Somebody who asks every page they can find, without pressing a button."""

    visitor: Visitor
    most: int
    answers: dict[str, Answer] = field(default_factory=dict)

    def find(self, begin: Iterable[str], *, but: set[str]) -> None:
        """Ask these pages, and those that they lead to, save what others ask (`but`)."""
        waiting = [*begin]
        while waiting and len(self.answers) < self.most:
            path = waiting.pop(0)
            if path in self.answers or LEAVES_ALONE.match(path):
                continue
            _status, where, body = self.ask(path)
            found = [html.unescape(each) for each in LINK.findall(body.decode(errors="replace"))]
            waiting += [
                each for each in [where, *found] if each.startswith("/") and each not in but
            ]

    def ask(self, path: str) -> Answer:
        """Ask one page; keep and return what came."""
        status, where, body = self.visitor.ask("GET", path)
        self.answers[path] = status, where, same_as_ever(body)
        return self.answers[path]

    def again(self, url: str) -> "Walk":
        """Ask the same pages in the same order, maybe of another server."""
        walk = Walk(Visitor(url, dict(self.visitor.jar)), self.most)
        for path in self.answers:
            walk.ask(path)
        return walk

    def differs_from(self, other: "Walk") -> list[str]:
        """Return which pages are not the same there, each with the first thing that differs."""
        return [
            f"{path}: {_first_difference(told, other.answers[path])}"
            for path, told in self.answers.items()
            if other.answers[path] != told
        ]


def _first_difference(one: Answer, other: Answer) -> str:
    if one[:2] != other[:2]:
        return f"{one[:2]} and {other[:2]}"
    pairs = zip_longest(one[2].splitlines(), other[2].splitlines(), fillvalue=b"")
    first, second = next((a, b) for a, b in pairs if a != b)
    alike = len([*takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))])
    at = max(0, alike - 40)
    return f"{first[at : at + 160]!r} and {second[at : at + 160]!r}"
